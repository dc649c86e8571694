import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { IdSource } from '../shared/ids';
import type { LimitReading } from '../shared/rateLimit';
import type { TokenStore } from '../shared/tokens';
import {
	badToken,
	customDomainConflict,
	insufficientEntitlement,
	insufficientScope,
	ManagementError,
	missingAuthentication,
} from './errors';
import { bucketsOf } from './limits';
import type { AccessGrant } from './model';
import type { Auth0Settings } from './settings';
import type { Auth0State } from './state';
import { validatorCompiler } from './validation';

declare module 'fastify' {
	interface FastifyContextConfig {
		/** The endpoint's title in Auth0's API reference; the description of its log entry. */
		title?: string;
		/** Permissions, any of which opens the endpoint. */
		permissions?: readonly string[];
		/** Whether all permissions are needed, not any. */
		needsAll?: boolean;
		/** Name of the feature, where the endpoint is for Enterprise plans only. */
		enterprise?: string;
		/** Whether the endpoint takes the header `auth0-custom-domain`. */
		takesCustomDomain?: boolean;
	}
	interface FastifyRequest {
		accessGrant: AccessGrant | null;
		limitReading: LimitReading | null;
	}
}

/** What the routes work with. */
export interface ApiContext {
	state: Auth0State;
	readonly settings: Auth0Settings;
	tokens: TokenStore<AccessGrant>;
	ids: IdSource;
	/** Takes one request out of the buckets; false when it was refused and answered. */
	takeFromBuckets(
		reply: FastifyReply,
		buckets: readonly string[],
	): LimitReading | undefined | false;
}

/** Statuses that were recorded without rate limit headers. */
const WITHOUT_LIMIT_HEADERS = new Set([400, 401, 404]);
const CORRELATION_ID_LENGTH = 64;

/** What all Management API endpoints share: token, limits, permissions, errors, log. */
export function managementApi(scope: FastifyInstance, context: ApiContext): void {
	scope.setValidatorCompiler(validatorCompiler);
	scope.decorateRequest('accessGrant', null);
	scope.decorateRequest('limitReading', null);

	scope.addHook('preValidation', async (request, reply) => {
		if (reply.sent) return;
		const grant = authenticate(request, context.tokens);
		request.accessGrant = grant;
		const path = request.record?.path ?? request.url;
		const reading = context.takeFromBuckets(reply, bucketsOf(request.method, path));
		if (reading === false) return reply;
		request.limitReading = reading ?? null;
		authorize(request, grant, context.settings);
		const { takesCustomDomain } = request.routeOptions.config;
		const isNamed = request.headers['auth0-custom-domain'] !== undefined;
		if (takesCustomDomain && context.settings.severalCustomDomains && !isNamed) {
			throw customDomainConflict();
		}
		if (request.rawBody?.malformed) {
			throw new ManagementError(400, 'Invalid request payload JSON format');
		}
		return undefined;
	});

	scope.addHook('onSend', async (request, reply, payload) => {
		if (request.limitReading && !WITHOUT_LIMIT_HEADERS.has(reply.statusCode)) {
			const { limit, remaining, resetAt } = request.limitReading;
			reply.headers({
				'x-ratelimit-limit': limit,
				'x-ratelimit-remaining': remaining,
				'x-ratelimit-reset': Math.ceil(resetAt / 1000),
			});
		}
		if (request.method !== 'GET' && reply.statusCode < 300) {
			logWrite(context.state, request, reply, payload);
		}
	});

	scope.setErrorHandler((error, _request, reply) => {
		const known = asManagementError(error);
		return reply.code(known.statusCode).send(known.body);
	});
	scope.setNotFoundHandler((_request, reply) => {
		const error = new ManagementError(404, 'Not Found');
		return reply.code(404).send(error.body);
	});
}

function asManagementError(error: unknown): ManagementError {
	if (error instanceof ManagementError) return error;
	const status = (error as { statusCode?: number }).statusCode ?? 500;
	return new ManagementError(status, error instanceof Error ? error.message : String(error));
}

function authenticate(request: FastifyRequest, tokens: TokenStore<AccessGrant>): AccessGrant {
	const token = /^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1];
	if (token === undefined) throw missingAuthentication();
	const check = tokens.check(token);
	if (check.state === 'unknown') throw badToken('Invalid token');
	if (check.state === 'expired') {
		throw badToken('Expired token received for JSON Web Token validation');
	}
	return check.grant;
}

function authorize(request: FastifyRequest, grant: AccessGrant, settings: Auth0Settings): void {
	const { permissions = [], needsAll, enterprise } = request.routeOptions.config;
	const held = permissions.filter((permission) => grant.permissions.includes(permission));
	const isEnough = needsAll ? held.length === permissions.length : held.length > 0;
	if (permissions.length > 0 && !isEnough) throw insufficientScope(permissions);
	if (enterprise !== undefined && settings.plan !== 'enterprise') {
		throw insufficientEntitlement(enterprise);
	}
}

/** Auth0 logs each successful write as `sapi`, described by the endpoint's title. */
function logWrite(
	state: Auth0State,
	request: FastifyRequest,
	reply: FastifyReply,
	payload: unknown,
): void {
	const { title } = request.routeOptions.config;
	if (title === undefined) return;
	const correlationId = request.headers['x-correlation-id'];
	state.addLog({
		type: 'sapi',
		description: title,
		client_id: request.accessGrant?.client_id ?? null,
		details: {
			request: {
				method: request.method.toLowerCase(),
				path: request.record?.path ?? request.url,
				query: request.query,
				body: withoutPassword(request.body),
				channel: 'api',
			},
			response: {
				body: withoutPassword(parseJson(payload)),
				statusCode: reply.statusCode,
			},
		},
		...(typeof correlationId === 'string'
			? { references: { correlation_id: correlationId.slice(0, CORRELATION_ID_LENGTH) } }
			: {}),
	});
}

function parseJson(payload: unknown): unknown {
	return typeof payload === 'string' && payload !== '' ? (JSON.parse(payload) as unknown) : {};
}

function withoutPassword(body: unknown): unknown {
	if (typeof body !== 'object' || body === null || Array.isArray(body)) return body ?? {};
	return 'password' in body ? { ...body, password: '*****' } : body;
}
