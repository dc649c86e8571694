import type { ApiClient } from '../../shared/http/client';
import { findUserById, type UserById } from '../../shared/notFound';
import { idOf } from './shapes';
import { getUser, userPage, firstPage } from './users';

/**
 * One user; undefined when OneLogin says that there is none with this id, or when its list, asked for
 * exactly this id, is empty.
 *
 * OneLogin API v2, GET /api/2/users/{user_id} and GET /api/2/users?user_ids=.
 *
 * @throws NodeApiError for a 404 that OneLogin did not say, e.g. of a proxy: a leaver must not be
 * taken for gone because of it
 */
export async function findUser(api: ApiClient, userId: string): Promise<UserById | undefined> {
	return await findUserById(api, async () => await getUser(api, userId), {
		rows: async () => (await userPage(api, { user_ids: userId }, firstPage())).rows,
		isIt: ({ id }) => idOf(id) === userId,
		call: { method: 'GET', path: ['api', '2', 'users'] },
	});
}
