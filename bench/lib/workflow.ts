import type { IDataObject } from 'n8n-workflow';

/** A workflow as n8n imports it. */
export interface Workflow {
	id: string;
	name: string;
	active: false;
	settings: IDataObject;
	nodes: IDataObject[];
	connections: IDataObject;
}

export interface WorkflowNode {
	name: string;
	type: string;
	typeVersion?: number;
	parameters: IDataObject;
	credentials?: Record<string, { id: string; name: string }>;
	onError?: string;
	retryOnFail?: boolean;
	maxTries?: number;
	waitBetweenTries?: number;
}

/** A manual start, the users, then the given nodes, each fed with the users. */
export function workflowOf(
	id: string,
	users: { kind: string; first?: number; count: number },
	nodes: readonly WorkflowNode[],
): Workflow {
	const all: WorkflowNode[] = [
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
		{ name: 'Users', type: 'n8n-nodes-mfa-bench.benchUsers', parameters: users },
		...nodes,
	];
	const to = (names: readonly string[]) => ({
		main: [names.map((node) => ({ node, type: 'main', index: 0 }))],
	});
	return {
		id,
		name: id,
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: all.map((node, index) => ({
			id: `${id}-${index}`,
			typeVersion: 1,
			position: [240 * index, 0],
			...node,
		})),
		connections: { Start: to(['Users']), Users: to(nodes.map(({ name }) => name)) },
	};
}
