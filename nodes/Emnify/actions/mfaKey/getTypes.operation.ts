import type { Operation } from '../../../shared/operation';
import { lookUp } from '../../transport/keys';

export const getTypes: Operation = {
	option: {
		name: 'Get Types',
		value: 'getTypes',
		description: 'List the types that an MFA key can have',
		action: 'Get MFA key types',
	},
	effect: 'read',
	fields: [],

	execute: async (item) => await lookUp(item.api, 'type'),
};
