import { listFields, wantedCount } from '../../../shared/fields/list';
import type { Operation } from '../../../shared/operation';
import { wholeList } from '../../transport/lists';

export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		description: 'List the factors that the tenant knows and whether each is enabled',
		action: 'Get many factors',
	},
	effect: 'read',
	fields: listFields,

	async execute(item) {
		const wanted = wantedCount(item);
		const call = { path: ['guardian', 'factors'], permission: 'read:guardian_factors' };
		return (await wholeList(item.api, call, 'factors')).slice(0, wanted);
	},
};
