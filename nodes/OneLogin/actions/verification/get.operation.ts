import type { Operation } from '../../../shared/operation';
import { requestId } from '../../fields/ids';
import { userField, userOf } from '../../fields/user';
import { getVerification } from '../../transport/verifications';
import { verificationIdField } from './fields';

export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		description: 'Get how a verification stands: pending, accepted or rejected',
		action: 'Get verification',
	},
	effect: 'read',
	fields: [userField, verificationIdField],

	async execute(item) {
		const id = requestId(item, 'verificationId', 'Verification ID');
		const userId = await userOf(item);
		return await getVerification(item.api, userId, id);
	},
};
