import { CLIENTS, STATIC_TOKENS, USERS } from '../../../sandbox/auth0/seed';
import { CredentialStore, LINE } from '../../support/engine';
import { byEmail, byId, calls, rows, runAuth0, sandboxForTests } from './setup';

const sandbox = sandboxForTests();

const LIST = { resource: 'user', operation: 'get', userId: byId(USERS.ana) };
const FIFTY = Array.from({ length: 50 }, (_, n) => ({ n }));
/** Fifty different users, so that nothing is held back for being about the same one. */
const fiftyUsers = () =>
	FIFTY.map(({ n }) => {
		const id = `auth0|fifty${n}`;
		sandbox().state.addUser({ user_id: id, email: `fifty${n}@example.com` });
		return { id };
	});

test('fifty reads side by side on an empty token cache make one token request', async () => {
	const result = await runAuth0(
		sandbox(),
		{ ...LIST, userId: byId('={{ $json.id }}'), options: { concurrency: 50 } },
		{ items: fiftyUsers() },
	);
	expect(rows(result)).toHaveLength(50);
	expect(sandbox().tokenRequests).toBe(1);
	expect(result.tokenUpdates).toBe(1);
});

test('a token that expires in the middle is renewed once for all', async () => {
	sandbox().updateSettings({ latencyMs: 20 });
	const items = fiftyUsers();
	const credentialStore = new CredentialStore();
	let asked = 0;
	sandbox().fault({
		kind: 'slow',
		delayMs: 0,
		when: ({ path }) => {
			if (path.startsWith('/api/') && ++asked === 25) sandbox().expireTokens();
			return false;
		},
	});
	const result = await runAuth0(
		sandbox(),
		{ ...LIST, userId: byId('={{ $json.id }}'), options: { concurrency: 20 } },
		{ items, credentialStore },
	);
	expect(result.error).toBeUndefined();
	expect(rows(result)).toHaveLength(50);
	expect(sandbox().requests.some(({ status }) => status === 401)).toBe(true);
	expect(sandbox().tokenRequests).toBe(2);
});

test('a token kept from an earlier run that has expired is renewed, and a change is made once', async () => {
	const credentialStore = new CredentialStore();
	await runAuth0(sandbox(), LIST, { credentialStore });
	sandbox().expireTokens();
	sandbox().clearRequests();
	const result = await runAuth0(
		sandbox(),
		{
			resource: 'authenticationMethod',
			operation: 'create',
			userId: byId(USERS.cleo),
			type: 'email',
			email: 'cleo@example.com',
		},
		{ credentialStore },
	);
	expect(rows(result)).toMatchObject([{ type: 'email' }]);
	const posts = sandbox().requests.filter(
		({ method, path }) => method === 'POST' && path !== '/oauth/token',
	);
	expect(posts.map(({ status }) => status)).toEqual([401, 201]);
	expect(sandbox().tokenRequests).toBe(1);
	expect(sandbox().state.methodsOf(USERS.cleo)).toHaveLength(1);
});

test.each(['that is missing', 'that has expired'])(
	'a change that is made once waits for a token %s and is made once',
	async (lack) => {
		const credentialStore = new CredentialStore();
		if (lack === 'that has expired') await runAuth0(sandbox(), LIST, { credentialStore });
		sandbox().expireTokens();
		sandbox().clearRequests();
		sandbox().fault({
			kind: 'status',
			status: 429,
			body: { error: 'too_many_requests', error_description: 'Global limit has been reached' },
			path: '/oauth/token',
			times: 2,
		});
		const result = await runAuth0(
			sandbox(),
			{
				resource: 'authenticationMethod',
				operation: 'create',
				userId: byId(USERS.cleo),
				type: 'email',
				email: 'cleo@example.com',
			},
			{ credentialStore },
		);
		expect(rows(result)).toMatchObject([{ type: 'email' }]);
		expect(sandbox().tokenRequests).toBe(3);
		const posts = sandbox().requests.filter(
			({ method, path }) => method === 'POST' && path !== '/oauth/token',
		);
		expect(posts.map(({ status }) => status)).toEqual(
			lack === 'that has expired' ? [401, 201] : [201],
		);
		expect(sandbox().state.methodsOf(USERS.cleo)).toHaveLength(1);
	},
);

test('a token that has expired before the run is met by one call, and the others wait for the new one', async () => {
	const credentialStore = new CredentialStore();
	await runAuth0(sandbox(), LIST, { credentialStore });
	sandbox().expireTokens();
	sandbox().clearRequests();
	const result = await runAuth0(
		sandbox(),
		{ ...LIST, userId: byId('={{ $json.id }}') },
		{ items: fiftyUsers(), credentialStore },
	);
	expect(rows(result)).toHaveLength(50);
	// The call itself and n8n's own renewing read.
	expect(sandbox().requests.filter(({ status }) => status === 401)).toHaveLength(2);
	expect(sandbox().tokenRequests).toBe(1);
});

test('a token that is refused again after its renewal is told, and not asked for for ever', async () => {
	sandbox().fault({
		kind: 'status',
		status: 401,
		body: { statusCode: 401, error: 'Unauthorized', message: 'Invalid token' },
		path: '/api/v2/**',
		times: 'always',
	});
	const result = await runAuth0(sandbox(), LIST, {
		items: FIFTY.slice(0, 5),
		onError: 'continueRegularOutput',
	});
	expect(rows(result)).toHaveLength(5);
	for (const row of rows(result)) {
		expect(row.message).toMatch(/^Auth0 did not accept the (access token|credential)$/);
	}
	expect(sandbox().tokenRequests).toBeLessThanOrEqual(3);
});

describe('a static token', () => {
	test('is sent as it is', async () => {
		const result = await runAuth0(sandbox(), LIST, { token: STATIC_TOKENS.all });
		expect(rows(result)).toMatchObject([{ user_id: USERS.ana }]);
		expect(sandbox().requests[0]?.headers.authorization).toBe(`Bearer ${STATIC_TOKENS.all}`);
	});

	test('that has expired is told after one request', async () => {
		const result = await runAuth0(sandbox(), LIST, { token: 'expired-token-of-yesterday' });
		expect(result.error?.message).toBe('Auth0 did not accept the access token');
		expect(result.error?.description).toContain('has not expired');
		expect(sandbox().requests).toHaveLength(1);
	});
});

describe('a refused credential', () => {
	test.each([
		[
			'a wrong secret',
			{ ...CLIENTS.all, client_secret: 'wrong' },
			/^Auth0 did not accept the credential$/,
		],
		[
			'an application that may not use the API',
			CLIENTS.unauthorized,
			// n8n 1.x hands on neither status nor sentence; its second sentence names the authorisation.
			LINE === 2
				? /^Auth0 does not let this application use the Management API$/
				: /^Auth0 did not accept the credential$/,
		],
		[
			'an application without the grant',
			CLIENTS.wrongGrant,
			/^Auth0 does not let this application use the Management API$/,
		],
	])('%s: told in one sentence, asked for once', async (_, client, message) => {
		const result = await runAuth0(sandbox(), LIST, {
			client,
			items: FIFTY,
			onError: 'continueRegularOutput',
		});
		expect(rows(result)).toHaveLength(50);
		for (const row of rows(result)) expect(row.message).toMatch(message);
		expect(sandbox().tokenRequests).toBe(1);
		expect(calls(sandbox())).toEqual([]);
	});

	test('a permission that is missing is named', async () => {
		const result = await runAuth0(
			sandbox(),
			{ resource: 'user', operation: 'block', userId: byEmail('ana@example.com') },
			{ client: CLIENTS.readOnly },
		);
		expect(result.error?.message).toBe('The Auth0 credential lacks a permission for this');
		expect(result.error?.description).toContain('This call needs update:users.');
		expect(result.error?.description).toContain('Insufficient scope');
		expect(calls(sandbox()).filter((call) => call.startsWith('PATCH'))).toHaveLength(1);
	});
});

describe('the domain', () => {
	test.each([
		'',
		'   ',
		'evil.com#tenant.auth0.com',
		'tenant.auth0.com@evil.com',
		'tenant.auth0.com/..',
		'tenant.auth0.com:443',
		'http://tenant.auth0.com',
		'tenant.auth0.com.',
		'аuth0.com',
		'10.0.0.1',
		'127.0.0.1',
		'user:pass@127.0.0.1:80',
	])('%j is refused before anything is sent', async (domain) => {
		for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const) {
			const result = await runAuth0(sandbox(), LIST, { domain, onError });
			const told = result.error?.message ?? (rows(result)[0]?.message as string);
			expect(told).toMatch(
				/The field 'Domain' of the Auth0 credential is (not a host name|empty)|credential|required/i,
			);
		}
		expect(sandbox().requests).toEqual([]);
	});

	test('is understood with scheme and slash', async () => {
		const result = await runAuth0(sandbox(), LIST, { domain: `http://${sandbox().host}/` });
		expect(rows(result)).toMatchObject([{ user_id: USERS.ana }]);
		expect(sandbox().tokenRequests).toBe(1);
	});
});
