import { deletion, GONE_OR_ANOTHERS } from '../../../shared/deletion';
import type { Operation } from '../../../shared/operation';
import { sessionField } from '../../fields/ofUser';
import { userField, userOf } from '../../fields/user';
import { ownAccess } from '../../transport/ownership';
import { endOne, SESSIONS } from '../../transport/sessions';

export const revoke: Operation = {
	option: {
		name: 'Revoke',
		value: 'revoke',
		description: `End one session of a user with all its refresh tokens. It cannot be undone. Auth0 accepts it and does it shortly after. ${GONE_OR_ANOTHERS}`,
		action: 'Revoke session',
	},
	effect: 'change',
	irreversible: true,
	fields: [userField, sessionField],

	async execute(item) {
		const { value: sessionId } = item.picked('sessionId');
		item.identity.sessionId = sessionId;
		const userId = await userOf(item);
		const about = { userId, sessionId };
		const found = await ownAccess(item, SESSIONS, sessionId, userId);
		if (found === undefined) return deletion(true, about, 'session');
		const gone = await endOne(item.api, SESSIONS, userId, {
			method: 'POST',
			path: ['sessions', sessionId, 'revoke'],
			// Revoking twice ends what is ended: a lost answer may be asked for again.
			repeat: 'repeatable',
			permission: 'delete:sessions and delete:refresh_tokens',
			step: 'revokeSession',
			subjects: [{ parameter: 'Session', value: sessionId }],
		});
		return gone ? deletion(true, about, 'session') : { accepted: true, ...about };
	},
};
