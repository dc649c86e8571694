import type { Operation } from '../../../shared/operation';
import { requestId } from '../../fields/ids';
import { userField, userOf } from '../../fields/user';
import { getRegistration } from '../../transport/registrations';
import { registrationIdField } from './fields';

export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		description:
			'Get how a registration stands: pending, accepted or rejected. One that expired is rejected.',
		action: 'Get registration',
	},
	effect: 'read',
	handsOver: ['factor_data'],
	fields: [userField, registrationIdField],

	async execute(item) {
		const id = requestId(item, 'registrationId', 'Registration ID');
		const userId = await userOf(item);
		return await getRegistration(item.api, userId, id);
	},
};
