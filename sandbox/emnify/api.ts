import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { IdSource } from '../shared/ids';
import type { LimitReading } from '../shared/rateLimit';
import type { TokenStore } from '../shared/tokens';
import {
	EmnifyError,
	expiredToken,
	forbidden,
	gatewayRefusal,
	invalidToken,
	noLong,
	notFound,
	silent,
	badRequest,
} from './errors';
import { bucketsOf } from './limits';
import type { Grant, User } from './model';
import type { EmnifySettings } from './settings';
import type { EmnifyState } from './state';

declare module 'fastify' {
	interface FastifyRequest {
		/** What the access token of this request allows. */
		emnifyGrant: Grant | null;
	}
}

/** What the routes work with. */
export interface ApiContext {
	state: EmnifyState;
	readonly settings: EmnifySettings;
	tokens: TokenStore<Grant>;
	ids: IdSource;
	now: () => number;
	/** Takes one request out of the buckets; false when it was refused and answered. */
	takeFromBuckets(
		reply: FastifyReply,
		buckets: readonly string[],
	): LimitReading | undefined | false;
}

const ADMINISTRATORS = [1, 4];
const PUBLIC_PATH = /^\/api\/v1\/authenticate\/?$/;

/** What all endpoints share: limits, access token, empty answers, errors. */
export function emnifyApi(scope: FastifyInstance, context: ApiContext): void {
	scope.decorateRequest('emnifyGrant', null);

	scope.addHook('preValidation', async (request, reply) => {
		if (reply.sent) return;
		const path = request.record?.path ?? request.url;
		if (context.takeFromBuckets(reply, bucketsOf(path)) === false) return reply;
		if (!PUBLIC_PATH.test(path)) request.emnifyGrant = readGrant(request, context);
		if (request.rawBody?.malformed) throw badRequest('Malformed JSON');
		return undefined;
	});

	scope.addHook('onSend', async (_request, reply, payload) => {
		// Fastify takes the content type from answers without a body; emnify's have one all the same.
		if (payload === undefined || payload === '') {
			reply.raw.setHeader('content-type', context.settings.noContentType);
		}
	});

	scope.setErrorHandler((error, _request, reply) => {
		const known = asEmnifyError(error);
		return reply.code(known.status).headers(known.headers).send(known.body);
	});
	scope.setNotFoundHandler((_request, reply) => reply.code(404).send({ message: 'Not Found' }));
}

function asEmnifyError(error: unknown): EmnifyError {
	if (error instanceof EmnifyError) return error;
	const { statusCode = 500 } = error as { statusCode?: number };
	return new EmnifyError(statusCode, {
		error_code: 1000,
		error_token: 'BadRequest',
		message: error instanceof Error ? error.message : String(error),
	});
}

function readGrant(request: FastifyRequest, { tokens, settings }: ApiContext): Grant {
	const token = /^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
	if (token.split('.').length !== 3) {
		throw gatewayRefusal('token contains an invalid number of segments');
	}
	const check = tokens.check(token);
	if (check.state === 'valid') return check.grant;
	const isExpired = check.state === 'expired';
	if (settings.unauthorizedShape === 'empty') throw silent(401);
	if (settings.unauthorizedShape === 'api') throw isExpired ? expiredToken() : invalidToken();
	throw gatewayRefusal(isExpired ? 'token is expired' : 'signature is invalid');
}

/** An id out of a path. */
export function longOf(text: string | undefined): number {
	if (text === undefined || !/^-?\d+$/.test(text)) throw noLong(text ?? '');
	return Number(text);
}

/** The user who made the call; where an application token stands for none, it is refused. */
export function requestingUser(request: FastifyRequest, context: ApiContext): User {
	const grant = request.emnifyGrant;
	const { applicationTokenUser, noUserStatus } = context.settings;
	const id = grant?.kind === 'user' ? grant.userId : applicationTokenUser;
	const user = id === null ? undefined : context.state.users.get(id);
	if (user) return user;
	if (noUserStatus === 403) throw forbidden();
	throw noUserStatus === 404 ? notFound('User', 'my') : silent(noUserStatus);
}

/** Refuses who is neither an administrator nor an application token. */
export function demandAdministrator(request: FastifyRequest, { state }: ApiContext): void {
	const grant = request.emnifyGrant;
	if (grant?.kind === 'application') return;
	const roles = grant ? (state.users.get(grant.userId)?.roles ?? []) : [];
	if (!roles.some((role) => ADMINISTRATORS.includes(role))) throw forbidden();
}

/** The user that a path is about: `my`, or an id that an administrator may give. */
export function userInPath(
	request: FastifyRequest<{ Params: { user_id: string } }>,
	context: ApiContext,
): User {
	const { user_id: given } = request.params;
	if (given === 'my') return requestingUser(request, context);
	const id = longOf(given);
	const grant = request.emnifyGrant;
	if (!(grant?.kind === 'user' && grant.userId === id)) demandAdministrator(request, context);
	const user = context.state.users.get(id);
	if (!user || !context.state.isReachable(user)) throw notFound('User', id);
	return user;
}

/** The id of the user who acts; undefined for an application token. */
export function actingUser({ emnifyGrant: grant }: FastifyRequest): number | undefined {
	return grant?.kind === 'user' ? grant.userId : undefined;
}
