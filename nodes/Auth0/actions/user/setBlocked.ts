import { pick } from '../../../shared/fields/simplify';
import type { Operation } from '../../../shared/operation';
import { userField, userOf } from '../../fields/user';
import { isBlocked, setBlocked, shownAs } from '../../transport/users';

/** The Block and the Unblock operation. */
export function blocking(blocked: boolean, option: Operation['option']): Operation {
	return {
		option,
		effect: 'change',
		fields: [userField],

		async execute(item) {
			const userId = await userOf(item);
			await setBlocked(item.api, userId, blocked);
			const user = await shownAs(item.api, userId, blocked);
			return { userId, blocked: isBlocked(user), ...pick(user, ['email', 'name']) };
		},
	};
}
