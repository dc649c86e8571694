import type { Execution, NodeRun } from './execution';
import type { Sandboxes } from './sandboxes';
import type { Workflow } from './workflow';

/** One workflow that the demo runs against the sandboxes. A further one is one more of these. */
export interface Scenario {
	/** The workflow as n8n imports it; its `id` never changes. */
	workflow: Workflow;
	/** Shows one node to who sees it for the first time. */
	isFirstSteps?: boolean;
	/** What the run did, taken from n8n's record of it and from the sandboxes. */
	report(execution: Execution, sandboxes: Sandboxes): Report;
}

export interface Report {
	/** One line per node worth telling: what it did. */
	steps: Array<{ node: string; did: string; ms: number }>;
	/** What the run is about, as a table. */
	result?: { columns: string[]; rows: string[][] };
	/** What else there is to say, such as where a file is. */
	notes?: string[];
	/** Why the run is not what the demo promises; empty when all is well. */
	complaints: string[];
}

/** The items that a node gave out, over all its runs; n8n's record has no types for them. */
export function rowsOf<Row>(execution: Execution, name: string): Row[] {
	return runsOf(execution, name).flatMap(({ items }) => items as Row[]);
}

export function runsOf(execution: Execution, name: string): NodeRun[] {
	return execution.nodes.filter((node) => node.name === name);
}

/** What became of each node, in words; `words` has those of the nodes that say more than a number. */
export function stepsOf(
	execution: Execution,
	words: Readonly<Record<string, (rows: NodeRun['items']) => string>>,
): Report['steps'] {
	return execution.nodes.map(({ name, items, error, ms }) => ({
		node: name,
		did: error
			? [error.message, error.description].filter(Boolean).join('\n')
			: (words[name]?.(items) ?? (items.length === 1 ? '1 item' : `${items.length} items`)),
		ms,
	}));
}

/** Why n8n calls the run anything but a success; empty when it does not. */
export function failureOf({ status, error }: Execution): string[] {
	return status === 'success' ? [] : [error?.message ?? `n8n calls the run "${status}"`];
}
