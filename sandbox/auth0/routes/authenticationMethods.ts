import type { FastifyInstance } from 'fastify';

import type { ApiContext } from '../api';
import { ManagementError, passkeyForbids, unknownMethod } from '../errors';
import { createdView, readView, replacedView, updatedView } from '../methodViews';
import {
	CREATE_BODY,
	isNoFactor,
	isSameMethod,
	REPLACE_BODY,
	requireFieldsOfType,
	UPDATE_BODY,
} from '../methodRules';
import type { Method } from '../model';
import { OFFSET_QUERY, offsetPage, type OffsetQuery } from '../paging';
import type { Auth0State, NewMethod } from '../state';
import { requireUser, USER_PATH, userIdOf } from './userId';

const COLLECTION = '/users/:id/authentication-methods';
const ITEM = '/users/:id/authentication-methods/:methodId';

/**
 * Auth0 Management API, `/users/{id}/authentication-methods`.
 *
 * A path that ends in a slash, as a delete with an empty method id has it,
 * reaches the collection: that is what makes such a request dangerous.
 */
export function authenticationMethodRoutes(api: FastifyInstance, context: ApiContext): void {
	readRoutes(api, context);
	createRoute(api, context);
	replaceRoute(api, context);
	updateRoute(api, context.state);
	deleteRoutes(api, context.state);
}

function readRoutes(api: FastifyInstance, context: ApiContext): void {
	const { state } = context;
	const config = { permissions: ['read:authentication_methods'] };

	api.get<{ Querystring: OffsetQuery }>(
		COLLECTION,
		{
			schema: { params: USER_PATH, querystring: { type: 'object', properties: OFFSET_QUERY } },
			config,
		},
		async (request) => {
			const { user_id: userId } = requireUser(state, userIdOf(request));
			return offsetPage(state.methodsOf(userId).map(readView), request.query, {
				key: 'authenticators',
				totalAbsentWhenEmpty: true,
				maxPageSize: context.settings.maxPageSize,
			});
		},
	);

	api.get<{ Params: MethodPath }>(
		ITEM,
		{ schema: { params: USER_PATH }, config },
		async (request) => readView(requireMethod(state, request.params)),
	);
}

function createRoute(api: FastifyInstance, context: ApiContext): void {
	const { state } = context;
	api.post<{ Body: NewMethod }>(
		COLLECTION,
		{
			schema: { params: USER_PATH, body: CREATE_BODY },
			config: {
				permissions: ['create:authentication_methods'],
				title: 'Creates an authentication method for a given user',
			},
		},
		async (request, reply) => {
			const { user_id: userId } = requireUser(state, userIdOf(request));
			requireFieldsOfType(request.body);
			const before = state.methodsOf(userId);
			if (before.some((method) => isSameMethod(method, request.body))) {
				throw new ManagementError(409, 'Authentication method already exists.');
			}
			const ofType = before.filter((method) => method.type === request.body.type);
			if (ofType.length >= context.settings.maxMethodsPerType) {
				const text = 'You reached the limit of entities of this type for this user.';
				throw new ManagementError(403, text);
			}
			reply.code(201);
			return createdView(state.addMethod(userId, request.body));
		},
	);
}

function replaceRoute(api: FastifyInstance, { state }: ApiContext): void {
	api.put<{ Body: NewMethod[] }>(
		COLLECTION,
		{
			schema: { params: USER_PATH, body: REPLACE_BODY },
			config: {
				permissions: ['update:authentication_methods'],
				title: 'Update all authentication methods by replacing them with the given ones',
			},
		},
		async (request) => {
			const { user_id: userId } = requireUser(state, userIdOf(request));
			refuseWithPasskey(state.methodsOf(userId));
			request.body.forEach(requireFieldsOfType);
			state.keepMethods(userId, isNoFactor);
			return request.body.map((given) => replacedView(state.addMethod(userId, given)));
		},
	);
}

function updateRoute(api: FastifyInstance, state: Auth0State): void {
	api.patch<{
		Params: MethodPath;
		Body: Pick<Method, 'name' | 'preferred_authentication_method'>;
	}>(
		ITEM,
		{
			schema: { params: USER_PATH, body: UPDATE_BODY },
			config: {
				permissions: ['update:authentication_methods'],
				title: 'Update an authentication method',
			},
		},
		async (request) => {
			const method = requireMethod(state, request.params);
			Object.assign(method, request.body);
			const channel = request.body.preferred_authentication_method;
			if (method.type === 'phone' && channel) {
				const device = method.id.split('|')[1] ?? '';
				method.authentication_methods = [{ id: `${channel}|${device}`, type: channel }];
			}
			return updatedView(method);
		},
	);
}

function deleteRoutes(api: FastifyInstance, state: Auth0State): void {
	const permissions = ['delete:authentication_methods'];

	api.delete(
		COLLECTION,
		{
			schema: { params: USER_PATH },
			config: { permissions, title: 'Delete all authentication methods for the given user' },
		},
		async (request, reply) => {
			// No 404 is documented here, so an unknown user gets the answer of one without methods.
			const userId = userIdOf(request);
			refuseWithPasskey(state.methodsOf(userId));
			state.keepMethods(userId, isNoFactor);
			return await reply.code(204).send();
		},
	);

	api.delete<{ Params: MethodPath }>(
		ITEM,
		{
			schema: { params: USER_PATH },
			config: { permissions, title: 'Delete an authentication method by ID' },
		},
		async (request, reply) => {
			const { id, link_id: link } = requireMethod(state, request.params);
			state.keepMethods(
				request.params.id,
				(method) => method.id !== id && (link === undefined || method.link_id !== link),
			);
			return await reply.code(204).send();
		},
	);
}

interface MethodPath {
	id: string;
	methodId: string;
}

function requireMethod(state: Auth0State, path: MethodPath): Method {
	const { user_id: userId } = requireUser(state, path.id);
	const method = state.methodsOf(userId).find((candidate) => candidate.id === path.methodId);
	if (!method) throw unknownMethod();
	return method;
}

function refuseWithPasskey(methods: readonly Method[]): void {
	if (methods.some((method) => method.type === 'passkey')) throw passkeyForbids();
}
