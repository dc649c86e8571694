import type { Operation } from '../../../shared/operation';
import { userField, userOf } from '../../fields/user';
import { setUserStatus, shownWithStatus, statusText, userStatus } from '../../transport/userStatus';
import { getUser, USER_STATUS } from '../../transport/users';

/** The Suspend and the Reactivate operation. */
export function settingStatus(
	change: { status: number; step: string },
	option: Operation['option'],
): Operation {
	return {
		option,
		effect: 'change',
		fields: [userField],

		async execute(item) {
			const target = await userOf(item);
			const user = await getUser(item.api, target);
			const before = userStatus(user);
			const username = typeof user.username === 'string' ? user.username : null;
			const about = {
				...target.about,
				username,
				suspended: change.status === USER_STATUS.suspended,
				statusBefore: statusText(user),
			};
			if (before === change.status) return { changed: false, ...about };
			if (before === USER_STATUS.pending && change.status === USER_STATUS.active) {
				throw item.refuse(
					`The user '${username ?? target.segment}' has not been activated yet`,
					'Nothing was changed. A user who awaits activation becomes active by the link in the activation email.',
				);
			}
			const isShown = await setUserStatus(item.api, target, user, change);
			if (!isShown) await shownWithStatus(item.api, target, change.status);
			return { changed: true, ...about };
		},
	};
}
