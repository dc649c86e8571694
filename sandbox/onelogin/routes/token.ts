import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { IdSource } from '../../shared/ids';
import { fieldsOf, MAY, type ApiContext } from '../api';
import { refuse1, success1 } from '../errors';
import { limitValues } from '../limits';
import type { ApiCredential } from '../model';

export interface TokenContext extends ApiContext {
	clients: Map<string, ApiCredential>;
	ids: IdSource;
	/** The token that a client has, with the time of its first issue. */
	current: Map<string, { token: string; createdAt: number }>;
	/** Milliseconds since 1970 by the sandbox's clock. */
	now(): number;
	iso(atMs: number): string;
}

/** `/auth/...`: tokens and the state of the limit. */
export function tokenRoutes(scope: FastifyInstance, context: TokenContext): void {
	scope.post('/oauth2/v2/token', async (request) => {
		const client = authenticateClient(request, context);
		if (fieldsOf(request).grant_type !== 'client_credentials') {
			throw refuse1(400, 'grant_type is incorrect/absent');
		}
		return tokenOf(client, context);
	});

	scope.post('/oauth2/revoke', async (request) => {
		const client = authenticateClient(request, context);
		const { access_token: token } = fieldsOf(request);
		if (typeof token !== 'string') throw refuse1(400, 'Access Token Missing');
		context.tokens.add(token, { client_id: client.client_id, scope: client.scope }, -1);
		context.current.delete(client.client_id);
		return success1();
	});

	scope.get('/rate_limit', { config: MAY.readUsers }, async (request) => ({
		...success1(),
		data: request.accountReading
			? limitValues(request.accountReading)
			: { 'X-RateLimit-Limit': 0, 'X-RateLimit-Remaining': 0, 'X-RateLimit-Reset': 0 },
	}));
}

/** The same token for the same pair until it expires or is revoked. */
function tokenOf(client: ApiCredential, context: TokenContext) {
	const lifetime = context.settings.tokenLifetimeSeconds;
	const held = context.current.get(client.client_id);
	const isGood = held !== undefined && context.tokens.check(held.token).state === 'valid';
	const issued = isGood ? held : { token: context.ids.hex(64), createdAt: context.now() };
	if (!isGood) {
		context.current.set(client.client_id, issued);
		const grant = { client_id: client.client_id, scope: client.scope };
		context.tokens.add(issued.token, grant, lifetime);
	}
	return {
		access_token: issued.token,
		created_at: context.iso(issued.createdAt),
		expires_in: lifetime,
		refresh_token: `refresh-${client.client_id}`,
		token_type: 'bearer',
		account_id: 555555,
	};
}

/** The pair comes as Basic, as `client_id:..., client_secret:...`, or in a form. */
function authenticateClient(request: FastifyRequest, context: TokenContext): ApiCredential {
	const fields = fieldsOf(request);
	const [id, secret] = inHeader(request.headers.authorization ?? '') ?? [
		fields.client_id,
		fields.client_secret,
	];
	if (typeof id !== 'string') throw refuse1(400, 'The authorization information is missing');
	const client = context.clients.get(id);
	if (!client || client.client_secret !== secret) throw refuse1(401, 'Authentication Failure');
	return client;
}

function inHeader(header: string): [string, string] | undefined {
	const own = /^client_id:\s*([^,\s]+),\s*client_secret:\s*(\S+)$/i.exec(header);
	if (own) return [own[1] ?? '', own[2] ?? ''];
	const encoded = /^Basic\s+(.+)$/i.exec(header)?.[1];
	if (encoded === undefined) return undefined;
	const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
	return [id, secret.join(':')];
}
