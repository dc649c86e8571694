import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../../shared/item';
import type { ApiVersion } from '../transport/devices';

export const apiVersionField: INodeProperties = {
	displayName: 'API Version',
	name: 'apiVersion',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Version 1',
			value: 1,
			description: 'All devices, those not finished too. The scope Manage Users is enough.',
		},
		{
			name: 'Version 2',
			value: 2,
			description: 'Active devices only, more factors to enroll. Needs the scope Manage All.',
		},
	],
	default: 1,
	description: "Which version of OneLogin's MFA interface to use",
};

export function apiVersionOf(item: Item): ApiVersion {
	return item.whole('apiVersion', 1) === 1 ? 1 : 2;
}
