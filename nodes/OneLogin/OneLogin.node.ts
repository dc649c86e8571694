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
import { listSearch } from './methods';
import { oneLogin } from './provider';

export class OneLogin implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'OneLogin MFA',
		name: 'oneLogin',
		icon: { light: 'file:../../icons/onelogin.svg', dark: 'file:../../icons/onelogin.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: SUBTITLE,
		description:
			'Manage MFA devices and access of users at OneLogin: list, enroll, challenge, verify, remove, suspend',
		defaults: { name: 'OneLogin MFA' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'oneLoginMfaOAuth2Api', required: true }],
		properties: [
			resourceDropdown(resources, 'device'),
			...resources.flatMap(resourceProperties),
			nodeOptions(oneLogin.pace),
		],
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await route(this, oneLogin, resources);
	}
}
