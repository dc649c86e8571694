import type { Credential } from '../../demo/lib/credentials';
import { CLIENTS, STATIC_TOKENS, type Auth0Sandbox } from '../../sandbox/auth0';
import { APPLICATION_TOKENS, type EmnifySandbox } from '../../sandbox/emnify';

export const OAUTH2 = { auth0MfaOAuth2Api: { id: 'benchOAuth2', name: 'Bench OAuth2' } };
export const TOKEN = { auth0MfaTokenApi: { id: 'benchToken', name: 'Bench token' } };
export const EMNIFY = { emnifyMfaApi: { id: 'benchEmnify', name: 'Bench emnify' } };

/** Each of our nodes gets the kind that runs unattended; the others the one that needs least. */
export function auth0Credentials({ host }: Auth0Sandbox): Credential[] {
	const { client_id: clientId, client_secret: clientSecret } = CLIENTS.all;
	return [
		{
			...OAUTH2.auth0MfaOAuth2Api,
			type: 'auth0MfaOAuth2Api',
			data: { domain: host, clientId, clientSecret, audience: '' },
		},
		{
			...TOKEN.auth0MfaTokenApi,
			type: 'auth0MfaTokenApi',
			data: { domain: host, accessToken: STATIC_TOKENS.all },
		},
	];
}

export function emnifyCredentials({ url }: EmnifySandbox): Credential[] {
	return [
		{
			...EMNIFY.emnifyMfaApi,
			type: 'emnifyMfaApi',
			data: {
				baseUrl: url,
				signInWith: 'applicationToken',
				applicationToken: APPLICATION_TOKENS.all.token,
			},
		},
	];
}
