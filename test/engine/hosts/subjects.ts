import type { ICredentialType, IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import { Auth0MfaOAuth2Api } from '../../../credentials/Auth0MfaOAuth2Api.credentials';
import { Auth0MfaTokenApi } from '../../../credentials/Auth0MfaTokenApi.credentials';
import { EmnifyMfaApi } from '../../../credentials/EmnifyMfaApi.credentials';
import { OneLoginMfaOAuth2Api } from '../../../credentials/OneLoginMfaOAuth2Api.credentials';
import { Auth0 } from '../../../nodes/Auth0/Auth0.node';
import { Emnify } from '../../../nodes/Emnify/Emnify.node';
import { OneLogin } from '../../../nodes/OneLogin/OneLogin.node';
import { startAuth0Sandbox } from '../../../sandbox/auth0';
import { CLIENTS as AUTH0_CLIENTS, STATIC_TOKENS } from '../../../sandbox/auth0/seed';
import { startEmnifySandbox } from '../../../sandbox/emnify';
import { APPLICATION_TOKENS } from '../../../sandbox/emnify/seed';
import { startOneLoginSandbox } from '../../../sandbox/onelogin';
import { CLIENTS as ONELOGIN_CLIENTS } from '../../../sandbox/onelogin/seed';
import type { AnySandbox } from '../reliability/subject';

/** A credential type with the node that uses it. */
export interface Subject {
	credential: ICredentialType;
	node: INodeType;
	/** The field for the host, and a host of the service. */
	field: string;
	home: string;
	/** A bare word in that field is a subdomain of the service. */
	takesWords: boolean;
	/** Where the access token comes from, if it is asked for. */
	tokenPath?: string;
	/** Who asks for it: n8n's OAuth2 client, or the credential's own code. */
	signsIn?: 'n8n' | 'own';
	/** A list that is read page by page. */
	list: INodeParameters;
	data: IDataObject;
	start(): Promise<AnySandbox>;
}

export const SUBJECTS: readonly Subject[] = [
	{
		credential: new Auth0MfaOAuth2Api(),
		node: new Auth0(),
		field: 'domain',
		home: 'tenant.auth0.com',
		takesWords: false,
		tokenPath: '/oauth/token',
		signsIn: 'n8n',
		list: { authentication: 'oAuth2', resource: 'user', operation: 'getAll', returnAll: true },
		data: {
			clientId: AUTH0_CLIENTS.all.client_id,
			clientSecret: AUTH0_CLIENTS.all.client_secret,
		},
		start: async () => (await startAuth0Sandbox()) as unknown as AnySandbox,
	},
	{
		credential: new Auth0MfaTokenApi(),
		node: new Auth0(),
		field: 'domain',
		home: 'tenant.auth0.com',
		takesWords: false,
		list: { authentication: 'accessToken', resource: 'user', operation: 'getAll', returnAll: true },
		data: { accessToken: STATIC_TOKENS.all },
		start: async () => (await startAuth0Sandbox()) as unknown as AnySandbox,
	},
	{
		credential: new OneLoginMfaOAuth2Api(),
		node: new OneLogin(),
		field: 'subdomain',
		home: 'acme.onelogin.com',
		takesWords: true,
		tokenPath: '/auth/oauth2/v2/token',
		signsIn: 'n8n',
		list: { resource: 'event', operation: 'getAll', returnAll: true },
		data: {
			clientId: ONELOGIN_CLIENTS.manageAll.client_id,
			clientSecret: ONELOGIN_CLIENTS.manageAll.client_secret,
		},
		start: async () => (await startOneLoginSandbox()) as unknown as AnySandbox,
	},
	{
		credential: new EmnifyMfaApi(),
		node: new Emnify(),
		field: 'baseUrl',
		home: 'cdn.emnify.net',
		takesWords: false,
		tokenPath: '/api/v1/authenticate',
		signsIn: 'own',
		list: { resource: 'user', operation: 'getAll', returnAll: true },
		data: {
			signInWith: 'applicationToken',
			applicationToken: APPLICATION_TOKENS.all.token,
		},
		start: async () => (await startEmnifySandbox()) as unknown as AnySandbox,
	},
];
