import { GONE_OR_ANOTHERS } from '../../../shared/deletion';
import { sessionField } from '../../fields/ofUser';
import { SESSIONS } from '../../transport/sessions';
import { endOne } from '../accessEnd';

export const deleteOne = endOne(
	SESSIONS,
	{
		name: 'Delete',
		value: 'delete',
		description: `End one session of a user; its refresh tokens stay. It cannot be undone. Auth0 accepts it and does it shortly after. ${GONE_OR_ANOTHERS}`,
		action: 'Delete session',
	},
	sessionField,
);
