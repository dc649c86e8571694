import type { FastifyInstance } from 'fastify';

import type { ApiContext } from '../api';
import { invalidBody, ManagementError, unknownUser } from '../errors';
import { FIELDS_QUERY, pickFields, type FieldsQuery } from '../fields';
import type { RefreshToken } from '../model';
import { CHECKPOINT_QUERY, checkpointPage, type CheckpointQuery } from '../paging';
import type { Auth0State } from '../state';
import { SESSIONS_FEATURE } from './sessions';
import { requireUser, USER_PATH, userIdOf } from './userId';

const MOST_IDS = 100;

const REVOKE_BODY = {
	type: 'object',
	additionalProperties: false,
	properties: {
		ids: {
			type: 'array',
			minItems: 1,
			maxItems: MOST_IDS,
			items: { type: 'string', minLength: 1, maxLength: 30 },
		},
		user_id: { type: 'string', minLength: 1, maxLength: 300, format: 'user-id' },
		client_id: { type: 'string', minLength: 1, maxLength: 64 },
		audience: { type: 'string', minLength: 1, maxLength: 600 },
	},
};

interface RevokeBody {
	ids?: string[];
	user_id?: string;
	client_id?: string;
	audience?: string;
}

/** Auth0 Management API, `/users/{id}/refresh-tokens` and `/refresh-tokens`. */
export function refreshTokenRoutes(api: FastifyInstance, context: ApiContext): void {
	userTokenRoutes(api, context);
	listRoute(api, context);
	singleTokenRoutes(api, context);
	revokeRoute(api, context.state);
}

function userTokenRoutes(api: FastifyInstance, context: ApiContext): void {
	const { state } = context;

	api.get<{ Querystring: CheckpointQuery }>(
		'/users/:id/refresh-tokens',
		{
			schema: { params: USER_PATH, querystring: { type: 'object', properties: CHECKPOINT_QUERY } },
			config: { permissions: ['read:refresh_tokens'], enterprise: SESSIONS_FEATURE },
		},
		async (request) => {
			const { user_id: userId } = requireUser(state, userIdOf(request));
			const { nextAlways } = context.settings;
			const all = state.refreshTokensOf(userId);
			const { items, ...rest } = checkpointPage(all, request.query, nextAlways);
			state.refreshTokens.countRead(items);
			return { tokens: items, ...rest };
		},
	);

	api.delete(
		'/users/:id/refresh-tokens',
		{
			schema: { params: USER_PATH },
			config: {
				permissions: ['delete:refresh_tokens'],
				enterprise: SESSIONS_FEATURE,
				title: 'Delete refresh tokens for a user',
			},
		},
		async (request, reply) => {
			const { user_id: userId } = requireUser(state, userIdOf(request));
			for (const { id } of state.refreshTokensOf(userId)) state.refreshTokens.delete(id);
			return await reply.code(202).send({});
		},
	);
}

function listRoute(api: FastifyInstance, context: ApiContext): void {
	const { state } = context;
	type Query = CheckpointQuery & FieldsQuery & { user_id: string; client_id?: string };

	api.get<{ Querystring: Query }>(
		'/refresh-tokens',
		{
			schema: {
				querystring: {
					type: 'object',
					required: ['user_id'],
					properties: {
						...CHECKPOINT_QUERY,
						...FIELDS_QUERY,
						user_id: { type: 'string', format: 'user-id' },
						client_id: { type: 'string' },
					},
				},
			},
			config: { permissions: ['read:refresh_tokens'], enterprise: SESSIONS_FEATURE },
		},
		async ({ query }) => {
			if (!state.users.has(query.user_id)) throw unknownUser();
			const all = state
				.refreshTokensOf(query.user_id)
				.filter((token) => query.client_id === undefined || token.client_id === query.client_id);
			const { items, next } = checkpointPage(all, query, context.settings.nextAlways);
			state.refreshTokens.countRead(items);
			const shown = items.map((token) => pickFields(token, query));
			return { refresh_tokens: shown, ...(next === undefined ? {} : { next }) };
		},
	);
}

function singleTokenRoutes(api: FastifyInstance, context: ApiContext): void {
	const { state } = context;
	type Path = { Params: { id: string } };

	api.get<Path>(
		'/refresh-tokens/:id',
		{ config: { permissions: ['read:refresh_tokens'], enterprise: SESSIONS_FEATURE } },
		async ({ params }) => {
			const token = state.refreshTokens.get(params.id);
			if (!token) throw new ManagementError(404, 'The refresh token does not exist.');
			state.refreshTokens.countRead([token]);
			return token;
		},
	);

	api.delete<Path>(
		'/refresh-tokens/:id',
		{
			config: {
				permissions: ['delete:refresh_tokens'],
				enterprise: SESSIONS_FEATURE,
				title: 'Delete a refresh token',
			},
		},
		async ({ params }, reply) => {
			// The published document says 202, a recording of 2025 shows 204; no 404 is documented.
			state.refreshTokens.delete(params.id);
			const status = context.settings.refreshTokenDeletionStatus;
			return await reply.code(status).send(status === 204 ? undefined : {});
		},
	);
}

function revokeRoute(api: FastifyInstance, state: Auth0State): void {
	api.post<{ Body: RevokeBody }>(
		'/refresh-tokens/revoke',
		{
			schema: { body: REVOKE_BODY },
			config: {
				permissions: ['delete:refresh_tokens'],
				enterprise: SESSIONS_FEATURE,
				title: 'Revoke refresh tokens',
			},
		},
		async ({ body }, reply) => {
			for (const { id } of chosenTokens(state, body)) state.refreshTokens.delete(id);
			return await reply.code(202).send({});
		},
	);
}

/** Exactly one of: ids; a user; a user and a client; a user, a client and an audience. */
function chosenTokens(state: Auth0State, body: RevokeBody): RefreshToken[] {
	const { ids, user_id: userId, client_id: clientId, audience } = body;
	if (ids) {
		if (userId !== undefined || clientId !== undefined || audience !== undefined) {
			throw invalidBody("ids cannot be combined with other fields'.");
		}
		return state.refreshTokens.all().filter((token) => ids.includes(token.id));
	}
	if (userId === undefined) throw invalidBody("One of ids or user_id is required'.");
	if (audience !== undefined && clientId === undefined) {
		throw invalidBody("audience needs client_id'.");
	}
	if (!state.users.has(userId)) throw new ManagementError(400, 'User not found.');
	return state
		.refreshTokensOf(userId)
		.filter(
			(token) =>
				(clientId === undefined || token.client_id === clientId) &&
				(audience === undefined ||
					token.resource_servers.some((server) => server.audience === audience)),
		);
}
