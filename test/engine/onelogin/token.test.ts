import { CLIENTS, USERS } from '../../../sandbox/onelogin/seed';
import { CredentialStore } from '../../support/engine';
import { byId, calls, countOf, rows, runOneLogin, sandboxForTests } from './setup';

const sandbox = sandboxForTests();

const GET = { resource: 'user', operation: 'get', userId: byId('={{ $json.id }}') };
/** Fifty different users, so that nothing is held back for being about the same one. */
const FIFTY = Array.from({ length: 50 }, (_, n) => ({ id: 61_000_001 + n }));

test('fifty reads side by side on an empty token cache make one token request', async () => {
	const result = await runOneLogin(
		sandbox(),
		{ ...GET, options: { concurrency: 50 } },
		{ items: FIFTY },
	);
	expect(rows(result)).toHaveLength(50);
	expect(sandbox().tokenRequests).toBe(1);
	expect(result.tokenUpdates).toBe(1);
});

test('a token that expires in the middle is renewed once for all', async () => {
	sandbox().updateSettings({ latencyMs: 20 });
	let asked = 0;
	sandbox().fault({
		kind: 'slow',
		delayMs: 0,
		when: ({ path }) => {
			if (path.startsWith('/api/') && ++asked === 25) sandbox().expireTokens();
			return false;
		},
	});
	const result = await runOneLogin(
		sandbox(),
		{ ...GET, options: { concurrency: 20 } },
		{ items: FIFTY },
	);
	expect(result.error).toBeUndefined();
	expect(rows(result)).toHaveLength(50);
	expect(sandbox().requests.some(({ status }) => status === 401)).toBe(true);
	expect(sandbox().tokenRequests).toBe(2);
});

test('a token is never revoked', async () => {
	await runOneLogin(sandbox(), GET, { items: FIFTY.slice(0, 2) });
	expect(sandbox().requests.filter(({ path }) => path.includes('revoke'))).toEqual([]);
});

test('a token from an earlier run that has expired is renewed, and a device is enrolled once', async () => {
	const credentialStore = new CredentialStore();
	await runOneLogin(sandbox(), GET, { credentialStore, items: FIFTY.slice(0, 1) });
	sandbox().expireTokens();
	sandbox().clearRequests();
	const result = await runOneLogin(
		sandbox(),
		{
			resource: 'device',
			operation: 'enroll',
			userId: byId(USERS.ben),
			factorId: byId(16282),
			displayName: 'Phone',
			number: '+14155550100',
		},
		{ credentialStore },
	);
	expect(rows(result)).toMatchObject([{ user_id: String(USERS.ben) }]);
	const posts = sandbox().requests.filter(({ path }) => path.endsWith('/otp_devices'));
	expect(posts.map(({ status }) => status)).toEqual([401, 200]);
	expect(sandbox().tokenRequests).toBe(1);
	expect(sandbox().state.devicesOf(USERS.ben)).toHaveLength(1);
});

test.each([
	['Unauthorized', { statusCode: 401, name: 'UnauthorizedError', message: 'Unauthorized' }],
	['an object', { status: { message: { description: 'Authentication Failure' } } }],
	['text that nobody knows', { message: 'computer says no' }],
	['nothing', undefined],
])('a read that is refused for ever (%s) is told, and not asked for for ever', async (_, body) => {
	sandbox().fault({ kind: 'status', status: 401, body, path: '/api/**', times: 'always' });
	const result = await runOneLogin(sandbox(), GET, {
		items: FIFTY.slice(0, 5),
		onError: 'continueRegularOutput',
	});
	expect(rows(result)).toHaveLength(5);
	for (const { message, error } of rows(result)) {
		expect(message).toBe('OneLogin did not accept the access token for this');
		expect(error).toMatchObject({
			description: expect.stringContaining('this call needs') as unknown,
		});
	}
	// The token itself is good, so no new one is fetched; each call goes out twice at most.
	expect(sandbox().tokenRequests).toBe(1);
	expect(countOf(sandbox(), /\/api\/2\/users/)).toBeLessThanOrEqual(10);
});

test('a change that is refused without a known word is not sent twice', async () => {
	sandbox().fault({
		kind: 'status',
		status: 401,
		method: 'POST',
		times: 'always',
		path: '/api/**',
	});
	const result = await runOneLogin(sandbox(), {
		resource: 'mfaToken',
		operation: 'generate',
		userId: byId(USERS.ana),
	});
	expect(result.error?.message).toBe('OneLogin did not accept the access token for this');
	expect(calls(sandbox())).toHaveLength(1);
});

describe('a refused credential', () => {
	test('a wrong secret: told in one sentence, asked for once', async () => {
		const result = await runOneLogin(sandbox(), GET, {
			client: { ...CLIENTS.manageAll, client_secret: 'wrong' },
			items: FIFTY,
			onError: 'continueRegularOutput',
		});
		expect(rows(result)).toHaveLength(50);
		for (const { message } of rows(result)) {
			expect(message).toBe('OneLogin did not accept the credential');
		}
		expect(sandbox().tokenRequests).toBe(1);
		expect(calls(sandbox())).toEqual([]);
	});

	test('the owner of the API credential was deleted', async () => {
		const credentialStore = new CredentialStore();
		await runOneLogin(sandbox(), GET, { credentialStore, items: FIFTY.slice(0, 1) });
		sandbox().updateSettings({ ownerDeleted: true });
		const result = await runOneLogin(
			sandbox(),
			{ ...GET, options: { maxWait: 0 } },
			{ credentialStore, items: FIFTY.slice(0, 1) },
		);
		expect(result.error?.description).toContain(
			'administrator who made the API credential still exists',
		);
	});

	test.each([
		['userId', CLIENTS.authenticationOnly, 'Read Users, Manage Users, Read All or Manage All'],
	])('a scope that reads nothing is told: %s', async (_, client, scopes) => {
		const result = await runOneLogin(sandbox(), GET, { client, items: FIFTY.slice(0, 1) });
		expect(result.error?.message).toContain('scope of the OneLogin API credential');
		expect(result.error?.description).toContain(scopes);
		expect(calls(sandbox())).toHaveLength(1);
		expect(sandbox().tokenRequests).toBe(1);
	});

	test.each([
		['suspend', CLIENTS.readAll, 'Manage Users or Manage All'],
		['lock', CLIENTS.manageUsers, 'Manage All'],
		['setState', CLIENTS.manageUsers, 'Manage All'],
		['logOut', CLIENTS.readUsers, 'Manage Users or Manage All'],
	])('%s names the scope that it needs', async (operation, client, scope) => {
		const result = await runOneLogin(
			sandbox(),
			{ resource: 'user', operation, userId: byId(USERS.ana) },
			{ client },
		);
		expect(result.error?.description).toContain(`This call needs the scope ${scope}.`);
		expect(calls(sandbox())).toHaveLength(1);
	});
});
