import { deletion, GONE_OR_ANOTHERS } from '../../../shared/deletion';
import type { Operation } from '../../../shared/operation';
import { keyField, pickedId } from '../../fields/ofUser';
import { targetFields, targetOf } from '../../fields/target';
import { idOutput } from '../../transport/ids';
import { removeKey } from '../../transport/keys';

export const deleteOne: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		description: `Delete one MFA key of a user. It cannot be undone, and the account falls back to codes by email or to the password alone: suspend the user first when access shall end. ${GONE_OR_ANOTHERS}`,
		action: 'Delete MFA key',
	},
	effect: 'change',
	irreversible: true,
	fields: [...targetFields, keyField],

	async execute(item) {
		const keyId = pickedId(item, keyField);
		const target = await targetOf(item);
		const gone = await removeKey(item.api, target, keyId);
		return deletion(gone, { ...target.about, keyId: idOutput(keyId) }, 'MFA key');
	},
};
