import { deletion, GONE_OR_ANOTHERS } from '../../../shared/deletion';
import type { Operation } from '../../../shared/operation';
import { methodField } from '../../fields/ofUser';
import { userField, userOf } from '../../fields/user';
import { removeMethod } from '../../transport/removeMethods';

export const deleteOne: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		description: `Delete one authentication method of a user. It cannot be undone. ${GONE_OR_ANOTHERS}`,
		action: 'Delete authentication method',
	},
	effect: 'change',
	irreversible: true,
	fields: [userField, methodField],

	async execute(item) {
		const { value: methodId } = item.picked('methodId');
		item.identity.methodId = methodId;
		const userId = await userOf(item);
		const gone = await removeMethod(item.api, userId, methodId);
		return deletion(gone, { userId, methodId }, 'authentication method');
	},
};
