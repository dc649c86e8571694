import type { Operation } from '../../../shared/operation';
import { targetFields, targetOf } from '../../fields/target';
import { readableUser } from '../../transport/keys';
import { getUser } from '../../transport/users';

export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		description: 'Get one user with roles and MFA keys',
		action: 'Get user',
	},
	effect: 'read',
	fields: targetFields,

	async execute(item) {
		const target = await targetOf(item);
		return readableUser(await getUser(item.api, target));
	},
};
