import { deletion, GONE_OR_ANOTHERS } from '../../../shared/deletion';
import type { Operation } from '../../../shared/operation';
import { deviceField, pickedId } from '../../fields/ofUser';
import { targetFields, targetOf } from '../../fields/target';
import { removeDevice } from '../../transport/devices';
import { idOutput } from '../../transport/ids';

export const deleteOne: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		description: `Delete one trusted device of a user, which has to give a code at the next sign-in. It cannot be undone. ${GONE_OR_ANOTHERS}`,
		action: 'Delete trusted device',
	},
	effect: 'change',
	irreversible: true,
	fields: [...targetFields, deviceField],

	async execute(item) {
		const deviceId = pickedId(item, deviceField);
		const target = await targetOf(item);
		const gone = await removeDevice(item.api, target, deviceId);
		return deletion(gone, { ...target.about, deviceId: idOutput(deviceId) }, 'trusted device');
	},
};
