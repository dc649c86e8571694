import { listFields, wantedCount } from '../../../shared/fields/list';
import type { Operation } from '../../../shared/operation';
import { apiVersionField, apiVersionOf } from '../../fields/apiVersion';
import { userField, userOf } from '../../fields/user';
import { deviceDialect } from '../../transport/devices';

export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		description:
			'List the devices of a user. WebAuthn, security questions and certificates are not shown by OneLogin, so an empty list does not mean that there is no second factor. A device with push and code may be listed twice.',
		action: 'Get many devices',
	},
	effect: 'read',
	fields: [userField, apiVersionField, ...listFields],

	async execute(item) {
		const dialect = deviceDialect(apiVersionOf(item));
		const wanted = wantedCount(item);
		const userId = await userOf(item);
		return (await dialect.devices(item.api, userId)).slice(0, wanted);
	},
};
