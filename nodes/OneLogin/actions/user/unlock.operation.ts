import type { Operation } from '../../../shared/operation';
import { userField, userOf } from '../../fields/user';
import { unlock as unlockUser } from '../../transport/users';

export const unlock: Operation = {
	option: {
		name: 'Unlock',
		value: 'unlock',
		description: 'Lift the lock of a user. A suspended user stays suspended.',
		action: 'Unlock user',
	},
	effect: 'change',
	fields: [userField],

	async execute(item) {
		const userId = await userOf(item);
		const wasLocked = await unlockUser(item.api, userId);
		return wasLocked
			? { unlocked: true, userId }
			: { unlocked: false, alreadyUnlocked: true, userId };
	},
};
