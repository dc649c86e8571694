import { createHmac, randomBytes } from 'node:crypto';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { ApiContext } from '../api';
import { BUCKETS } from '../limits';
import type { Client } from '../model';

export interface TokenContext extends ApiContext {
	clients: Map<string, Client>;
	/** Milliseconds since 1970 by the sandbox's clock. */
	now(): number;
	/** Audiences that stand for the Management API. */
	audiences(): string[];
}

class OAuthError extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		readonly description: string,
	) {
		super(description);
	}
}

/** `POST /oauth/token`: client credentials, body as form or JSON, secret in the body or by Basic. */
export function tokenRoute(scope: FastifyInstance, context: TokenContext): void {
	const signingKey = randomBytes(32);

	scope.post('/oauth/token', async (request, reply) => {
		const reading = context.takeFromBuckets(reply, [BUCKETS.token]);
		if (reading === false) return reply;
		const client = authenticateClient(request, context.clients);
		const audience = checkGrant(request, client, context.audiences());
		const { tokenLifetimeSeconds: lifetime } = context.settings;
		const issuedAt = Math.floor(context.now() / 1000);
		const token = signToken(signingKey, {
			iss: `https://${context.settings.tenantDomain}/`,
			sub: `${client.client_id}@clients`,
			aud: audience,
			iat: issuedAt,
			exp: issuedAt + lifetime,
			scope: client.permissions.join(' '),
			gty: 'client-credentials',
			azp: client.client_id,
			jti: randomBytes(8).toString('hex'),
		});
		context.tokens.add(
			token,
			{ client_id: client.client_id, permissions: [...client.permissions] },
			lifetime,
		);
		return {
			access_token: token,
			scope: client.permissions.join(' '),
			expires_in: lifetime,
			token_type: 'Bearer',
		};
	});

	scope.setErrorHandler(sendOAuthError);
}

function sendOAuthError(error: unknown, _request: FastifyRequest, reply: FastifyReply) {
	if (error instanceof OAuthError) {
		return reply
			.code(error.status)
			.send({ error: error.code, error_description: error.description });
	}
	const text = error instanceof Error ? error.message : String(error);
	return reply.code(500).send({ error: 'server_error', error_description: text });
}

function fieldsOf(request: FastifyRequest): Record<string, unknown> {
	const { body } = request;
	return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}

function authenticateClient(request: FastifyRequest, clients: Map<string, Client>): Client {
	const fields = fieldsOf(request);
	const [id, secret] = basicCredentials(request) ?? [fields.client_id, fields.client_secret];
	if (typeof id !== 'string') {
		throw new OAuthError(400, 'invalid_request', 'Missing required parameter: client_id');
	}
	const client = clients.get(id);
	if (!client || client.client_secret !== secret) {
		throw new OAuthError(401, 'access_denied', 'Unauthorized');
	}
	return client;
}

function basicCredentials(request: FastifyRequest): [string, string] | undefined {
	const encoded = /^Basic\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1];
	if (encoded === undefined) return undefined;
	const text = Buffer.from(encoded, 'base64').toString('utf8');
	const colon = text.indexOf(':');
	if (colon < 0) return undefined;
	return [decodeURIComponent(text.slice(0, colon)), decodeURIComponent(text.slice(colon + 1))];
}

/** Gives back the audience, or throws what the token endpoint answers. */
function checkGrant(request: FastifyRequest, client: Client, audiences: string[]): string {
	const { grant_type: grantType, audience } = fieldsOf(request);
	if (typeof grantType !== 'string') {
		throw new OAuthError(400, 'invalid_request', 'Missing required parameter: grant_type');
	}
	if (grantType !== 'client_credentials') {
		throw new OAuthError(400, 'unsupported_grant_type', `Unsupported grant type: ${grantType}`);
	}
	if (!client.grant_types.includes(grantType)) {
		const text = "Grant type 'client_credentials' not allowed for the client.";
		throw new OAuthError(403, 'unauthorized_client', text);
	}
	if (typeof audience !== 'string' || audience === '') {
		const text = 'No audience parameter was provided, and no default audience has been configured';
		throw new OAuthError(403, 'access_denied', text);
	}
	if (!audiences.includes(audience)) {
		throw new OAuthError(403, 'access_denied', `Service not enabled within domain: ${audience}`);
	}
	if (!client.authorized) {
		const text = `Client is not authorized to access "${audience}". You need to create a "client-grant" associated to this API. See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants`;
		throw new OAuthError(403, 'access_denied', text);
	}
	return audience;
}

function signToken(key: Buffer, claims: Record<string, unknown>): string {
	const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
	const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
	return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
}
