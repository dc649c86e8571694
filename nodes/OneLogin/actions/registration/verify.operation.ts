import type { Operation } from '../../../shared/operation';
import { codeField, codeOf } from '../../fields/code';
import { requestId } from '../../fields/ids';
import { userField, userOf } from '../../fields/user';
import { confirmRegistration } from '../../transport/registrations';
import { registrationIdField } from './fields';

export const verify: Operation = {
	option: {
		name: 'Verify',
		value: 'verify',
		description:
			'Submit the code that finishes a registration, once. Gives the outcome accepted or rejected; after a wrong code the registration stays pending and takes another one.',
		action: 'Verify registration',
	},
	effect: 'once',
	fields: [userField, registrationIdField, codeField],

	async execute(item) {
		const registrationId = requestId(item, 'registrationId', 'Registration ID');
		const code = codeOf(item);
		const userId = await userOf(item);
		const { outcome, row } = await confirmRegistration(item.api, userId, registrationId, code);
		return {
			userId,
			registrationId,
			outcome,
			accepted: outcome === 'accepted',
			...(row.status !== undefined && { status: row.status }),
			...(row.device_id !== undefined && { deviceId: row.device_id }),
		};
	},
};
