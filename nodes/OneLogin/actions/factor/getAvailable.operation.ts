import type { Operation } from '../../../shared/operation';
import { apiVersionField, apiVersionOf } from '../../fields/apiVersion';
import { userField, userOf } from '../../fields/user';
import { deviceDialect } from '../../transport/devices';

export const getAvailable: Operation = {
	option: {
		name: 'Get Available',
		value: 'getAvailable',
		description:
			'List the factors that a user can still enroll. Factors that are enrolled already are not among them.',
		action: 'Get available factors',
	},
	effect: 'read',
	fields: [userField, apiVersionField],

	async execute(item) {
		const dialect = deviceDialect(apiVersionOf(item));
		const userId = await userOf(item);
		return await dialect.factors(item.api, userId);
	},
};
