import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { ONELOGIN_HOME } from '../nodes/OneLogin/transport/home';
import { originExpression, testOriginExpression } from '../nodes/shared/host';

export class OneLoginMfaOAuth2Api implements ICredentialType {
	name = 'oneLoginMfaOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'OneLogin MFA OAuth2 API';

	icon: Icon = { light: 'file:../icons/onelogin.svg', dark: 'file:../icons/onelogin.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-mfa/n8n-nodes-mfa/blob/main/docs/onelogin.md#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'clientCredentials',
		},
		{
			displayName: 'Subdomain',
			name: 'subdomain',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. acme',
			description:
				'The part before .onelogin.com in the address of your login page. Older accounts may give the regional host, e.g. api.us.onelogin.com. Anything else is refused and nothing is sent (n8n then says "Invalid URL").',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: originExpression('subdomain', '/auth/oauth2/v2/token', ONELOGIN_HOME),
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
		{
			displayName: 'Send Additional Body Properties',
			name: 'sendAdditionalBodyProperties',
			type: 'hidden',
			default: false,
		},
	];

	test: ICredentialTestRequest = {
		request: {
			baseURL: testOriginExpression('subdomain', '', ONELOGIN_HOME),
			url: '/auth/rate_limit',
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'OneLogin gave a token but does not let it read anything: the scope of the API credential is Authentication Only, and the node needs Manage All (or Read All to look only)',
				},
			},
		],
	};
}
