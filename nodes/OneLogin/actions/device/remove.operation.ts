import { deletion, GONE_OR_ANOTHERS } from '../../../shared/deletion';
import type { Operation } from '../../../shared/operation';
import { apiVersionField, apiVersionOf } from '../../fields/apiVersion';
import { deviceField, deviceOf } from '../../fields/ofUser';
import { userField, userOf } from '../../fields/user';
import { deviceDialect } from '../../transport/devices';

export const remove: Operation = {
	option: {
		name: 'Remove',
		value: 'remove',
		description: `Remove one device of a user. It cannot be undone. A user without devices is asked to enroll at the next login: suspend the user first when access shall end. ${GONE_OR_ANOTHERS}`,
		action: 'Remove device',
	},
	effect: 'change',
	irreversible: true,
	fields: [userField, apiVersionField, deviceField],

	async execute(item) {
		const version = apiVersionOf(item);
		const deviceId = deviceOf(item, version === 2);
		const userId = await userOf(item);
		const gone = await deviceDialect(version).remove(item.api, userId, deviceId);
		return deletion(gone, { userId, deviceId }, 'device');
	},
};
