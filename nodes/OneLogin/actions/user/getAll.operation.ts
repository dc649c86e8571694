import { listFields, wantedCount } from '../../../shared/fields/list';
import { simplifyField } from '../../../shared/fields/simplify';
import type { Operation } from '../../../shared/operation';
import { collect } from '../../../shared/paging';
import { userFilters, userFiltersField } from '../../fields/userFilters';
import { userPages } from '../../transport/users';
import { simpleUser, wholeUser } from './simple';

export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		description: 'List users, those that match filters or many',
		action: 'Get many users',
	},
	effect: 'read',
	fields: [...listFields, simplifyField, userFiltersField],

	async execute(item) {
		const wanted = wantedCount(item);
		const simplify = item.flag('simplify');
		const users = await collect(userPages(item.api, userFilters(item), wanted));
		return users.map(simplify ? simpleUser : wholeUser);
	},
};
