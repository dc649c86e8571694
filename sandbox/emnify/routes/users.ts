import type { FastifyInstance, FastifyRequest } from 'fastify';

import { actingUser, demandAdministrator, longOf, userInPath, type ApiContext } from '../api';
import { conflict, EmnifyError, invalid, notFound, required } from '../errors';
import { filterRows, parseFilter, sortRows, type Match } from '../filter';
import { ROLES, STATUS, USER_STATUSES } from '../lookups';
import type { User } from '../model';
import { sendPage, type PageQuery } from '../paging';
import { ORGANISATION } from '../seed';
import { userInList, wholeUser } from '../views';

type ListQuery = PageQuery & { q?: string; sort?: string };

interface NewUserBody {
	username?: string;
	name?: string;
	roles?: Array<{ id: number }>;
}

interface UserPatch {
	username?: string;
	name?: string;
	status?: { id?: number };
}

type WithUser = FastifyRequest<{ Params: { user_id: string } }>;

/** Users and their roles. */
export function userRoutes(scope: FastifyInstance, context: ApiContext): void {
	const { state } = context;

	scope.get('/v1/user/status', async () => USER_STATUSES);
	scope.get('/v1/user/role', async () => ROLES);

	scope.get<{ Querystring: ListQuery }>('/v1/user', async (request, reply) => {
		demandAdministrator(request, context);
		return sendPage(reply, listUsers(request.query, context), request.query, context.settings);
	});

	scope.post<{ Body: NewUserBody | undefined }>('/v1/user', async (request, reply) => {
		demandAdministrator(request, context);
		const { username, name, roles } = request.body ?? {};
		if (!username) throw required('User - username');
		if (!name) throw required('User - name');
		const user = state.addUser({
			username,
			name,
			status: STATUS.pending,
			organisation: ORGANISATION,
			...(roles && { roles: roles.map(({ id }) => id) }),
		});
		const { host = '' } = request.headers;
		return await reply.code(201).header('location', `http://${host}/api/v1/user/${user.id}`).send();
	});

	scope.get<{ Params: { user_id: string } }>('/v1/user/:user_id', async (request) =>
		wholeUser(oneUser(request, context), context.settings),
	);

	scope.patch<{ Params: { user_id: string }; Body: UserPatch | undefined }>(
		'/v1/user/:user_id',
		async (request, reply) => {
			demandAdministrator(request, context);
			updateUser(userInPath(request, context), request.body ?? {}, context);
			return await reply.code(204).send();
		},
	);

	scope.delete<{ Params: { user_id: string } }>('/v1/user/:user_id', async (request, reply) => {
		deleteUser(request, context);
		return await reply.code(204).send();
	});
	scope.delete<{ Params: { user_id: string } }>('/v2/user/:user_id', async (request, reply) => {
		const { deleteUserV2Status: status } = context.settings;
		if (status === 404) throw new EmnifyError(404, { message: 'Not Found' });
		deleteUser(request, context);
		return await reply.code(status).send();
	});

	roleRoutes(scope, context);
}

function roleRoutes(scope: FastifyInstance, context: ApiContext): void {
	type WithRole = { Params: { user_id: string; role_id: string } };
	const read = (request: FastifyRequest<WithRole>) => {
		demandAdministrator(request, context);
		const user = userInPath(request, context);
		const role = longOf(request.params.role_id);
		if (actingUser(request) === user.id) throw conflict('NotAllowed', 'Not your own roles.');
		return { user, role };
	};
	scope.put<WithRole>('/v1/user/:user_id/role/:role_id', async (request, reply) => {
		const { user, role } = read(request);
		if (!ROLES.some(({ id }) => id === role)) throw notFound('Role', role);
		if (user.roles.includes(role)) throw conflict('Duplicated', 'The user has this role already.');
		user.roles.push(role);
		return await reply.code(204).send();
	});
	scope.delete<WithRole>('/v1/user/:user_id/role/:role_id', async (request, reply) => {
		const { user, role } = read(request);
		if (!user.roles.includes(role)) throw notFound('Role', role);
		if (user.roles.length === 1) {
			throw conflict('NotAllowed', 'The last role of a user cannot be removed.');
		}
		user.roles = user.roles.filter((id) => id !== role);
		return await reply.code(204).send();
	});
}

function listUsers({ q, sort }: ListQuery, { state, settings }: ApiContext) {
	const matchText: Match<string> = (text, value) =>
		settings.usernameMatch === 'part'
			? text.toLowerCase().includes(value.toLowerCase().replaceAll('*', ''))
			: text === value;
	const reachable = [...state.users.values()].filter((user) => state.isReachable(user));
	const found = filterRows(reachable, parseFilter(q), {
		id: ({ id }, value) => String(id) === value,
		status: ({ status }, value) => String(status) === value,
		name: ({ name }, value) => matchText(name, value),
		username: ({ username }, value) => matchText(username, value),
		organisation: ({ organisation }, value) => matchText(organisation.name, value),
	});
	const sorted = sortRows(found, sort, {
		id: ({ id }) => id,
		status: ({ status }) => status,
		name: ({ name }) => name,
		username: ({ username }) => username,
		organisation: ({ organisation }) => organisation.name,
		created: ({ created }) => created,
	});
	return sorted.map(userInList);
}

/** By id, by `my`, or by username where that is known. */
function oneUser(request: WithUser, context: ApiContext): User {
	const { user_id: given } = request.params;
	if (!given.includes('@') || !context.settings.userByUsername) return userInPath(request, context);
	demandAdministrator(request, context);
	const user = context.state.userByName(given);
	if (!user || !context.state.isReachable(user)) throw notFound('User', given);
	return user;
}

/** Allowed changes of the status, as `from to`. */
const STATUS_CHANGES = new Set(['1 2', '2 1', '0 2']);

function updateUser(user: User, patch: UserPatch, { settings }: ApiContext): void {
	const missing = (['username', 'name', 'status'] as const).filter((f) => patch[f] === undefined);
	if (settings.patchWantsAll && missing.length > 0) {
		if (!settings.patchSaysWhy) throw new EmnifyError(422, undefined);
		throw invalid(
			...missing.map((f): [number, string, string] => [
				1402,
				'Required',
				`User - ${f} is required.`,
			]),
		);
	}
	if (patch.username !== undefined && patch.username !== user.username) {
		// The account has to be activated again, with the new address.
		user.username = patch.username;
		user.status = STATUS.pending;
	}
	if (patch.name !== undefined) user.name = patch.name;
	const wanted = patch.status?.id;
	if (wanted === undefined) return;
	if (!STATUS_CHANGES.has(`${user.status} ${wanted}`)) {
		throw invalid([1406, 'NotAllowed', `The status cannot be changed to ${wanted}.`]);
	}
	user.status = wanted;
}

function deleteUser(request: WithUser, context: ApiContext): void {
	demandAdministrator(request, context);
	const user = userInPath(request, context);
	context.state.deleteUser(user.id, actingUser(request));
}
