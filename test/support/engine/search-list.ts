import './container';
import { LoadOptionsContext } from 'n8n-core';
import { NodeHelpers, Workflow } from 'n8n-workflow';
import type { INode, INodeListSearchResult } from 'n8n-workflow';
import { additionalDataFor } from './additional-data';
import { CredentialStore } from './credential-store';
import { type LogEntry, observed } from './log-capture';
import { nodeTypesOf } from './node-types';
import { credentialsHelperFor, nodeFor, type NodeSetup } from './node-setup';

export interface SearchListOptions extends NodeSetup {
	/** Name of the function in the node's `methods.listSearch`. */
	method: string;
	/** What the user typed into the search field. */
	filter?: string;
	/** As the last answer gave it, to get the next page. */
	paginationToken?: string;
}

/**
 * Runs a list search as n8n's editor does when the user opens or filters a
 * resource locator. Rejects with what the method throws, which the editor shows.
 */
export async function searchList(options: SearchListOptions): Promise<INodeListSearchResult> {
	const store = options.credentialStore ?? new CredentialStore();
	const node = nodeFor(options);
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypesOf({ [node.type]: options.node }),
	});
	const withDefaults = workflow.getNode(node.name) as INode;
	const additionalData = additionalDataFor(credentialsHelperFor(options, store), {
		currentNodeParameters: withDefaults.parameters,
	});
	const context = new LoadOptionsContext(workflow, withDefaults, additionalData, '');
	const type = NodeHelpers.getVersionedNodeType(options.node, node.typeVersion);
	const search = type.methods?.listSearch?.[options.method];
	if (!search) throw new Error(`The node has no list search "${options.method}"`);
	const logs: LogEntry[] = [];
	return await observed(logs, async () => {
		return await search.call(context, options.filter, options.paginationToken);
	});
}
