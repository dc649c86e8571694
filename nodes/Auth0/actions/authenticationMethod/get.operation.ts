import type { Operation } from '../../../shared/operation';
import { methodField } from '../../fields/ofUser';
import { userField, userOf } from '../../fields/user';
import { methodCall, readMethod } from '../../transport/methods';

export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		description: 'Get one authentication method of a user',
		action: 'Get authentication method',
	},
	effect: 'read',
	fields: [userField, methodField],

	async execute(item) {
		const { value: methodId } = item.picked('methodId');
		const userId = await userOf(item);
		const answer = await item.api.send(
			methodCall(userId, methodId, { method: 'GET', permission: 'read:authentication_methods' }),
		);
		return readMethod(answer.object);
	},
};
