import type { IDataObject } from 'n8n-workflow';

import { aboutId } from '../../shared/http/about';
import type { HttpAnswer } from '../../shared/http/answer';
import type { ApiCall } from '../../shared/http/call';
import type { ApiClient } from '../../shared/http/client';
import { checkpointPages, ofUser } from './lists';

/** The two kinds of access that end on request. Both need an Enterprise plan. */
export const SESSIONS = {
	collection: 'sessions',
	listKey: 'sessions',
	parameter: 'Session',
	read: 'read:sessions',
	remove: 'delete:sessions',
} as const;

export const REFRESH_TOKENS = {
	collection: 'refresh-tokens',
	listKey: 'tokens',
	parameter: 'Refresh Token',
	read: 'read:refresh_tokens',
	remove: 'delete:refresh_tokens',
} as const;

export type Access = typeof SESSIONS | typeof REFRESH_TOKENS;

/**
 * A user's sessions or refresh tokens, page by page.
 *
 * Auth0 Management API, GET /users/{user_id}/sessions and GET /users/{user_id}/refresh-tokens.
 */
export function accessPages(api: ApiClient, access: Access, userId: string, wanted: number) {
	const call = {
		path: ['users', userId, access.collection],
		about: ofUser(access.listKey, userId),
		permission: access.read,
		subjects: [{ parameter: 'User', value: userId }],
	};
	return checkpointPages(api, call, wanted, access.listKey);
}

/**
 * Ends all sessions or refresh tokens of a user. The service answers 202: accepted, done later.
 *
 * Auth0 Management API, DELETE /users/{user_id}/sessions and DELETE /users/{user_id}/refresh-tokens.
 */
export async function endAll(api: ApiClient, access: Access, userId: string): Promise<HttpAnswer> {
	return await api.send({
		method: 'DELETE',
		path: ['users', userId, access.collection],
		step: `endAll ${access.listKey}`,
		permission: access.remove,
		subjects: [{ parameter: 'User', value: userId }],
	});
}

/** One session or refresh token; undefined when there is none with this id. */
export async function readOne(
	api: ApiClient,
	access: Access,
	id: string,
): Promise<IDataObject | undefined> {
	const answer = await api.send(
		oneCall(access, id, {
			method: 'GET',
			accept: [404],
			about: aboutId('id', id),
			permission: access.read,
		}),
	);
	return answer.status === 404 ? undefined : answer.object;
}

/** The call for one session or refresh token. */
export function oneCall(
	access: Access,
	id: string,
	change: Pick<ApiCall, 'method' | 'accept' | 'about' | 'permission' | 'repeat' | 'step'>,
): ApiCall {
	return {
		path: [access.collection, id],
		subjects: [{ parameter: access.parameter, value: id }],
		...change,
	};
}
