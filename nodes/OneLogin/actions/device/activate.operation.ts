import type { Operation } from '../../../shared/operation';
import { apiVersionField, apiVersionOf } from '../../fields/apiVersion';
import { deviceField, deviceOf } from '../../fields/ofUser';
import { triggerFields, triggerOf } from '../../fields/trigger';
import { userField, userOf } from '../../fields/user';
import { deviceDialect } from '../../transport/devices';

export const activate: Operation = {
	option: {
		name: 'Activate',
		value: 'activate',
		description:
			'Trigger a device: send the user an SMS, an email, a call or a push. Gives out the state token (version 1) or the verification ID (version 2) for what follows.',
		action: 'Activate device',
	},
	effect: 'once',
	handsOver: ['state_token'],
	fields: [userField, apiVersionField, deviceField, ...triggerFields],

	async execute(item) {
		const dialect = deviceDialect(apiVersionOf(item));
		const deviceId = deviceOf(item);
		const trigger = triggerOf(item);
		const userId = await userOf(item);
		const { row } = await dialect.trigger(item.api, userId, deviceId, trigger);
		return row;
	},
};
