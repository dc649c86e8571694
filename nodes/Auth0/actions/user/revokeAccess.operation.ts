import { alreadyGone } from '../../../shared/deletion';
import type { Operation } from '../../../shared/operation';
import { userField, userOf } from '../../fields/user';
import { ownAccess } from '../../transport/ownership';
import { endAll, REFRESH_TOKENS, revokeAccessOf, SESSIONS } from '../../transport/sessions';
import { requireUser } from '../../transport/users';

export const revokeAccess: Operation = {
	option: {
		name: 'Revoke Access',
		value: 'revokeAccess',
		description:
			'End the sessions of a user, and the refresh tokens unless they shall be kept. It cannot be undone. The user can log in again: block the user to prevent that.',
		action: 'Revoke access of user',
	},
	effect: 'change',
	irreversible: true,
	fields: [
		userField,
		{
			displayName: 'Session ID',
			name: 'onlySessionId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 41wvKqPVHrBnTdTtNiJFUQ',
			description: 'Session to end. Left empty, all sessions of the user are ended.',
		},
		{
			displayName: 'Preserve Refresh Tokens',
			name: 'preserveRefreshTokens',
			type: 'boolean',
			default: false,
			description: 'Whether refresh tokens stay valid',
		},
	],

	async execute(item) {
		const preserve = item.flag('preserveRefreshTokens');
		const sessionId = item.text('onlySessionId') === '' ? undefined : item.id('onlySessionId');
		const userId = await userOf(item);
		const about = { accepted: true, userId, preservedRefreshTokens: preserve };
		if (sessionId !== undefined) {
			if ((await ownAccess(item, SESSIONS, sessionId, userId)) === undefined)
				return { ...about, accepted: false, ...alreadyGone('session'), sessionId };
			await revokeAccessOf(item.api, userId, preserve, sessionId);
			return { ...about, sessionId };
		}
		// Accepted, done later: for a user who does not exist, too, as far as is documented.
		await requireUser(item.api, userId);
		await revokeAccessOf(item.api, userId, preserve);
		// What the call does without a session is not documented in so many words. Ending sessions
		// and tokens by their own calls gives the same result whichever way it is meant.
		await endAll(item.api, SESSIONS, userId);
		if (!preserve) await endAll(item.api, REFRESH_TOKENS, userId);
		return about;
	},
};
