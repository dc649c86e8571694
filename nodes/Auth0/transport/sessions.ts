import type { IDataObject } from 'n8n-workflow';

import { aboutId } from '../../shared/http/about';
import type { HttpAnswer } from '../../shared/http/answer';
import type { ApiCall } from '../../shared/http/call';
import type { ApiClient } from '../../shared/http/client';
import { findById, remove } from '../../shared/notFound';
import { collect } from '../../shared/paging';
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

/**
 * One session or refresh token; undefined when Auth0 says that there is none with this id, or when the
 * list of the user does not hold it.
 *
 * Auth0 Management API, GET /sessions/{id} and GET /refresh-tokens/{id}.
 */
export async function readOne(
	api: ApiClient,
	access: Access,
	id: string,
	userId: string,
): Promise<IDataObject | undefined> {
	const call = oneCall(access, id, {
		method: 'GET',
		about: aboutId('id', id),
		permission: access.read,
	});
	return await findById(
		api,
		access.parameter,
		async () => (await api.send(call)).object,
		async () => await listedOne(api, access, id, userId),
	);
}

/**
 * Ends one session or refresh token by a call that names it.
 *
 * @returns true when it was gone already
 */
export async function endOne(
	api: ApiClient,
	access: Access,
	userId: string,
	call: ApiCall,
): Promise<boolean> {
	const id = call.subjects?.at(-1)?.value ?? '';
	return await remove(
		api,
		call,
		async () => (await listedOne(api, access, id, userId)) !== undefined,
	);
}

async function listedOne(
	api: ApiClient,
	access: Access,
	id: string,
	userId: string,
): Promise<IDataObject | undefined> {
	const rows = await collect(accessPages(api, access, userId, Infinity));
	return rows.find((row) => row.id === id);
}

/** The call for one session or refresh token. */
export function oneCall(
	access: Access,
	id: string,
	change: Pick<ApiCall, 'method' | 'about' | 'permission' | 'repeat' | 'step'>,
): ApiCall {
	return {
		path: [access.collection, id],
		subjects: [{ parameter: access.parameter, value: id }],
		...change,
	};
}

/**
 * Ends a session, or all, and its refresh tokens unless they shall be kept.
 *
 * Auth0 Management API, POST /users/{id}/revoke-access. Without a session the service may ask for one:
 * that is no failure here, since other calls end all sessions.
 */
export async function revokeAccessOf(
	api: ApiClient,
	userId: string,
	preserveRefreshTokens: boolean,
	sessionId?: string,
): Promise<void> {
	const ofAll = sessionId === undefined;
	await api.send({
		method: 'POST',
		path: ['users', userId, 'revoke-access'],
		body: {
			...(!ofAll && { session_id: sessionId }),
			preserve_refresh_tokens: preserveRefreshTokens,
		},
		repeat: 'repeatable',
		...(ofAll && { accept: [400] }),
		permission: 'delete:sessions and delete:refresh_tokens',
		step: 'revokeAccess',
		subjects: [{ parameter: 'User', value: userId }],
	});
}
