import { accessList } from '../accessList';
import { REFRESH_TOKENS } from '../../transport/sessions';

export const getAll = accessList(
	REFRESH_TOKENS,
	{
		name: 'Get Many',
		value: 'getAll',
		description:
			'List the refresh tokens of a user, without the tokens themselves. Needs an Enterprise plan.',
		action: 'Get many refresh tokens',
	},
	['id', 'client_id', 'session_id', 'created_at', 'last_exchanged_at', 'expires_at', 'rotating'],
);
