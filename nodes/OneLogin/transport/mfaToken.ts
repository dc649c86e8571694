import type { IDataObject } from 'n8n-workflow';

import type { ApiClient } from '../../shared/http/client';
import type { ApiVersion } from './devices';
import { MANAGE_ALL, MANAGE_USERS } from './scopes';
import { marked } from './shapes';

/**
 * Makes a temporary token that stands in for any second factor of the user. There is no call that
 * revokes it.
 *
 * OneLogin API v1, POST /api/1/users/{user_id}/mfa_token; API v2,
 * POST /api/2/mfa/users/{user_id}/mfa_token. Neither answer is wrapped.
 *
 * @param expiresIn seconds, at most 259,200 (72 hours)
 */
export async function generateMfaToken(
	api: ApiClient,
	userId: string,
	version: ApiVersion,
	expiresIn: number,
	reusable: boolean,
): Promise<IDataObject> {
	const answer = await api.send({
		method: 'POST',
		path:
			version === 1
				? ['api', '1', 'users', userId, 'mfa_token']
				: ['api', '2', 'mfa', 'users', userId, 'mfa_token'],
		body: { expires_in: expiresIn, reusable },
		permission: version === 1 ? MANAGE_USERS : MANAGE_ALL,
		step: 'generateMfaToken',
		subjects: [{ parameter: 'User', value: userId }],
	});
	// OneLogin's OpenAPI document spells the member `resuable` in version 1.
	const { resuable, ...token } = marked(api, answer, 'mfa_token');
	return { user_id: userId, ...token, reusable: token.reusable ?? resuable ?? reusable };
}
