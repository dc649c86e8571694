import { simplifyField } from '../../../shared/fields/simplify';
import type { Operation } from '../../../shared/operation';
import { userField, userOf } from '../../fields/user';
import { getUser } from '../../transport/users';
import { simpleUser, wholeUser } from './simple';

export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		description: 'Get one user',
		action: 'Get user',
	},
	effect: 'read',
	fields: [userField, simplifyField],

	async execute(item) {
		const simplify = item.flag('simplify');
		const userId = await userOf(item);
		const user = await getUser(item.api, userId);
		return simplify ? simpleUser(user) : wholeUser(user);
	},
};
