import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../item';

/** Return All and Limit, for operations that give many. */
export const listFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		displayOptions: { show: { returnAll: [false] } },
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
	},
];

/** How many results the item asks for; Infinity for all. */
export function wantedCount(item: Item): number {
	return item.flag('returnAll') ? Infinity : item.whole('limit', 1);
}
