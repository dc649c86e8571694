import type { Operation } from '../../../shared/operation';
import { lookUp } from '../../transport/keys';

export const getStatuses: Operation = {
	option: {
		name: 'Get Statuses',
		value: 'getStatuses',
		description: 'List the statuses that an MFA key can have',
		action: 'Get MFA key statuses',
	},
	effect: 'read',
	fields: [],

	execute: async (item) => await lookUp(item.api, 'status'),
};
