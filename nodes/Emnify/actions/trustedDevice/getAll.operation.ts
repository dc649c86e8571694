import { listFields, wantedCount } from '../../../shared/fields/list';
import type { Operation } from '../../../shared/operation';
import { targetFields, targetOf } from '../../fields/target';
import { listDevices } from '../../transport/devices';

export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		description: 'List the devices of a user that sign in without a code',
		action: 'Get many trusted devices',
	},
	effect: 'read',
	fields: [...targetFields, ...listFields],

	async execute(item) {
		const wanted = wantedCount(item);
		const target = await targetOf(item);
		return (await listDevices(item.api, target)).slice(0, wanted);
	},
};
