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

/** Which users a node gets; see nodes/BenchUsers.node.js. */
export interface Users {
	kind: 'auth0' | 'emnify';
	first?: number;
	count: number;
}

/** A node, and the users that it gets. */
export interface Branch {
	users: Users;
	node: WorkflowNode;
}

/** A manual start, then one branch after the other: users, and the node that works on them. */
export function workflowOf(id: string, branches: readonly Branch[]): Workflow {
	const sources = branches.map(
		({ users, node }): WorkflowNode => ({
			name: `Users of ${node.name}`,
			type: 'n8n-nodes-mfa-bench.benchUsers',
			parameters: { ...users },
		}),
	);
	const start = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} };
	const to = (names: readonly string[]) => ({
		main: [names.map((node) => ({ node, type: 'main', index: 0 }))],
	});
	return {
		id,
		name: id,
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [start, ...sources, ...branches.map(({ node }) => node)].map((node, index) => ({
			id: `${id}-${index}`,
			typeVersion: 1,
			position: [0, 100 * index],
			...node,
		})),
		connections: {
			Start: to(sources.map(({ name }) => name)),
			...Object.fromEntries(
				branches.map(({ node }, index) => [sources[index]?.name ?? '', to([node.name])]),
			),
		},
	};
}
