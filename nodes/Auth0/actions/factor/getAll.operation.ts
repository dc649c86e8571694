import { listFields, wantedCount } from '../../../shared/fields/list';
import type { Operation } from '../../../shared/operation';
import { rowsOf } from '../../transport/lists';

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
		const answer = await item.api.send({
			method: 'GET',
			path: ['guardian', 'factors'],
			permission: 'read:guardian_factors',
		});
		return rowsOf(answer.body, 'factors').slice(0, wanted);
	},
};
