import type { IDataObject, IRun, ITaskData } from 'n8n-workflow';

/** What one node of the workflow did, as n8n itself recorded it. */
export interface NodeRun {
	name: string;
	status: string;
	/** Milliseconds that the node ran. */
	ms: number;
	/** JSON of the items on its first output. */
	items: IDataObject[];
	error?: { message: string; description?: string };
}

/** One run of a workflow, as n8n itself recorded it. */
export interface Execution {
	status: string;
	startedAt: string;
	stoppedAt: string;
	/** In the order in which they ran. */
	nodes: NodeRun[];
	error?: { message: string; description?: string };
}

/**
 * Reads what `n8n execute --rawOutput` prints. Lines of n8n's log stand around
 * the JSON, and a failed run is printed through the log as well.
 *
 * @returns undefined when the output holds no run, because n8n did not get so far
 */
export function readExecution(output: string): Execution | undefined {
	const json = /^\{\r?$[^]*?^\}\r?$/m.exec(output)?.[0];
	if (json === undefined) return undefined;
	const run = JSON.parse(json) as IRun;
	const { runData, error } = run.data.resultData;
	const nodes = Object.entries(runData).flatMap(([name, tasks]) =>
		tasks.map((task) => ({ name, order: task.executionIndex, task })),
	);
	nodes.sort((a, b) => a.order - b.order);
	return {
		status: run.status,
		startedAt: String(run.startedAt),
		stoppedAt: String(run.stoppedAt),
		nodes: nodes.map(({ name, task }) => nodeRun(name, task)),
		...(error ? { error: inWords(error) } : {}),
	};
}

function nodeRun(name: string, task: ITaskData): NodeRun {
	return {
		name,
		status: task.executionStatus ?? 'unknown',
		ms: task.executionTime,
		items: (task.data?.main?.[0] ?? []).map((item) => item.json),
		...(task.error ? { error: inWords(task.error) } : {}),
	};
}

function inWords(error: { message: string; description?: string | null }) {
	const { message, description } = error;
	return description ? { message, description } : { message };
}
