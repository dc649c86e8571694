import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { testOriginExpression } from '../nodes/shared/host';

export class Auth0MfaTokenApi implements ICredentialType {
	name = 'auth0MfaTokenApi';

	displayName = 'Auth0 MFA Token API';

	icon: Icon = { light: 'file:../icons/auth0.svg', dark: 'file:../icons/auth0.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-mfa/n8n-nodes-mfa/blob/main/docs/auth0.md#credentials';

	properties: INodeProperties[] = [
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
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Management API token from the Auth0 dashboard. It expires, after 24 hours unless set otherwise, and cannot be renewed: for trying things out.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.accessToken}}' } },
	};

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
						'Auth0 accepted the token, but it lacks the permission read:users, which the node needs to find users',
				},
			},
		],
	};
}
