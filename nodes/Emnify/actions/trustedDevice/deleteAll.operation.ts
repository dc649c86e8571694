import { serviceError } from '../../../shared/errors';
import type { Operation } from '../../../shared/operation';
import { targetFields, targetOf } from '../../fields/target';
import { removeAllDevices } from '../../transport/devices';

export const deleteAll: Operation = {
	option: {
		name: 'Delete All',
		value: 'deleteAll',
		description:
			'Delete all trusted devices of a user, one by one, and report each. It cannot be undone.',
		action: 'Delete all trusted devices',
	},
	effect: 'change',
	irreversible: true,
	fields: targetFields,

	async execute(item) {
		const target = await targetOf(item);
		const devices = await removeAllDevices(item.api, target);
		const open = devices.filter(({ result }) => result === 'failed' || result === 'unknown');
		const deletedCount = devices.filter(({ result }) => result === 'deleted').length;
		if (open.length === 0) return { deleted: true, ...target.about, deletedCount, devices };
		throw serviceError(
			item.run.node,
			{
				message: `${open.length} of ${devices.length} trusted devices could not be deleted`,
				description: `${open.map(({ id, reason }) => `${id}: ${reason ?? ''}`).join('; ')}. The others are done, as the list in the data of this item says. Run it again for the rest.`,
				effect: 'partial',
				details: { ...target.about, deletedCount, devices },
			},
			item.index,
		);
	},
};
