import type { INodeProperties } from 'n8n-workflow';

/** A record picked from a searchable list or by its ID. */
export function listOrId(field: {
	displayName: string;
	name: string;
	description: string;
	/** Name of the method in `methods.listSearch` that fills the list. */
	search: string;
	/** An ID as it looks like at the service. */
	example: string;
}): INodeProperties {
	return {
		displayName: field.displayName,
		name: field.name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description: field.description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: field.search, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: `e.g. ${field.example}` },
		],
	};
}
