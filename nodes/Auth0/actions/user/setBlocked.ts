import { pick } from '../../../shared/fields/simplify';
import type { Operation } from '../../../shared/operation';
import { userField, userOf } from '../../fields/user';
import { setBlocked } from '../../transport/users';

/** The Block and the Unblock operation. */
export function blocking(blocked: boolean, option: Operation['option']): Operation {
	return {
		option,
		effect: 'change',
		fields: [userField],

		async execute(item) {
			const userId = await userOf(item);
			const user = await setBlocked(item.api, userId, blocked);
			// The field is absent for a user who was never blocked.
			return { userId, blocked: user.blocked === true, ...pick(user, ['email', 'name']) };
		},
	};
}
