import { OneLoginMfaOAuth2Api } from '../../../credentials/OneLoginMfaOAuth2Api.credentials';
import { CLIENTS, USERS } from '../../../sandbox/onelogin/seed';
import { LINE, testCredential } from '../../support/engine';
import { byId, runOneLogin, sandboxForTests } from './setup';

const sandbox = sandboxForTests();

const check = async (
	data: Record<string, string>,
	client: { client_id: string; client_secret: string } = CLIENTS.manageAll,
) =>
	await testCredential({
		credentialType: new OneLoginMfaOAuth2Api(),
		data: {
			subdomain: sandbox().host,
			clientId: client.client_id,
			clientSecret: client.client_secret,
			...data,
		},
	});

test.each(['manageAll', 'readAll', 'manageUsers', 'readUsers'] as const)(
	'a pair of scope %s passes before first use, with one call that reads no user',
	async (name) => {
		expect(await check({}, CLIENTS[name])).toMatchObject({ status: 'OK' });
		expect(sandbox().tokenRequests).toBe(1);
		expect(sandbox().requests.map(({ path }) => path)).toEqual([
			'/auth/oauth2/v2/token',
			'/auth/rate_limit',
		]);
	},
);

test('a wrong secret fails', async () => {
	expect(await check({ clientSecret: 'wrong' })).toMatchObject({ status: 'Error' });
});

test('a pair that may only sign in is told what it lacks', async () => {
	const result = await check({}, CLIENTS.authenticationOnly);
	expect(result.status).toBe('Error');
	// n8n 1.x does not look at a credential test's rules and says it in its own words.
	expect(result.message).toContain(LINE === 2 ? 'Authentication Only' : 'Authorization failed');
});

test('a host with scheme and slash is understood', async () => {
	expect(await check({ subdomain: ` http://${sandbox().host}/ ` })).toMatchObject({ status: 'OK' });
});

test.each([
	'evil.com#HOST',
	'HOST@evil.com',
	'HOST/..',
	'http://evil.com/HOST',
	'user:pw@HOST',
	'HOST.',
	'HOST?x=',
	'HOST\\@evil.com',
	'localhost.evil.com:80',
	'evil.com',
	'acme.onelogin.com.evil.com',
	'acme.onelogin.com:8443',
	'acme.onelogin.com/path',
	'onelogin.com',
	'evilonelogin.com',
	'acme_x',
	'-acme',
	'acme onelogin.com',
	'',
])('%s sends nothing, neither secret nor token', async (pattern) => {
	const subdomain = pattern.replace('HOST', sandbox().host);
	expect(await check({ subdomain })).toMatchObject({ status: 'Error' });
	const result = await runOneLogin(
		sandbox(),
		{ resource: 'user', operation: 'get', userId: byId(USERS.ana) },
		{ subdomain },
	);
	expect(result.error?.message).toMatch(
		/^The field 'Subdomain' of the OneLogin credential is (not a subdomain|empty)$/,
	);
	expect(sandbox().requests).toEqual([]);
});
