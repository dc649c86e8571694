import { sessionField } from '../../fields/ofUser';
import { SESSIONS } from '../../transport/sessions';
import { endOne } from '../accessEnd';

export const deleteOne = endOne(
	SESSIONS,
	{
		name: 'Delete',
		value: 'delete',
		description:
			'End one session of a user; its refresh tokens stay. It cannot be undone. Auth0 accepts it and does it shortly after.',
		action: 'Delete session',
	},
	sessionField,
);
