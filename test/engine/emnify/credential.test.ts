import { EmnifyMfaApi } from '../../../credentials/EmnifyMfaApi.credentials';
import { LINE, testCredential } from '../../support/engine';
import { credentialData, sandboxForTests, type EmnifyRun } from './setup';

/** The Test button of the credential. */
const sandbox = sandboxForTests();

const verdict = async (run: EmnifyRun = {}) =>
	await testCredential({
		credentialType: new EmnifyMfaApi(),
		data: credentialData(sandbox(), run) as never,
	});

test.each([
	['an application token', {}],
	['user credentials', { as: 'automation' }],
	['user credentials of the lowest role', { as: 'cleo' }],
] as Array<[string, EmnifyRun]>)('%s passes with one sign-in', async (_, run) => {
	expect(await verdict(run)).toMatchObject({ status: 'OK' });
	expect(sandbox().requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
		'POST /api/v1/authenticate',
		'GET /api/v1/user/mfa/status',
	]);
});

test.each([
	['a wrong application token', { applicationToken: 'wrong' }, 'did not accept the credential'],
	['a wrong password', { as: 'automation', credential: { password: 'x' } }, 'did not accept'],
	['a second factor', { as: 'ben' }, 'emnify wants a second factor for this sign-in'],
] as Array<[string, EmnifyRun, string]>)(
	'%s fails with one sign-in, and says why',
	async (_, run, text) => {
		const { status, message } = await verdict(run);
		expect(status).toBe('Error');
		expect(message).toContain(text);
		expect(sandbox().requests.map(({ path }) => path)).toEqual(['/api/v1/authenticate']);
	},
);

test('a locked account is told after one sign-in', async () => {
	sandbox().fault({
		kind: 'status',
		status: 401,
		body: { error_code: 1105, error_token: 'TooManyRequests', message: 'Too many' },
		path: '/api/v1/authenticate',
		times: 'always',
	});
	expect((await verdict({ as: 'automation' })).message).toContain('has locked the account');
	expect(sandbox().signIns).toBe(1);
});

test('who may not read MFA is told', async () => {
	sandbox().fault({
		kind: 'status',
		status: 403,
		body: { message: 'no' },
		path: '/api/v1/user/**',
	});
	const { status, message } = await verdict();
	expect(status).toBe('Error');
	// n8n 1.x does not look at a credential test's rules and says it in its own words.
	expect(message).toContain(LINE === 2 ? 'may not read MFA' : 'Forbidden');
	expect(sandbox().signIns).toBe(1);
});

test.each(['evil.com#HOST', 'HOST@evil.com', 'HOST/..', 'http://evil.com/HOST', 'HOST?x=', ''])(
	'the base URL %j sends neither secret nor token',
	async (pattern) => {
		const baseUrl = pattern.replace('HOST', sandbox().host);
		const { status, message } = await verdict({ credential: { baseUrl } });
		expect(status).toBe('Error');
		expect(message).toContain("'Base URL'");
		expect(sandbox().requests).toEqual([]);
	},
);

test('the secrets are masked, and the token is hidden', () => {
	const { properties } = new EmnifyMfaApi();
	const masked = properties.filter(({ typeOptions }) => typeOptions?.password === true);
	expect(masked.map(({ name }) => name)).toEqual([
		'applicationToken',
		'password',
		'fingerprintSecret',
		'sessionToken',
	]);
	expect(properties.find(({ name }) => name === 'sessionToken')?.type).toBe('hidden');
});
