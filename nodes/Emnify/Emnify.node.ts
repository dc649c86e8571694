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
import { emnify } from './provider';

export class Emnify implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'emnify MFA',
		name: 'emnify',
		icon: { light: 'file:../../icons/emnify.svg', dark: 'file:../../icons/emnify.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: SUBTITLE,
		description:
			'Manage MFA keys, trusted devices and access of users at emnify: list, create, delete, suspend, revoke',
		defaults: { name: 'emnify MFA' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'emnifyMfaApi', required: true }],
		properties: [
			resourceDropdown(resources, 'mfaKey'),
			...resources.flatMap(resourceProperties),
			nodeOptions(emnify.pace),
		],
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await route(this, emnify, resources);
	}
}
