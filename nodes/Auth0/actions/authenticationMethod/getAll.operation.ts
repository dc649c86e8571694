import { listFields, wantedCount } from '../../../shared/fields/list';
import type { Operation } from '../../../shared/operation';
import { collect } from '../../../shared/paging';
import { userField, userOf } from '../../fields/user';
import { methodPages } from '../../transport/methods';

export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		description: 'List the authentication methods of a user, those not finished too',
		action: 'Get many authentication methods',
	},
	effect: 'read',
	fields: [userField, ...listFields],

	async execute(item) {
		const wanted = wantedCount(item);
		const userId = await userOf(item);
		return await collect(methodPages(item.api, userId, wanted));
	},
};
