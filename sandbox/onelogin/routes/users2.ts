import type { FastifyInstance } from 'fastify';

import { fieldsOf, MAY, user2, type ApiContext, type UserPath } from '../api';
import { refuse2 } from '../errors';
import { EVENT } from '../events';
import type { User } from '../model';
import { page2 } from '../paging';
import { FILTER_NAMES, filterUsers } from '../userFilters';
import { listedUser, wholeUser } from '../userViews';

const LIST_PARAMETERS = new Set([...FILTER_NAMES, 'limit', 'page', 'cursor', 'fields', 'sort']);
const CHANGE_PARAMETERS = new Set(['mappings', 'validate_policy']);
const STATUSES = [0, 1, 2, 3, 4, 5, 7, 8];

/** OneLogin API v2, `/api/2/users`. */
export function userRoutes2(api: FastifyInstance, context: ApiContext): void {
	const { state } = context;

	api.get('/users', { config: MAY.readUsers }, async (request, reply) => {
		const query = request.record?.query ?? {};
		refuseUnknown(query, LIST_PARAMETERS);
		const found = filterUsers(state.users.values(), query, context.settings);
		const sorted = sortUsers(found, query.sort);
		const fields = typeof query.fields === 'string' ? query.fields : undefined;
		const listed = sorted.map((user) => listedUser(user, fields));
		return page2(request, reply, listed, context.settings);
	});

	api.get<{ Params: UserPath }>('/users/:userId', { config: MAY.readUsers }, async (request) =>
		wholeUser(user2(context, request.params)),
	);

	api.put<{ Params: UserPath }>('/users/:userId', { config: MAY.manageUsers }, async (request) => {
		refuseUnknown(request.record?.query ?? {}, CHANGE_PARAMETERS);
		const user = user2(context, request.params);
		const fields = fieldsOf(request);
		checkFields(user, fields);
		const before = user.status;
		Object.assign(user, fields, { updated_at: state.clock.iso() });
		if (before !== user.status && user.status === 2) state.event(EVENT.suspended, user.id);
		if (before === 2 && user.status === 1) state.event(EVENT.reactivated, user.id);
		return wholeUser(user);
	});

	api.delete<{ Params: UserPath }>(
		'/users/:userId',
		{ config: MAY.manageUsers },
		async (request, reply) => {
			const user = user2(context, request.params);
			state.event(EVENT.deletedUser, user.id);
			state.deleteUser(user.id);
			return await reply.code(204).send();
		},
	);

	api.post<{ Params: UserPath }>(
		'/users/:userId/unlock',
		{ config: MAY.manageUsers },
		async (request) => {
			const user = user2(context, request.params);
			if (user.locked_until === null) {
				throw refuse2(422, 'UnprocessableEntityError', 'User cannot be unlocked');
			}
			if (user.status === 3) user.status = 1;
			Object.assign(user, { locked_until: null, invalid_login_attempts: 0 });
			state.event(EVENT.unlocked, user.id);
			return { messsage: 'User unlocked' };
		},
	);
}

function refuseUnknown(query: Record<string, unknown>, known: ReadonlySet<string>): void {
	const unknown = Object.keys(query).filter(
		(name) => !known.has(name) && !name.startsWith('custom_attributes.'),
	);
	if (unknown.length === 0) return;
	const text = `query parameter(s) not allowed: ${unknown.join(', ')}`;
	throw refuse2(400, 'BadRequestError', text);
}

function checkFields(user: User, fields: Record<string, unknown>): void {
	const known = new Set(Object.keys(user));
	const unknown = Object.keys(fields).find((name) => !known.has(name) || name === 'id');
	if (unknown !== undefined) throw refuse2(400, 'BadRequestError', `unknown attribute: ${unknown}`);
	if ('status' in fields && !STATUSES.includes(Number(fields.status))) {
		throw refuse2(422, 'UnprocessableEntityError', 'Validation failed: Status is invalid');
	}
}

function sortUsers(users: User[], sort: unknown): User[] {
	if (typeof sort !== 'string') return users;
	const field = sort.replace(/^[ +-]/, '');
	if (!['id', 'email', 'username', 'firstname', 'lastname'].includes(field)) {
		const more = { field };
		throw refuse2(422, 'UnprocessableEntityFieldError', `Invalid sort field: ${field}`, more);
	}
	const sign = sort.startsWith('-') ? -1 : 1;
	const key = field as 'id' | 'email';
	return users.sort((a, b) => sign * (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0));
}
