import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { LimitReading } from '../shared/rateLimit';
import type { TokenStore } from '../shared/tokens';
import { OneLoginError, refuse1, refuse2, unknownUser1, notFound2 } from './errors';
import { ACCOUNT_BUCKET, limitValues } from './limits';
import { SCOPES, type AccessGrant, type Scope, type User } from './model';
import type { OneLoginSettings } from './settings';
import type { OneLoginState } from './state';

declare module 'fastify' {
	interface FastifyContextConfig {
		/** Scopes, any of which opens the endpoint; absent: no token is needed. */
		scopes?: readonly Scope[];
	}
	interface FastifyRequest {
		accountReading: LimitReading | null;
	}
}

/** What the routes work with. */
export interface ApiContext {
	state: OneLoginState;
	readonly settings: OneLoginSettings;
	tokens: TokenStore<AccessGrant>;
	/** Address of the sandbox, for links. */
	origin(): string;
	/** Takes one request out of the buckets; false when it was refused and answered. */
	takeFromBuckets(
		reply: FastifyReply,
		buckets: readonly string[],
	): LimitReading | undefined | false;
}

const { readUsers, manageUsers, readAll, manageAll, authenticationOnly } = SCOPES;

/** Who may call what (OneLogin API, API Credentials). */
export const MAY = {
	readUsers: { scopes: [readUsers, manageUsers, readAll, manageAll] },
	manageUsers: { scopes: [manageUsers, manageAll] },
	manageAll: { scopes: [manageAll] },
	readAll: { scopes: [readAll, manageAll] },
	logOut: { scopes: [manageUsers, manageAll, authenticationOnly] },
} as const;

export type Version = 1 | 2;

/** What all endpoints of one version share: token, limit, scopes, errors. */
export function oneLoginApi(scope: FastifyInstance, context: ApiContext, version: Version): void {
	scope.decorateRequest('accountReading', null);

	scope.addHook('preValidation', async (request, reply) => {
		if (reply.sent) return;
		if (context.settings.ownerDeleted) throw ownerDeleted(version);
		const reading = context.takeFromBuckets(reply, [ACCOUNT_BUCKET]);
		if (reading === false) return reply;
		request.accountReading = reading ?? null;
		authorize(request, context, version);
		if (request.rawBody?.malformed) throw malformed(version);
		return undefined;
	});

	scope.addHook('onSend', async (request, reply) => {
		if (request.accountReading) reply.headers(limitValues(request.accountReading));
	});

	scope.setErrorHandler((error, _request, reply) => {
		if (error instanceof OneLoginError) return reply.code(error.statusCode).send(error.body);
		const message = error instanceof Error ? error.message : String(error);
		const status = (error as { statusCode?: number }).statusCode ?? 500;
		return reply.code(status).send(refuse2(status, 'InternalServerError', message).body);
	});
	scope.setNotFoundHandler((_request, reply) => {
		const { body } =
			version === 1 ? refuse1(404, 'No Route Exists') : refuse2(404, 'NotFound', 'No Route Exists');
		return reply.code(404).send(body);
	});
}

function authorize(request: FastifyRequest, context: ApiContext, version: Version): void {
	const { scopes } = request.routeOptions.config;
	if (!scopes) return;
	const token = /^Bearer[: ]\s*(.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
	const check = context.tokens.check(token);
	if (check.state !== 'valid') throw badToken(request, version);
	if (scopes.includes(check.grant.scope)) return;
	const { missingScope } = context.settings;
	if (version === 2 && missingScope === 'Please provide valid credentials') {
		throw refuse2(401, 'InvalidCredentials', missingScope);
	}
	throw refuse1(401, 'Insufficient Permission');
}

function badToken(request: FastifyRequest, version: Version): OneLoginError {
	if (version === 1) return refuse1(401, 'Authentication Failure');
	const path = request.record?.path ?? '';
	return path.startsWith('/api/2/mfa')
		? refuse2(401, 'InvalidCredentials', 'Please provide valid credentials')
		: refuse2(401, 'UnauthorizedError', 'Unauthorized');
}

function ownerDeleted(version: Version): OneLoginError {
	const text = 'Internal Server Error';
	return version === 1 ? refuse1(500, text) : refuse2(500, 'InternalServerError', text);
}

function malformed(version: Version): OneLoginError {
	return version === 1
		? refuse1(400, 'Input JSON is not valid')
		: refuse2(400, 'BadRequestError', 'Input JSON is not valid');
}

/** The fields of a body that is an object; an empty object when there is none. */
export function fieldsOf(request: FastifyRequest): Record<string, unknown> {
	const { body } = request;
	return typeof body === 'object' && body !== null && !Array.isArray(body)
		? (body as Record<string, unknown>)
		: {};
}

export interface UserPath {
	userId: string;
}

/** The user of a v1 path. */
export function user1({ state }: ApiContext, { userId }: UserPath): User {
	if (!/^[0-9]+$/.test(userId)) {
		throw refuse1(400, { attribute: 'id', description: 'ID is incorrect' });
	}
	const user = state.users.get(Number(userId));
	if (!user) throw unknownUser1(userId);
	return user;
}

/** The user of a v2 path. */
export function user2({ state }: ApiContext, { userId }: UserPath): User {
	const user = state.users.get(Number(userId));
	if (!user) throw notFound2();
	return user;
}
