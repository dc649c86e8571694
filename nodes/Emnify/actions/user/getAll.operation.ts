import { listFields, wantedCount } from '../../../shared/fields/list';
import type { Operation } from '../../../shared/operation';
import { collect } from '../../../shared/paging';
import { criteria, filterText } from '../../fields/filter';
import { readableUser } from '../../transport/keys';
import { USER_STATUS, userPages } from '../../transport/users';

export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		description:
			'List users, if wanted those that match only. Roles and MFA keys are not in the list: Get has them.',
		action: 'Get many users',
	},
	effect: 'read',
	fields: [
		...listFields,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Ana',
					description: 'Parts of a name may be matched as well as whole names',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: [
						{ name: 'Activation Pending', value: USER_STATUS.pending },
						{ name: 'Active', value: USER_STATUS.active },
						{ name: 'Suspended', value: USER_STATUS.suspended },
					],
					default: 1,
					description: 'Status that the users have',
				},
				{
					displayName: 'Username',
					name: 'username',
					type: 'string',
					default: '',
					placeholder: 'e.g. ana@example.com',
					description: 'Parts of a username may be matched as well as whole ones',
				},
			],
		},
	],

	async execute(item) {
		const wanted = wantedCount(item);
		const filters = item.collection('filters');
		const q = criteria({
			status:
				filters.status === undefined ? undefined : filterText(item, filters, 'status', 'Status'),
			name: filterText(item, filters, 'name', 'Name'),
			username: filterText(item, filters, 'username', 'Username'),
		});
		const users = await collect(userPages(item.api, q, wanted));
		return users.map(readableUser);
	},
};
