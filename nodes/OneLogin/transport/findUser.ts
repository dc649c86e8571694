import type { IDataObject } from 'n8n-workflow';

import type { ApiClient } from '../../shared/http/client';
import { findById } from '../../shared/notFound';
import { idOf } from './shapes';
import { getUser, userPage, firstPage } from './users';

/** A user as found by id. */
export interface UserById {
	data: IDataObject;
	/** It is a row of a list, which holds a part of the record. */
	isRow: boolean;
}

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
	return await findById<UserById>(
		api,
		'User',
		async () => ({ data: await getUser(api, userId), isRow: false }),
		async () => {
			const { rows } = await userPage(api, { user_ids: userId }, firstPage());
			const data = rows.find(({ id }) => idOf(id) === userId);
			// Rows about others are no answer to this question.
			if (data === undefined && rows.length > 0) {
				throw await api.unreadable({ method: 'GET', path: ['api', '2', 'users'] });
			}
			return data && { data, isRow: true };
		},
	);
}
