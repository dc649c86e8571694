import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../shared/http/answer';
import type { Operation } from '../../../shared/operation';
import { userField, userOf } from '../../fields/user';
import { setUserStatus, userStatus } from '../../transport/userStatus';
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
			await setUserStatus(item.api, target, user, change);
			return { changed: true, ...about };
		},
	};
}

function statusText({ status }: IDataObject): string | null {
	const description: unknown = isObject(status) ? status.description : undefined;
	return typeof description === 'string' ? description : null;
}
