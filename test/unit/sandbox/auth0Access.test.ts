import {
	CLIENTS,
	EMAILS,
	startAuth0Sandbox,
	STATIC_TOKENS,
	USERS,
	type Auth0Sandbox,
} from '../../../sandbox/auth0';
import { driveTime } from '../../support/driveTime';

const time = driveTime();
let sandbox: Auth0Sandbox;

beforeAll(async () => {
	sandbox = await startAuth0Sandbox();
});
afterAll(async () => {
	await sandbox.close();
});
beforeEach(() => {
	sandbox.reset();
});

interface Answer {
	status: number;
	body: Record<string, unknown>;
	headers: Headers;
}

async function answerOf(response: Response): Promise<Answer> {
	const text = await response.text();
	const body = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
	return { status: response.status, body, headers: response.headers };
}

async function askForToken(fields: Record<string, string>, headers: Record<string, string> = {}) {
	const response = await fetch(`${sandbox.url}/oauth/token`, {
		method: 'POST',
		headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
		body: new URLSearchParams(fields).toString(),
	});
	return await answerOf(response);
}

async function call(path: string, init: RequestInit & { token?: string } = {}) {
	const { token = STATIC_TOKENS.all, headers, ...rest } = init;
	const authorization = { authorization: `Bearer ${token}` };
	const response = await fetch(`${sandbox.url}/api/v2${path}`, {
		...rest,
		headers: { ...(token === '' ? {} : authorization), ...(headers as object) },
	});
	return await answerOf(response);
}

function credentials(client: { client_id: string; client_secret: string }) {
	return {
		grant_type: 'client_credentials',
		client_id: client.client_id,
		client_secret: client.client_secret,
		audience: 'https://mfa-sandbox.eu.auth0.com/api/v2/',
	};
}

const ANA = `/users/${encodeURIComponent(USERS.ana)}`;

describe('the token endpoint', () => {
	it('takes a form and gives a token that works until its time is over', async () => {
		sandbox.updateSettings({ tokenLifetimeSeconds: 600 });
		const { status, body } = await askForToken(credentials(CLIENTS.all));
		expect(status).toBe(200);
		expect(body).toMatchObject({ expires_in: 600, token_type: 'Bearer' });
		const token = String(body.access_token);
		expect((await call(ANA, { token })).status).toBe(200);
		sandbox.advanceClock(600_000);
		expect(await call(ANA, { token })).toMatchObject({
			status: 401,
			body: { message: 'Expired token received for JSON Web Token validation' },
		});
	});

	it('takes the client by HTTP Basic', async () => {
		const { client_id: id, client_secret: secret } = CLIENTS.all;
		const basic = Buffer.from(`${id}:${secret}`).toString('base64');
		const fields = {
			grant_type: 'client_credentials',
			audience: `https://${sandbox.host}/api/v2/`,
		};
		const { status } = await askForToken(fields, { authorization: `Basic ${basic}` });
		expect(status).toBe(200);
	});

	it.each([
		['a wrong secret', { client_secret: 'x' }, 401, 'access_denied'],
		['an unknown client', { client_id: 'x' }, 401, 'access_denied'],
		['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
		['another audience', { audience: 'https://other.example/' }, 403, 'access_denied'],
		[
			'an audience without the slash at the end',
			{ audience: 'https://mfa-sandbox.eu.auth0.com/api/v2' },
			403,
			'access_denied',
		],
		['no audience', { audience: '' }, 403, 'access_denied'],
	])('refuses %s', async (_what, change, status, error) => {
		const answer = await askForToken({ ...credentials(CLIENTS.all), ...change });
		expect(answer).toMatchObject({ status, body: { error } });
		expect(answer.body).not.toHaveProperty('statusCode');
	});

	it('refuses an application without a client grant, and one without this grant type', async () => {
		expect(await askForToken(credentials(CLIENTS.unauthorized))).toMatchObject({
			status: 403,
			body: {
				error: 'access_denied',
				error_description: expect.stringContaining('client-grant') as string,
			},
		});
		expect(await askForToken(credentials(CLIENTS.wrongGrant))).toMatchObject({
			status: 403,
			body: { error: 'unauthorized_client' },
		});
	});

	it('refuses in the shape of OAuth when its own limit is reached', async () => {
		sandbox.setRateLimit({ perSecond: 0.001, burst: 1 }, 'token');
		await askForToken(credentials(CLIENTS.all));
		const refused = await askForToken(credentials(CLIENTS.all));
		expect(refused).toMatchObject({ status: 429, body: { error: 'too_many_requests' } });
		expect((await call(ANA)).status).toBe(200);
	});

	it('gives what the application may do now', async () => {
		sandbox.setPermissions(CLIENTS.all.client_id, ['read:users']);
		const { body } = await askForToken(credentials(CLIENTS.all));
		expect(body.scope).toBe('read:users');
		const token = String(body.access_token);
		expect((await call(ANA, { token })).status).toBe(200);
		expect(await call(`${ANA}/authentication-methods`, { token })).toMatchObject({
			status: 403,
			body: {
				errorCode: 'insufficient_scope',
				message: 'Insufficient scope, expected any of: read:authentication_methods',
			},
		});
	});
});

describe('the Management API', () => {
	it.each([
		['no token', '', 'Missing authentication', undefined],
		['a wrong token', 'x.y.z', 'Invalid token', { error: 'Invalid token' }],
	])('answers 401 to %s', async (_what, token, message, attributes) => {
		const answer = await call(ANA, { token });
		expect(answer.body).toEqual({
			statusCode: 401,
			error: 'Unauthorized',
			message,
			...(attributes ? { attributes } : {}),
		});
		expect(answer.headers.has('x-ratelimit-limit')).toBe(false);
	});

	it('takes a static token for a day', async () => {
		expect((await call(ANA)).status).toBe(200);
		sandbox.advanceClock(86_400_000);
		expect((await call(ANA)).status).toBe(401);
	});

	it('takes both permissions, not one of them, to revoke all access', async () => {
		sandbox.addStaticToken('one', ['delete:sessions']);
		const answer = await call(`${ANA}/revoke-access`, { method: 'POST', token: 'one' });
		expect(answer.status).toBe(403);
		expect(sandbox.state.sessionsOf(USERS.ana)).toHaveLength(2);
	});

	it.each([
		['{"blocked":', 'Invalid request payload JSON format'],
		[
			'{"blocked":"true"}',
			"Payload validation error: 'Expected type boolean but found type string' on property blocked.",
		],
	])('answers 400 to the body %s', async (body, message) => {
		const headers = { 'content-type': 'application/json' };
		const answer = await call(ANA, { method: 'PATCH', headers, body });
		expect(answer).toMatchObject({ status: 400, body: { message } });
		expect(sandbox.state.users.get(USERS.ana)).not.toHaveProperty('blocked');
	});

	it('names a malformed id, one that was encoded twice too', async () => {
		const twice = encodeURIComponent(encodeURIComponent(USERS.ana));
		expect(await call(`/users/${twice}`)).toMatchObject({
			status: 400,
			body: {
				errorCode: 'invalid_uri',
				message: expect.stringContaining(
					"Object didn't pass validation for format user-id: auth0%7C",
				) as string,
			},
		});
	});

	it('tells limits in its headers: size, rest, and Unix time in seconds', async () => {
		sandbox.setRateLimit({ perSecond: 1, burst: 5 });
		const { headers } = await call(ANA);
		expect(headers.get('x-ratelimit-limit')).toBe('5');
		expect(headers.get('x-ratelimit-remaining')).toBe('4');
		const seconds = Number(headers.get('x-ratelimit-reset')) - time.now() / 1000;
		// The next of one a second, in whole seconds.
		expect(seconds).toBeGreaterThanOrEqual(1);
		expect(seconds).toBeLessThan(2);
		expect(headers.has('retry-after')).toBe(false);
	});

	it('tells no limits with 400 and 404, as it was recorded', async () => {
		const answers = [await call('/users/some_account'), await call('/users/auth0%7Cnobody')];
		expect(answers.map(({ status }) => status)).toEqual([400, 404]);
		expect(answers.map(({ headers }) => headers.has('x-ratelimit-limit'))).toEqual([false, false]);
	});

	it('has the limits of a subscription when asked to', async () => {
		sandbox.applySubscriptionLimits('essentials');
		const statuses: number[] = [];
		for (let i = 0; i < 12; i++) {
			statuses.push((await call(`${ANA}/authentication-methods`)).status);
		}
		expect(statuses.filter((status) => status === 200)).toHaveLength(10);
		expect((await call(ANA)).status).toBe(200);
		sandbox.applySubscriptionLimits('free');
		const free = [await call(ANA), await call(ANA), await call(ANA)];
		expect(free.map(({ status }) => status)).toEqual([200, 200, 429]);
	});
});

describe('state', () => {
	it('is seeded alike after each reset', async () => {
		const before = await call('/users?per_page=50&page=1');
		await call(ANA, { method: 'DELETE' });
		sandbox.reset();
		const after = await call('/users?per_page=50&page=1');
		const ids = ({ body }: Answer) =>
			(body as unknown as Array<{ user_id: string }>).map((user) => user.user_id);
		expect(ids(after)).toEqual(ids(before));
		expect((await call(ANA)).status).toBe(200);
	});

	it('is searched as it was a while ago when the search lags', async () => {
		sandbox.updateSettings({ searchLagMs: 3000 });
		await call(ANA, { method: 'DELETE' });
		const search = async () => {
			const q = encodeURIComponent(`email:"${EMAILS.ana}"`);
			return Object.keys((await call(`/users?q=${q}`)).body).length;
		};
		expect(await search()).toBe(1);
		expect((await call(ANA)).status).toBe(404);
		sandbox.advanceClock(3000);
		expect(await search()).toBe(0);
	});

	it('loses the block of a user whose password is set', async () => {
		const blocked = `/users/${encodeURIComponent(USERS.blocked)}`;
		expect((await call(blocked)).body.blocked).toBe(true);
		await call(blocked, {
			method: 'PATCH',
			headers: { 'content-type': 'application/json' },
			body: '{"password":"correct horse"}',
		});
		expect((await call(blocked)).body.blocked).toBe(false);
	});

	it('gives log entries after a checkpoint, and the next one in a Link to the tenant', async () => {
		const first = await call('/logs?take=2');
		const entries = first.body as unknown as Array<{ log_id: string; type: string }>;
		expect(entries.map(({ type }) => type)).toEqual(['gd_enrollment_complete', 'gd_auth_failed']);
		const from = entries[1]?.log_id ?? '';
		expect(first.headers.get('link')).toBe(
			`<https://mfa-sandbox.eu.auth0.com/api/v2/logs?from=${from}&take=2>; rel="next"`,
		);
		sandbox.state.addLog({ type: 'gd_unenroll', date: '2020-01-01T00:00:00.000Z' });
		const next = await call(`/logs?from=${from}&take=10&q=type%3Aignored`);
		const types = (next.body as unknown as Array<{ type: string }>).map(({ type }) => type);
		expect(types).toEqual(['s', 'gd_unenroll']);
	});

	it('is filled by a seed of your own, or left empty', async () => {
		const empty = await startAuth0Sandbox({ seed: false, rateLimit: { perSecond: 1, burst: 9 } });
		const own = await startAuth0Sandbox({
			seed: (state) => state.addUser({ user_id: 'auth0|x', email: 'x@example.com' }),
		});
		expect([empty.state.users.size, own.state.users.size]).toEqual([0, 1]);
		expect(empty.rateLimits).toEqual({ management: { perSecond: 1, burst: 9 } });
		await Promise.all([empty.close(), own.close()]);
	});
});
