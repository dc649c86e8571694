import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { originExpression, testOriginExpression } from '../nodes/shared/host';

export class Auth0MfaOAuth2Api implements ICredentialType {
	name = 'auth0MfaOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Auth0 MFA OAuth2 API';

	icon: Icon = { light: 'file:../icons/auth0.svg', dark: 'file:../icons/auth0.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-mfa/n8n-nodes-mfa/blob/main/docs/auth0.md#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'clientCredentials',
		},
		{
			displayName: 'Domain',
			name: 'domain',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. tenant.eu.auth0.com',
			description:
				'Domain of the tenant, or its custom domain: the host alone. Anything else is refused and nothing is sent (n8n then says "Invalid URL").',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: originExpression('domain', '/oauth/token'),
		},
		{
			displayName: 'Audience',
			name: 'audience',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://tenant.eu.auth0.com/api/v2/',
			description:
				'Needed with a custom domain only: the Management API of the tenant, https://, its own domain and /api/v2/ with the closing slash',
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
			default: true,
		},
		{
			displayName: 'Additional Body Properties',
			name: 'additionalBodyProperties',
			type: 'hidden',
			default: `={{ JSON.stringify({ audience: $self["audience"] || ${originExpression('domain', '/api/v2/').slice(4, -3)} }) }}`,
		},
	];

	test: ICredentialTestRequest = {
		request: {
			baseURL: testOriginExpression('domain', '/api/v2'),
			url: '/users',
			qs: { per_page: 1, fields: 'user_id', include_fields: true },
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'Auth0 accepted the application, but it lacks the permission read:users, which the node needs to find users',
				},
			},
		],
	};
}
