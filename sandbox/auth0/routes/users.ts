import type { FastifyInstance } from 'fastify';

import type { ApiContext } from '../api';
import { invalidBody, ManagementError } from '../errors';
import { FIELDS_QUERY, pickFields, type FieldsQuery } from '../fields';
import type { User } from '../model';
import { OFFSET_QUERY, offsetPage, refuseTooDeep, type OffsetQuery } from '../paging';
import { sortBy } from '../records';
import { searchMatcher } from '../search';
import type { NewUser } from '../state';
import { requireUser, USER_PATH, userIdOf } from './userId';

interface SearchQuery extends OffsetQuery, FieldsQuery {
	q?: string;
	sort?: string;
	search_engine?: 'v1' | 'v2' | 'v3';
	connection?: string;
}

const SEARCH_QUERY = {
	type: 'object',
	properties: {
		...OFFSET_QUERY,
		...FIELDS_QUERY,
		q: { type: 'string' },
		search_engine: { type: 'string', enum: ['v1', 'v2', 'v3'] },
		connection: { type: 'string' },
		sort: { type: 'string', pattern: '^([a-zA-Z0-9_.]+):(1|-1)$' },
		primary_order: { type: 'boolean' },
	},
};

const text = (maxLength: number) => ({ type: ['string', 'null'], minLength: 1, maxLength });

const PROFILE = {
	blocked: { type: 'boolean' },
	email: { type: ['string', 'null'], format: 'email' },
	email_verified: { type: 'boolean' },
	verify_email: { type: 'boolean' },
	phone_number: { type: ['string', 'null'], pattern: '^\\+[0-9]{1,15}$' },
	phone_verified: { type: 'boolean' },
	verify_phone_number: { type: 'boolean' },
	given_name: text(150),
	family_name: text(150),
	name: text(300),
	nickname: text(300),
	username: text(128),
	picture: { type: ['string', 'null'] },
	password: { type: ['string', 'null'], minLength: 1 },
	user_metadata: { type: 'object' },
	app_metadata: { type: 'object' },
	connection: { type: 'string', minLength: 1 },
};

/** Fields of a body that steer the request and are no part of the profile. */
const NOT_STORED = new Set([
	'connection',
	'client_id',
	'password',
	'verify_email',
	'verify_phone_number',
]);

/** Auth0 Management API, `/users` and `/users-by-email`. */
export function userRoutes(api: FastifyInstance, context: ApiContext): void {
	const { state } = context;

	api.get<{ Querystring: SearchQuery }>(
		'/users',
		{
			schema: { querystring: SEARCH_QUERY },
			config: { permissions: ['read:users', 'read:user_idp_tokens'] },
		},
		async ({ query }) => {
			const { maxPageSize } = context.settings;
			refuseTooDeep(query, maxPageSize);
			const matches = searchMatcher(query.q ?? '');
			const found = state.searchableUsers().filter(matches);
			const sorted = query.sort === undefined ? found : sortBy(found, query.sort);
			const shown = sorted.map((user) => pickFields(user, query));
			return offsetPage(shown, query, { key: 'users', withLength: true, maxPageSize });
		},
	);

	api.get<{ Querystring: FieldsQuery & { email: string } }>(
		'/users-by-email',
		{
			schema: {
				querystring: {
					type: 'object',
					required: ['email'],
					properties: { ...FIELDS_QUERY, email: { type: 'string' } },
				},
			},
			config: { permissions: ['read:users'] },
		},
		async ({ query }) => state.usersWithEmail(query.email).map((user) => pickFields(user, query)),
	);

	api.post<{ Body: NewUser & { connection: string } }>(
		'/users',
		{
			schema: { body: { type: 'object', required: ['connection'], properties: PROFILE } },
			config: { permissions: ['create:users'], title: 'Create a User' },
		},
		async ({ body }, reply) => {
			const isTaken = state
				.usersWithEmail(body.email ?? '')
				.some((user) => user.identities[0]?.connection === body.connection);
			if (isTaken) throw new ManagementError(409, 'The user already exists.', 'auth0_idp_error');
			const profile = withoutNulls(body);
			const userId = body.user_id === undefined ? {} : { user_id: `auth0|${body.user_id}` };
			reply.code(201);
			return state.addUser({ ...profile, ...userId, connection: body.connection });
		},
	);

	api.get<{ Querystring: FieldsQuery }>(
		'/users/:id',
		{
			schema: { params: USER_PATH, querystring: { type: 'object', properties: FIELDS_QUERY } },
			config: { permissions: ['read:users', 'read:current_user', 'read:user_idp_tokens'] },
		},
		async (request) => pickFields(requireUser(state, userIdOf(request)), request.query),
	);

	api.patch<{ Body: Record<string, unknown> }>(
		'/users/:id',
		{
			schema: { params: USER_PATH, body: { type: 'object', properties: PROFILE } },
			config: {
				permissions: ['update:users', 'update:users_app_metadata', 'update:current_user_metadata'],
				title: 'Update a User',
				takesCustomDomain: true,
			},
		},
		async (request) => {
			const user = requireUser(state, userIdOf(request));
			refuseCombinations(user, request.body);
			const changed = { ...merged(user, request.body), updated_at: state.now() };
			state.putUser(changed);
			return changed;
		},
	);

	api.delete(
		'/users/:id',
		{
			schema: { params: USER_PATH },
			config: { permissions: ['delete:users', 'delete:current_user'], title: 'Delete a User' },
		},
		async (request, reply) => {
			// Recorded: deleting a user who is not there answers 204 too.
			state.deleteUser(userIdOf(request));
			return await reply.code(204).send();
		},
	);
}

function refuseCombinations(user: User, body: Record<string, unknown>): void {
	const has = (field: string) => body[field] !== undefined;
	if (has('password') && (has('email') || has('email_verified') || has('username'))) {
		throw invalidBody("Cannot update password with email, email_verified or username'.");
	}
	if (has('email') && user.identities[0]?.provider !== 'auth0') {
		throw new ManagementError(
			400,
			'Your account must be a database account to change its email.',
			'operation_not_supported',
		);
	}
}

/** Fields replace, metadata is merged at its first level, null unsets. */
function merged(user: User, body: Record<string, unknown>): User {
	const changed: Record<string, unknown> = { ...user };
	for (const [field, value] of Object.entries(body)) {
		if (NOT_STORED.has(field)) continue;
		const isMetadata = field === 'user_metadata' || field === 'app_metadata';
		changed[field] = isMetadata
			? withoutNulls({ ...(user[field] ?? {}), ...(value as object) })
			: value;
	}
	// Auth0: a password set through the Management API also lifts an administrator's block.
	if (body.password !== undefined && user.blocked) changed.blocked = false;
	return withoutNulls(changed) as unknown as User;
}

function withoutNulls(record: object): Record<string, unknown> {
	return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
}
