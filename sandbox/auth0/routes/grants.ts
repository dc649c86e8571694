import type { FastifyInstance } from 'fastify';

import type { ApiContext } from '../api';
import type { Grant } from '../model';
import { OFFSET_QUERY, offsetPage, type OffsetQuery } from '../paging';
import type { Auth0State } from '../state';

interface Query extends OffsetQuery {
	user_id?: string;
	client_id?: string;
	audience?: string;
}

const LIST_QUERY = {
	type: 'object',
	properties: {
		...OFFSET_QUERY,
		per_page: { type: 'integer', minimum: 1, maximum: 100 },
		user_id: { type: 'string' },
		client_id: { type: 'string' },
		audience: { type: 'string' },
	},
};

/** Auth0 Management API, `/grants`: what users consented to. */
export function grantRoutes(api: FastifyInstance, context: ApiContext): void {
	const { state } = context;
	const permissions = ['delete:grants'];

	api.get<{ Querystring: Query }>(
		'/grants',
		{ schema: { querystring: LIST_QUERY }, config: { permissions: ['read:grants'] } },
		async ({ query }) => {
			const found = [...state.grants.values()].filter(
				(grant) =>
					(query.user_id === undefined || grant.user_id === query.user_id) &&
					(query.client_id === undefined || grant.clientID === query.client_id) &&
					(query.audience === undefined || grant.audience === query.audience),
			);
			const { maxPageSize } = context.settings;
			return offsetPage(found, query, { key: 'grants', maxPageSize });
		},
	);

	api.delete<{ Querystring: { user_id: string } }>(
		'/grants',
		{
			schema: {
				querystring: {
					type: 'object',
					required: ['user_id'],
					properties: { user_id: { type: 'string', minLength: 1 } },
				},
			},
			config: { permissions, title: 'Delete a grant by user_id' },
		},
		async ({ query }, reply) => {
			const grants = [...state.grants.values()];
			for (const grant of grants.filter((one) => one.user_id === query.user_id)) {
				revoke(state, grant);
			}
			return await reply.code(204).send();
		},
	);

	api.delete<{ Params: { id: string } }>(
		'/grants/:id',
		{ config: { permissions, title: 'Delete a grant by id' } },
		async ({ params }, reply) => {
			const grant = state.grants.get(params.id);
			if (grant) revoke(state, grant);
			return await reply.code(204).send();
		},
	);
}

/** Revoking a grant revokes the tokens that were issued under it. */
function revoke(state: Auth0State, grant: Grant): void {
	state.grants.delete(grant.id);
	for (const token of state.refreshTokensOf(grant.user_id)) {
		if (token.client_id === grant.clientID) state.refreshTokens.remove(token.id);
	}
}
