import type { Operation } from '../../../shared/operation';
import { userField, userOf } from '../../fields/user';
import { logOut as logOutUser } from '../../transport/users';

export const logOut: Operation = {
	option: {
		name: 'Log Out',
		value: 'logOut',
		description:
			'End the OneLogin sessions of a user. Sessions inside connected apps stay, and the user can log in again: suspend the user first to prevent that. It cannot be undone.',
		action: 'Log out user',
	},
	effect: 'change',
	irreversible: true,
	fields: [userField],

	async execute(item) {
		const userId = await userOf(item);
		await logOutUser(item.api, userId);
		return { loggedOut: true, userId };
	},
};
