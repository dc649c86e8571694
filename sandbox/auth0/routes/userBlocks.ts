import type { FastifyInstance } from 'fastify';

import type { ApiContext } from '../api';
import type { User } from '../model';
import type { Auth0State } from '../state';
import { requireUser, USER_PATH, userIdOf } from './userId';

const IDENTIFIER_QUERY = {
	type: 'object',
	required: ['identifier'],
	properties: {
		identifier: { type: 'string', minLength: 1 },
		consider_brute_force_enablement: { type: 'boolean' },
	},
};

/** Auth0 Management API, `/user-blocks`: blocks by brute-force protection. */
export function userBlockRoutes(api: FastifyInstance, { state }: ApiContext): void {
	byIdentifier(api, state);
	byUser(api, state);
}

function byIdentifier(api: FastifyInstance, state: Auth0State): void {
	type Query = { Querystring: { identifier: string } };
	const schema = { querystring: IDENTIFIER_QUERY };

	api.get<Query>(
		'/user-blocks',
		{ schema, config: { permissions: ['read:users'] } },
		async ({ query }) => blocksOf(state, [query.identifier]),
	);
	api.delete<Query>(
		'/user-blocks',
		{ schema, config: { permissions: ['update:users'], title: 'Unblock by identifier' } },
		async ({ query }, reply) => {
			unblock(state, [query.identifier]);
			return await reply.code(204).send();
		},
	);
}

function byUser(api: FastifyInstance, state: Auth0State): void {
	const schema = { params: USER_PATH };

	api.get(
		'/user-blocks/:id',
		{ schema, config: { permissions: ['read:users'] } },
		async (request) => blocksOf(state, identifiersOf(requireUser(state, userIdOf(request)))),
	);
	api.delete(
		'/user-blocks/:id',
		{ schema, config: { permissions: ['update:users'], title: 'Unblock a user' } },
		async (request, reply) => {
			unblock(state, identifiersOf(requireUser(state, userIdOf(request))));
			return await reply.code(204).send();
		},
	);
}

function identifiersOf({ email, username, phone_number: phone }: User): string[] {
	return [email, username, phone].filter((identifier) => identifier !== undefined);
}

function blocksOf(state: Auth0State, identifiers: string[]) {
	const blocks = state.bruteForceBlocks.filter(({ identifier }) =>
		identifiers.includes(identifier),
	);
	return { blocked_for: blocks };
}

function unblock(state: Auth0State, identifiers: string[]): void {
	state.bruteForceBlocks = state.bruteForceBlocks.filter(
		({ identifier }) => !identifiers.includes(identifier),
	);
}
