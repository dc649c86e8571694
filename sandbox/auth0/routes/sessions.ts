import type { FastifyInstance } from 'fastify';

import type { ApiContext } from '../api';
import { ManagementError } from '../errors';
import type { RefreshToken, Session } from '../model';
import { CHECKPOINT_QUERY, checkpointPage, type CheckpointQuery } from '../paging';
import { requireUser, USER_PATH, userIdOf } from './userId';

/** Auth0 offers these endpoints on Enterprise plans only. */
export const SESSIONS_FEATURE = 'sessions and refresh tokens management';

const SESSION_PATH = {
	type: 'object',
	properties: { id: { type: 'string', minLength: 1, maxLength: 50 } },
} as const;

const REVOKE_ACCESS_BODY = {
	type: 'object',
	additionalProperties: false,
	properties: {
		session_id: { type: 'string', maxLength: 50 },
		preserve_refresh_tokens: { type: 'boolean' },
	},
};

/** Auth0 Management API, `/users/{id}/sessions`, `/sessions` and `/users/{id}/revoke-access`. */
export function sessionRoutes(api: FastifyInstance, context: ApiContext): void {
	userSessionRoutes(api, context);
	singleSessionRoutes(api, context);
	revokeAccessRoute(api, context);
}

function userSessionRoutes(api: FastifyInstance, context: ApiContext): void {
	const { state } = context;

	api.get<{ Querystring: CheckpointQuery }>(
		'/users/:id/sessions',
		{
			schema: { params: USER_PATH, querystring: { type: 'object', properties: CHECKPOINT_QUERY } },
			config: { permissions: ['read:sessions'], enterprise: SESSIONS_FEATURE },
		},
		async (request) => {
			const { user_id: userId } = requireUser(state, userIdOf(request));
			const { nextAlways } = context.settings;
			const { items, ...rest } = checkpointPage(
				state.sessionsOf(userId),
				request.query,
				nextAlways,
			);
			state.sessions.countRead(items);
			return { sessions: items, ...rest };
		},
	);

	api.delete(
		'/users/:id/sessions',
		{
			schema: { params: USER_PATH },
			config: {
				permissions: ['delete:sessions'],
				enterprise: SESSIONS_FEATURE,
				title: 'Delete sessions for user',
			},
		},
		async (request, reply) => {
			const { user_id: userId } = requireUser(state, userIdOf(request));
			for (const { id } of state.sessionsOf(userId)) state.sessions.delete(id);
			return await reply.code(202).send({});
		},
	);
}

function singleSessionRoutes(api: FastifyInstance, { state }: ApiContext): void {
	type Path = { Params: { id: string } };

	api.get<Path>(
		'/sessions/:id',
		{
			schema: { params: SESSION_PATH },
			config: { permissions: ['read:sessions'], enterprise: SESSIONS_FEATURE },
		},
		async ({ params }) => {
			const session = requireSession(state.sessions.get(params.id));
			state.sessions.countRead([session]);
			return session;
		},
	);

	api.delete<Path>(
		'/sessions/:id',
		{
			schema: { params: SESSION_PATH },
			config: {
				permissions: ['delete:sessions'],
				enterprise: SESSIONS_FEATURE,
				title: 'Delete session',
			},
		},
		async ({ params }, reply) => {
			// No 404 is documented for this one.
			state.sessions.delete(params.id);
			return await reply.code(202).send({});
		},
	);

	api.post<Path>(
		'/sessions/:id/revoke',
		{
			schema: { params: SESSION_PATH },
			config: {
				permissions: ['delete:sessions', 'delete:refresh_tokens'],
				needsAll: true,
				enterprise: SESSIONS_FEATURE,
				title: 'Revokes a session',
			},
		},
		async ({ params }, reply) => {
			const session = requireSession(state.sessions.get(params.id));
			state.sessions.delete(session.id);
			for (const token of state.refreshTokensOf(session.user_id)) {
				if (token.session_id === session.id) state.refreshTokens.delete(token.id);
			}
			return await reply.code(202).send({});
		},
	);
}

function revokeAccessRoute(api: FastifyInstance, { state }: ApiContext): void {
	api.post<{ Body?: { session_id?: string; preserve_refresh_tokens?: boolean } }>(
		'/users/:id/revoke-access',
		{
			schema: { params: USER_PATH, body: REVOKE_ACCESS_BODY },
			config: {
				permissions: ['delete:sessions', 'delete:refresh_tokens'],
				needsAll: true,
				enterprise: SESSIONS_FEATURE,
				title: 'Revokes selected resources from a user',
			},
		},
		async (request, reply) => {
			// Without a session id: all of them. No document explains the empty body.
			const userId = userIdOf(request);
			const { session_id: sessionId, preserve_refresh_tokens: keepsTokens } = request.body ?? {};
			const isMeant = (id: string | null) => sessionId === undefined || id === sessionId;
			const sessions: Session[] = state.sessionsOf(userId);
			const tokens: RefreshToken[] = keepsTokens ? [] : state.refreshTokensOf(userId);
			for (const { id } of sessions.filter((session) => isMeant(session.id))) {
				state.sessions.delete(id);
			}
			for (const { id } of tokens.filter((token) => isMeant(token.session_id))) {
				state.refreshTokens.delete(id);
			}
			return await reply.code(202).send({});
		},
	);
}

function requireSession(session: Session | undefined): Session {
	if (!session) throw new ManagementError(404, 'The session does not exist.');
	return session;
}
