import type { ApiClient } from '../../shared/http/client';
import { ANY_ROLE } from './permissions';

/**
 * Makes sure that n8n holds an access token that is good: by a read that is open to every role.
 * Whatever it is answered with but 401, the token is good; who may not read this is signed in as well.
 *
 * emnify API, GET /api/v1/user/mfa/status.
 */
export async function freshToken(api: ApiClient): Promise<void> {
	await api.send({
		method: 'GET',
		path: ['v1', 'user', 'mfa', 'status'],
		permission: ANY_ROLE,
		accept: [403, 404],
	});
}
