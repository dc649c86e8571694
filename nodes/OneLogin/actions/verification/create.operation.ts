import type { Operation } from '../../../shared/operation';
import { deviceField, deviceOf } from '../../fields/ofUser';
import { triggerOf, verificationFields } from '../../fields/trigger';
import { userField, userOf } from '../../fields/user';
import { createVerification } from '../../transport/verifications';

export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		description:
			'Send a user the SMS, email, call or push of a device. Ask with Get whether it was answered, or submit a code with Verify.',
		action: 'Create verification',
	},
	effect: 'once',
	fields: [userField, deviceField, ...verificationFields],

	async execute(item) {
		const deviceId = deviceOf(item);
		const trigger = triggerOf(item);
		const userId = await userOf(item);
		return await createVerification(item.api, userId, deviceId, trigger);
	},
};
