import { createHash } from 'node:crypto';

import { BEN_FINGERPRINT, passwordOf, USERNAMES, USERS } from '../../../sandbox/emnify/seed';
import { CredentialStore } from '../../support/engine';
import {
	byId,
	byUsername,
	calls,
	credentialData,
	CREDENTIAL,
	operation,
	rows,
	runEmnify,
	sandboxForTests,
	type EmnifyRun,
} from './setup';

const sandbox = sandboxForTests();

const GET = operation('user', 'get', { userId: byId(USERS.ana) });
const signInBodies = () =>
	sandbox()
		.requests.filter(({ path }) => path === '/api/v1/authenticate')
		.map(({ body }) => body);
const bearers = () =>
	sandbox()
		.requests.filter(({ path }) => path !== '/api/v1/authenticate')
		.map(({ headers }) => headers.authorization ?? 'none');

/** Fifty different users, so that nothing is held back for being about the same one. */
const fiftyUsers = () => Array.from({ length: 50 }, (_, n) => ({ id: 200_001 + n }));
const EACH = operation('user', 'get', {
	userId: byId('={{ $json.id }}'),
	options: { concurrency: 50 },
});

describe('one sign-in for all', () => {
	test.each([
		['an application token', {}] as const,
		['user credentials', { as: 'automation' }] as const,
	])('fifty reads side by side on an empty cache, %s', async (_, run) => {
		const result = await runEmnify(sandbox(), EACH, { items: fiftyUsers(), ...run });
		expect(rows(result)).toHaveLength(50);
		expect(sandbox().signIns).toBe(1);
		expect(result.tokenUpdates).toBe(1);
		expect(new Set(bearers()).size).toBe(1);
		expect(bearers()[0]).toMatch(/^Bearer eyJ/);
	});

	test.each(['gateway', 'api', 'empty'] as const)(
		'a token that ends in the middle is renewed once for all (401 of the %s)',
		async (unauthorizedShape) => {
			sandbox().updateSettings({ unauthorizedShape, latencyMs: 5 });
			let reads = 0;
			sandbox().fault({
				kind: 'close',
				path: '/api/v1/user/*',
				when: () => {
					reads += 1;
					if (reads === 10) sandbox().expireTokens();
					return false;
				},
			});
			const result = await runEmnify(sandbox(), EACH, { items: fiftyUsers() });
			expect(result.error).toBeUndefined();
			expect(rows(result)).toHaveLength(50);
			expect(sandbox().requests.filter(({ status }) => status === 401).length).toBeGreaterThan(1);
			expect(sandbox().signIns).toBe(2);
			expect(result.tokenUpdates).toBe(2);
			expect(new Set(bearers()).size).toBe(2);
		},
	);

	test('the token is kept for the next run', async () => {
		const credentialStore = new CredentialStore();
		await runEmnify(sandbox(), GET, { credentialStore });
		await runEmnify(sandbox(), GET, { credentialStore });
		expect(sandbox().signIns).toBe(1);
	});

	test('a kept token that has ended is renewed by one sign-in and one harmless read', async () => {
		const credentialStore = new CredentialStore();
		await runEmnify(sandbox(), GET, { credentialStore });
		sandbox().expireTokens();
		sandbox().clearRequests();
		const result = await runEmnify(sandbox(), GET, { credentialStore });
		expect(rows(result)).toMatchObject([{ id: USERS.ana }]);
		expect(
			sandbox().requests.map(({ method, path, status }) => `${method} ${path} ${status}`),
		).toEqual([
			'GET /api/v1/user/176257 401',
			'GET /api/v1/user/mfa/status 401',
			'POST /api/v1/authenticate 200',
			'GET /api/v1/user/mfa/status 200',
			'GET /api/v1/user/176257 200',
		]);
	});

	test('a token that is refused again after its renewal is told, after one renewal', async () => {
		sandbox().fault({ kind: 'status', status: 401, path: '/api/v1/user/**', times: 'always' });
		const result = await runEmnify(sandbox(), EACH, {
			items: fiftyUsers().slice(0, 5),
			onError: 'continueRegularOutput',
		});
		expect(rows(result)).toHaveLength(5);
		for (const { message } of rows(result)) {
			expect(message).toBe('emnify did not accept the access token that it had just given out');
		}
		expect(sandbox().signIns).toBe(2);
	});
});

describe('what is sent', () => {
	test('an application token', async () => {
		await runEmnify(sandbox(), GET, { applicationToken: ' sandbox-application-token-of-ana ' });
		expect(signInBodies()).toEqual([{ application_token: 'sandbox-application-token-of-ana' }]);
	});

	test('the SHA-1 digest of a password, in UTF-8 and lower-case hexadecimal', async () => {
		sandbox().state.addUser({
			username: 'zoe@example.com',
			name: 'Zoe',
			password: 'pässwörd ',
			roles: [1],
		});
		const result = await runEmnify(sandbox(), GET, {
			as: 'automation',
			credential: { username: ' zoe@example.com', password: 'pässwörd ' },
		});
		expect(result.status).toBe('success');
		const password = createHash('sha1').update('pässwörd ', 'utf8').digest('hex');
		expect(signInBodies()).toEqual([{ username: 'zoe@example.com', password }]);
	});

	test('a fingerprint, which takes the place of the code', async () => {
		sandbox().state.user(USERS.ben).roles = [1];
		const result = await runEmnify(sandbox(), GET, {
			as: 'ben',
			credential: { fingerprintSecret: BEN_FINGERPRINT },
		});
		expect(rows(result)).toMatchObject([{ id: USERS.ana }]);
		expect(signInBodies()).toMatchObject([{ fingerprint: BEN_FINGERPRINT }]);
	});

	test('the token to the API, and no token to the sign-in', async () => {
		await runEmnify(sandbox(), GET);
		const [signIn] = sandbox().requests;
		expect(signIn?.headers.authorization).toBeUndefined();
		expect(signIn?.headers.accept).toBe('application/json');
		expect(signIn?.headers['content-type']).toBe('application/json');
	});
});

const REFUSED = /^emnify did not accept the credential$/;
const WRONG: Array<[string, EmnifyRun]> = [
	['a wrong application token', { applicationToken: 'wrong' }],
	['a revoked application token', { applicationToken: 'sandbox-application-token-revoked' }],
	['a wrong password', { as: 'automation', credential: { password: 'wrong' } }],
	['a suspended user', { as: 'suspended' }],
];

describe.each(WRONG)('%s', (_, run) => {
	test.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'is asked for once per run, %s',
		async (onError) => {
			const result = await runEmnify(sandbox(), EACH, { items: fiftyUsers(), onError, ...run });
			expect(sandbox().signIns).toBe(1);
			expect(calls(sandbox())).toEqual([]);
			const told =
				onError === 'stopWorkflow'
					? [result.error?.message]
					: result.outputs.flat().map(({ json }) => json.message);
			expect(told).toHaveLength(onError === 'stopWorkflow' ? 1 : 50);
			for (const message of told) expect(message).toMatch(REFUSED);
		},
	);

	test('is asked for once with Retry On Fail too', async () => {
		for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const) {
			sandbox().clearRequests();
			const result = await runEmnify(sandbox(), GET, {
				onError,
				retryOnFail: true,
				maxTries: 5,
				waitBetweenTries: 1,
				...run,
			});
			expect(result.error?.message ?? rows(result)[0]?.message).toMatch(REFUSED);
			expect(sandbox().signIns).toBe(1);
		}
	});

	test('is asked for once by two nodes of one execution', async () => {
		const executionId = `two nodes ${_}`;
		await runEmnify(sandbox(), GET, { executionId, ...run });
		await runEmnify(sandbox(), GET, { executionId, name: 'A second node', ...run });
		expect(sandbox().signIns).toBe(1);
	});

	test('is asked for once where a token that had worked has ended', async () => {
		const credentialStore = new CredentialStore();
		await runEmnify(sandbox(), GET, { credentialStore });
		const saved = credentialStore.get(`id-of-${CREDENTIAL}`, CREDENTIAL);
		const { sessionToken } = saved.data;
		credentialStore.put({
			...saved,
			data: { ...credentialData(sandbox(), run), sessionToken } as never,
		});
		sandbox().expireTokens();
		sandbox().clearRequests();
		const result = await runEmnify(sandbox(), EACH, {
			credentialStore,
			items: fiftyUsers(),
			onError: 'continueRegularOutput',
		});
		expect(sandbox().signIns).toBe(1);
		for (const { message } of rows(result)) expect(message).toMatch(REFUSED);
	});
});

describe('a sign-in that gives no token', () => {
	test.each([401, 429] as const)('a locked account is told (%i)', async (lockoutStatus) => {
		sandbox().updateSettings({ lockoutStatus });
		const wrong: EmnifyRun = { as: 'automation', credential: { password: 'wrong' } };
		const messages = [];
		for (let i = 0; i < 3; i++)
			messages.push((await runEmnify(sandbox(), GET, wrong)).error?.message);
		const locked = await runEmnify(sandbox(), GET, { as: 'automation' });
		expect(messages.slice(0, 2)).toEqual(Array(2).fill('emnify did not accept the credential'));
		expect([messages[2], locked.error?.message]).toEqual(
			Array(2).fill('emnify has locked the account after refused sign-ins'),
		);
		expect(sandbox().signIns).toBe(4);
	});

	test.each(['ben', 'tom'] as const)('a second factor that is needed is told (%s)', async (as) => {
		const result = await runEmnify(sandbox(), EACH, {
			as,
			items: fiftyUsers(),
			onError: 'continueRegularOutput',
		});
		expect(sandbox().signIns).toBe(1);
		expect(rows(result)).toHaveLength(50);
		expect(rows(result)[0]?.message).toBe('emnify wants a second factor for this sign-in');
		const { description } = rows(result)[49]?.error as Record<string, string>;
		for (const way of [
			'application token',
			'Fingerprint',
			'Start Sign-In',
			'Answer MFA Challenge',
		]) {
			expect(description).toContain(way);
		}
	});

	test.each([
		['not read', { kind: 'status', status: 400, body: { message: 'no' } }, /could not read/],
		['404', { kind: 'status', status: 404, body: { message: 'no' } }, /without an access token/],
		['500', { kind: 'status', status: 500 }, /not able to take a sign-in now$/],
		['a page', { kind: 'html', status: 200 }, /without an access token$/],
		['nothing', { kind: 'emptyBody' }, /without an access token$/],
		['half a body', { kind: 'invalidJson' }, /without an access token$/],
		['a cut connection', { kind: 'reset' }, /got no answer$/],
		['a cut answer', { kind: 'cutBody' }, /got no answer$/],
	] as const)('%s: told, and sent once', async (_, fault, message) => {
		sandbox().fault({ ...fault, path: '/api/v1/authenticate', times: 'always' });
		const result = await runEmnify(sandbox(), EACH, {
			items: fiftyUsers().slice(0, 5),
			onError: 'continueRegularOutput',
		});
		expect(sandbox().signIns).toBe(1);
		expect(rows(result)).toHaveLength(5);
		for (const row of rows(result)) expect(row.message).toMatch(message);
	});

	test('a redirect is not followed', async () => {
		const location = `${sandbox().url}/elsewhere`;
		sandbox().fault({ kind: 'redirect', location, path: '/api/v1/authenticate', status: 307 });
		const result = await runEmnify(sandbox(), GET);
		expect(result.error?.message).toBe(
			'The sign-in was answered with a redirect, which is not followed',
		);
		expect(sandbox().requests).toHaveLength(1);
	});

	test.each([
		['application token', { applicationToken: '  ' }],
		['username', { as: 'automation', credential: { username: ' ' } }],
		['password', { as: 'automation', credential: { password: '' } }],
	] as Array<[string, EmnifyRun]>)('an empty %s sends nothing', async (_, run) => {
		const result = await runEmnify(sandbox(), GET, run);
		expect(result.error?.message).toBe('The emnify credential is not complete');
		expect(sandbox().requests).toEqual([]);
	});

	test.each([
		'',
		'evil.com#HOST',
		'HOST@evil.com',
		'HOST/api',
		'HOST/..',
		'HOST?',
		'10.0.0.1',
		'http://evil.com',
	])('the base URL %j sends nothing', async (pattern) => {
		const baseUrl = pattern.replace('HOST', sandbox().host);
		for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const) {
			const result = await runEmnify(sandbox(), GET, { credential: { baseUrl }, onError });
			const told = (result.error?.message ?? rows(result)[0]?.message) as string;
			expect(told).toMatch(/'Base URL' of the emnify credential is not a host name|required/);
		}
		expect(sandbox().requests).toEqual([]);
	});

	test('a base URL with a closing slash is understood', async () => {
		const result = await runEmnify(sandbox(), GET, {
			credential: { baseUrl: ` ${sandbox().url}/ ` },
		});
		expect(rows(result)).toMatchObject([{ id: USERS.ana }]);
	});
});

test('a refused sign-in on a lookup is told as such', async () => {
	const result = await runEmnify(
		sandbox(),
		operation('user', 'get', { userId: byUsername(USERNAMES.ana) }),
		{ applicationToken: 'wrong' },
	);
	expect(result.error?.message).toMatch(REFUSED);
	expect(sandbox().signIns).toBe(1);
});

test('no secret of the credential stands in the stored run', async () => {
	const secrets = ['sandbox-application-token-of-admin', passwordOf('automation')];
	const digest = createHash('sha1').update(passwordOf('automation')).digest('hex');
	const runs = [
		await runEmnify(sandbox(), GET),
		await runEmnify(sandbox(), GET, { as: 'automation' }),
		await runEmnify(sandbox(), GET, {
			as: 'ben',
			credential: { password: passwordOf('automation') },
		}),
		await runEmnify(sandbox(), GET, { applicationToken: `${secrets[0] ?? ''}x` }),
	];
	for (const result of runs) {
		for (const secret of [...secrets, digest, 'eyJ']) {
			expect(result.serialized()).not.toContain(secret);
		}
	}
});
