import type { Operation } from '../../../shared/operation';
import { codeField, codeOf } from '../../fields/code';
import { checkDeviceId, requestId } from '../../fields/ids';
import { userField, userOf } from '../../fields/user';
import { confirmVerification } from '../../transport/verifications';
import { verificationIdField } from './fields';

export const verify: Operation = {
	option: {
		name: 'Verify',
		value: 'verify',
		description:
			'Submit the code that a user got for a verification, once. Gives the outcome accepted or rejected.',
		action: 'Verify verification',
	},
	effect: 'once',
	fields: [
		userField,
		verificationIdField,
		codeField,
		{
			displayName: 'Authenticator Device ID',
			name: 'authenticatorDeviceId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 525509',
			description: 'Needed for a code of an authenticator app, not for SMS and email',
		},
	],

	async execute(item) {
		const verificationId = requestId(item, 'verificationId', 'Verification ID');
		const code = codeOf(item);
		const device = item.text('authenticatorDeviceId');
		const deviceId =
			device === '' ? undefined : checkDeviceId(item, device, false, 'Authenticator Device ID');
		const userId = await userOf(item);
		const outcome = await confirmVerification(item.api, userId, verificationId, code, deviceId);
		return { userId, verificationId, outcome, accepted: outcome === 'accepted' };
	},
};
