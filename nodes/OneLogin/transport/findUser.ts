import type { IDataObject } from 'n8n-workflow';

import type { ApiCall } from '../../shared/http/call';
import type { ApiClient } from '../../shared/http/client';
import { ANY_READ } from './scopes';
import { aboutSingle, single } from './shapes';
import { wordsOf } from './words';

/**
 * One user; undefined when OneLogin says that there is none with this id.
 *
 * OneLogin API v2, GET /api/2/users/{user_id}.
 *
 * @throws NodeApiError for a 404 that OneLogin did not say, e.g. of a proxy: a leaver must not be
 * taken for gone because of it
 */
export async function findUser(api: ApiClient, userId: string): Promise<IDataObject | undefined> {
	const call: ApiCall = {
		method: 'GET',
		path: ['api', '2', 'users', userId],
		accept: [404],
		about: aboutSingle('id', userId),
		permission: ANY_READ,
		subjects: [{ parameter: 'User', value: userId }],
	};
	const answer = await api.send(call);
	if (answer.status === 404) {
		const said = wordsOf(answer);
		if (said === '' || /no route/i.test(said)) throw await api.refusal(answer, call);
		return undefined;
	}
	return single(answer.body);
}
