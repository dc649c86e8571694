import type { Operation } from '../../../shared/operation';
import { userField, userOf } from '../../fields/user';
import { requireUser } from '../../transport/users';

export const deleteAll: Operation = {
	option: {
		name: 'Delete All',
		value: 'deleteAll',
		description:
			'Delete all authenticators of a user: one-time passwords, email, phone and push. It cannot be undone. Works for users with a passkey too, which stays.',
		action: 'Delete all authenticators',
	},
	effect: 'change',
	irreversible: true,
	fields: [userField],

	async execute(item) {
		const userId = await userOf(item);
		// No 404 is documented for this call: whether the user exists is asked first.
		await requireUser(item.api, userId);
		await item.api.send({
			method: 'DELETE',
			path: ['users', userId, 'authenticators'],
			subjects: [{ parameter: 'User', value: userId }],
			permission: 'delete:guardian_enrollments',
			step: 'deleteAllAuthenticators',
		});
		return { deleted: true, userId };
	},
};
