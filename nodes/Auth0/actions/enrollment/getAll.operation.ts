import { listFields, wantedCount } from '../../../shared/fields/list';
import type { Operation } from '../../../shared/operation';
import { userField, userOf } from '../../fields/user';
import { listEnrollments } from '../../transport/ownership';

export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		description:
			'List the confirmed enrollment of a user. Auth0 gives the first one only; the authentication methods are the whole list.',
		action: 'Get many enrollments',
	},
	effect: 'read',
	fields: [userField, ...listFields],

	async execute(item) {
		const wanted = wantedCount(item);
		const userId = await userOf(item);
		return (await listEnrollments(item, userId)).slice(0, wanted);
	},
};
