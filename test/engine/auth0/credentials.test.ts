import { Auth0MfaOAuth2Api } from '../../../credentials/Auth0MfaOAuth2Api.credentials';
import { Auth0MfaTokenApi } from '../../../credentials/Auth0MfaTokenApi.credentials';
import { CLIENTS, STATIC_TOKENS } from '../../../sandbox/auth0/seed';
import { LINE, testCredential } from '../../support/engine';
import { sandboxForTests } from './setup';

const sandbox = sandboxForTests();

const oauth2 = async (data: Record<string, string>, client = CLIENTS.all) =>
	await testCredential({
		credentialType: new Auth0MfaOAuth2Api(),
		data: {
			domain: sandbox().host,
			clientId: client.client_id,
			clientSecret: client.client_secret,
			...data,
		},
	});

const token = async (data: Record<string, string>) =>
	await testCredential({
		credentialType: new Auth0MfaTokenApi(),
		data: { domain: sandbox().host, accessToken: STATIC_TOKENS.all, ...data },
	});

test('the right client passes before first use', async () => {
	expect(await oauth2({})).toMatchObject({ status: 'OK' });
	expect(sandbox().tokenRequests).toBe(1);
	expect(sandbox().requests[0]?.body).toMatchObject({
		grant_type: 'client_credentials',
		client_id: CLIENTS.all.client_id,
		client_secret: CLIENTS.all.client_secret,
		audience: `http://${sandbox().host}/api/v2/`,
	});
});

test('an audience of its own is sent as typed', async () => {
	const audience = 'https://mfa-sandbox.eu.auth0.com/api/v2/';
	expect(await oauth2({ audience })).toMatchObject({ status: 'OK' });
	expect(sandbox().requests[0]?.body).toMatchObject({ audience });
});

test('a domain with scheme and slash is understood', async () => {
	expect(await oauth2({ domain: ` http://${sandbox().host}/ ` })).toMatchObject({ status: 'OK' });
});

test('a wrong secret fails', async () => {
	expect(await oauth2({ clientSecret: 'wrong' })).toMatchObject({ status: 'Error' });
});

test('a client without read:users is told what it lacks', async () => {
	sandbox().setPermissions(CLIENTS.all.client_id, ['update:users']);
	const result = await oauth2({});
	expect(result.status).toBe('Error');
	// n8n 1.x does not look at a credential test's rules and says it in its own words.
	expect(result.message).toContain(LINE === 2 ? 'read:users' : 'Forbidden');
});

test('a static token passes, a wrong one fails', async () => {
	expect(await token({})).toMatchObject({ status: 'OK' });
	expect(await token({ accessToken: 'wrong' })).toMatchObject({ status: 'Error' });
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
	'',
])('%s sends nothing, neither secret nor token', async (pattern) => {
	const domain = pattern.replace('HOST', sandbox().host);
	expect(await oauth2({ domain })).toMatchObject({ status: 'Error' });
	expect(await token({ domain })).toMatchObject({ status: 'Error' });
	expect(sandbox().requests).toEqual([]);
});
