import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { nodeOptions } from '../shared/fields/nodeOptions';
import { SUBTITLE } from '../shared/fields/subtitle';
import { resourceDropdown, resourceProperties } from '../shared/operation';
import { route } from '../shared/router';
import { resources } from './actions';
import { customDomainOption } from './fields/customDomain';
import { listSearch } from './methods';
import { auth0 } from './provider';

export class Auth0 implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Auth0 MFA',
		name: 'auth0',
		icon: { light: 'file:../../icons/auth0.svg', dark: 'file:../../icons/auth0.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: SUBTITLE,
		description:
			'Manage MFA factors, sessions and access of users at Auth0: list, enroll, reset, revoke, block',
		defaults: { name: 'Auth0 MFA' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'auth0MfaOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
			{
				name: 'auth0MfaTokenApi',
				required: true,
				displayOptions: { show: { authentication: ['accessToken'] } },
			},
		],
		properties: [
			{
				displayName: 'Authentication',
				name: 'authentication',
				type: 'options',
				options: [
					// n8n 1.x begins a new credential with the first of them.
					{ name: 'OAuth2 (Recommended)', value: 'oAuth2' },
					{ name: 'Access Token', value: 'accessToken' },
				],
				default: 'oAuth2',
			},
			resourceDropdown(resources, 'authenticationMethod'),
			...resources.flatMap(resourceProperties),
			nodeOptions(auth0.pace, [customDomainOption]),
		],
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await route(this, auth0, resources);
	}
}
