import { SESSIONS } from '../../transport/sessions';
import { endAllOf } from '../accessEnd';

export const deleteAll = endAllOf(SESSIONS, {
	name: 'Delete All',
	value: 'deleteAll',
	description:
		'End all sessions of a user; refresh tokens stay. It cannot be undone. Auth0 accepts it and does it shortly after.',
	action: 'Delete all sessions',
});
