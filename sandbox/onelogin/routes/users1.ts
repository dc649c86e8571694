import type { FastifyInstance } from 'fastify';

import { fieldsOf, MAY, user1, type ApiContext, type UserPath } from '../api';
import { refuse1, success1 } from '../errors';
import { EVENT } from '../events';
import type { User } from '../model';
import { page1 } from '../paging';
import { filterUsers } from '../userFilters';
import { wholeUser } from '../userViews';

/** OneLogin API v1, `/api/1/users`. */
export function userRoutes1(api: FastifyInstance, context: ApiContext): void {
	const { state } = context;

	api.get('/users', { config: MAY.readUsers }, async (request) => {
		const found = filterUsers(state.users.values(), request.record?.query ?? {}, context.settings);
		return page1(request, found.map(view1), context.origin());
	});

	api.get<{ Params: UserPath }>('/users/:userId', { config: MAY.readUsers }, async (request) => ({
		...success1(),
		data: [view1(user1(context, request.params))],
	}));

	api.put<{ Params: UserPath }>('/users/:userId', { config: MAY.manageUsers }, async (request) => {
		const user = user1(context, request.params);
		const fields = fieldsOf(request);
		if ('status' in fields) {
			throw refuse1(400, {
				description: 'status is an excluded attribute for put request for user',
				attribute: 'status',
			});
		}
		Object.assign(user, fields, { id: user.id, updated_at: state.clock.iso() });
		return { ...success1(), data: [view1(user)] };
	});

	api.delete<{ Params: UserPath }>(
		'/users/:userId',
		{ config: MAY.manageUsers },
		async (request) => {
			const user = user1(context, request.params);
			state.event(EVENT.deletedUser, user.id);
			state.deleteUser(user.id);
			return success1();
		},
	);

	accountRoutes(api, context);
	roleRoutes(api, context);
}

function accountRoutes(api: FastifyInstance, context: ApiContext): void {
	const { state } = context;

	api.put<{ Params: UserPath }>(
		'/users/:userId/lock_user',
		{ config: MAY.manageAll },
		async (request) => {
			const user = user1(context, request.params);
			const { locked_until: minutes } = fieldsOf(request);
			if (!Number.isInteger(minutes)) throw refuse1(400, 'locked_until should be -> integer');
			const ms = Number(minutes) === 0 ? 86_400_000 : Number(minutes) * 60_000;
			user.locked_until = state.clock.iso(state.clock.now() + ms);
			// A lock does not lift a suspension.
			if (user.status === 1) user.status = 3;
			state.event(EVENT.locked, user.id);
			return success1();
		},
	);

	api.put<{ Params: UserPath }>(
		'/users/:userId/logout',
		{ config: MAY.logOut },
		async (request) => {
			const user = user1(context, request.params);
			state.sessions.set(user.id, 0);
			state.event(EVENT.logout, user.id);
			return success1();
		},
	);

	api.put<{ Params: UserPath }>(
		'/users/:userId/set_state',
		{ config: MAY.manageAll },
		async (request) => {
			const user = user1(context, request.params);
			const { state: wanted } = fieldsOf(request);
			if (!Number.isInteger(wanted)) {
				const description = 'state has incorrect data type. It should be -> integer';
				throw refuse1(400, { description, attribute: 'state' });
			}
			if (![0, 1, 2, 3].includes(Number(wanted))) throw refuse1(400, 'state is invalid');
			if (user.state === wanted) throw refuse1(400, 'user is already in this state');
			user.state = Number(wanted);
			return success1();
		},
	);
}

function roleRoutes(api: FastifyInstance, context: ApiContext): void {
	api.get<{ Params: UserPath }>(
		'/users/:userId/roles',
		{ config: MAY.readAll },
		async (request) => ({
			...success1(),
			data: [user1(context, request.params).role_ids],
		}),
	);

	api.put<{ Params: UserPath }>(
		'/users/:userId/remove_roles',
		{ config: MAY.manageAll },
		async (request) => {
			const user = user1(context, request.params);
			const { role_id_array: ids } = fieldsOf(request);
			if (!Array.isArray(ids)) throw refuse1(400, 'input parameters is empty');
			if (ids.length === 0) throw refuse1(400, 'role_id_array is empty');
			if (!ids.every((id) => user.role_ids.includes(Number(id)))) {
				throw refuse1(400, `role_id_array should be a subset of -> [${user.role_ids.join(', ')}]`);
			}
			user.role_ids = user.role_ids.filter((id) => !ids.includes(id));
			return success1();
		},
	);
}

/** API v1 has `role_id` where v2 has `role_ids`, and two fields more. */
function view1(user: User): Record<string, unknown> {
	const { role_ids: roles, ...rest } = wholeUser(user);
	return {
		...rest,
		role_id: Array.isArray(roles) && roles.length > 0 ? roles : null,
		openid_name: user.username,
		locale_code: null,
	};
}
