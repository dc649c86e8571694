import type { ApiClient } from '../../shared/http/client';
import type { Target } from '../../shared/lifecycle';
import { collect } from '../../shared/paging';
import { offsetPages, ofUser } from './lists';

/** What a user consented to. Auth0 Management API, GET /grants?user_id=. */
export async function listGrants(api: ApiClient, userId: string): Promise<Target[]> {
	const call = {
		path: ['grants'],
		query: { user_id: userId },
		about: ofUser('grants', userId, true),
		permission: 'read:grants',
	};
	const grants = await collect(offsetPages(api, call, Infinity, 'grants'));
	return grants.map(({ id, clientID }) => ({
		id: typeof id === 'string' ? id : '',
		...(typeof clientID === 'string' && { label: `application ${clientID}` }),
	}));
}

/** Removes all grants of a user. Auth0 Management API, DELETE /grants?user_id=. */
export async function endGrants(api: ApiClient, userId: string): Promise<void> {
	// Without the user every grant of the tenant would be meant: never sent empty.
	if (userId.trim() === '') return;
	await api.send({
		method: 'DELETE',
		path: ['grants'],
		query: { user_id: userId },
		permission: 'delete:grants',
		step: 'endGrants',
	});
}
