import type { IDataObject } from 'n8n-workflow';
import { DEMO_CLIENT as AUTH0_CLIENT } from '../../sandbox/auth0';
import { APPLICATION_TOKENS, DEMO_USER as EMNIFY_USER } from '../../sandbox/emnify';
import { DEMO_CLIENT as ONELOGIN_CLIENT } from '../../sandbox/onelogin';
import type { Mailbox } from './mailbox';
import type { Sandboxes } from './sandboxes';

/** A credential as n8n imports it. */
export interface Credential {
	id: string;
	name: string;
	type: string;
	data: IDataObject;
}

/** The login to the form of the helpdesk, which is open on this machine only. */
export const HELPDESK = { user: 'helpdesk', password: 'sandbox-helpdesk' };

const AUTH0 = { id: 'auth0Sandbox', name: 'Auth0 sandbox' };
const ONELOGIN = { id: 'oneLoginSandbox', name: 'OneLogin sandbox' };
const EMNIFY = { id: 'emnifySandbox', name: 'emnify sandbox' };
const SMTP = { id: 'demoMailbox', name: 'Mailbox of the demo' };
const FORM = { id: 'helpdeskForm', name: 'Form of the helpdesk' };

/** Which credential each type of node takes in the templates. */
export const BY_NODE_TYPE = {
	'n8n-nodes-mfa.auth0': { auth0MfaOAuth2Api: AUTH0 },
	'n8n-nodes-mfa.oneLogin': { oneLoginMfaOAuth2Api: ONELOGIN },
	'n8n-nodes-mfa.emnify': { emnifyMfaApi: EMNIFY },
	'n8n-nodes-base.emailSend': { smtp: SMTP },
	'n8n-nodes-base.formTrigger': { httpBasicAuth: FORM },
};

/** All credentials of the demo, for services at these addresses. */
export function demoCredentials(
	sandboxes: Sandboxes,
	mailbox: Pick<Mailbox, 'port'>,
): Credential[] {
	const { auth0, oneLogin, emnify } = sandboxes;
	return [
		{
			...AUTH0,
			type: 'auth0MfaOAuth2Api',
			data: {
				domain: auth0.host,
				clientId: AUTH0_CLIENT.client_id,
				clientSecret: AUTH0_CLIENT.client_secret,
				audience: '',
			},
		},
		{
			...ONELOGIN,
			type: 'oneLoginMfaOAuth2Api',
			data: {
				subdomain: oneLogin.host,
				clientId: ONELOGIN_CLIENT.client_id,
				clientSecret: ONELOGIN_CLIENT.client_secret,
			},
		},
		{
			...EMNIFY,
			type: 'emnifyMfaApi',
			data: {
				baseUrl: emnify.url,
				signInWith: 'applicationToken',
				applicationToken: APPLICATION_TOKENS.all.token,
			},
		},
		{
			id: 'emnifySandboxUser',
			name: 'emnify sandbox (user credentials)',
			type: 'emnifyMfaApi',
			data: {
				baseUrl: emnify.url,
				signInWith: 'userCredentials',
				username: EMNIFY_USER.username,
				password: EMNIFY_USER.password,
			},
		},
		totp(
			'totpOfOneLogin',
			'Secret of the OneLogin device',
			'={{ $json.factor_data.totp_url.match(/secret=([A-Z2-7]+)/)[1] }}',
		),
		totp('totpOfEmnify', 'Secret of the emnify key', '={{ $json.secret_key }}'),
		{
			...SMTP,
			type: 'smtp',
			data: { host: '127.0.0.1', port: mailbox.port, secure: false, disableStartTls: true },
		},
		{ ...FORM, type: 'httpBasicAuth', data: HELPDESK },
	];
}

/** n8n's TOTP node takes its secret from its credential only, which may be an expression. */
function totp(id: string, name: string, secret: string): Credential {
	return { id, name, type: 'totpApi', data: { secret, label: 'demo:sandbox' } };
}
