import { NodeHelpers } from 'n8n-workflow';
import type { INodeType, INodeTypes, IVersionedNodeType } from 'n8n-workflow';

/** n8n's register of node types, holding just the ones given. */
export function nodeTypesOf(types: Record<string, INodeType | IVersionedNodeType>): INodeTypes {
	const find = (type: string): INodeType | IVersionedNodeType => {
		const found = types[type];
		if (!found) throw new Error(`The harness knows no node type "${type}"`);
		return found;
	};
	return {
		getByName: find,
		getByNameAndVersion: (type, version) => NodeHelpers.getVersionedNodeType(find(type), version),
		getKnownTypes: () => ({}),
	};
}
