import './container';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import { Workflow } from 'n8n-workflow';
import type {
	ExecutionBaseError,
	ExecutionStatus,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
	IRun,
	IRunData,
	IWorkflowBase,
	NodeConnectionType,
	OnError,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { additionalDataFor } from './additional-data';
import { clock } from './clock';
import { CredentialStore } from './credential-store';
import { LINE } from './line';
import { type LogEntry, observed } from './log-capture';
import { credentialsHelperFor, nodeFor, type NodeSetup } from './node-setup';
import { nodeTypesOf } from './node-types';
import { searchable } from './serialize';

export interface RunNodeOptions extends NodeSetup {
	/** Input items: plain objects, or n8n items when they have a `json` key. One empty item by default. */
	items?: Array<IDataObject | INodeExecutionData>;
	/** "On Error" in the node's settings. */
	onError?: OnError;
	retryOnFail?: boolean;
	/** 2 to 5, as n8n limits it. */
	maxTries?: number;
	/** Milliseconds; n8n's own default is 1000, which it also takes for 0, here 1. */
	waitBetweenTries?: number;
	/** How often the node is run in the execution, each time with all items, as in a loop. */
	passes?: number;
	executionId?: string;
	workflow?: { id?: string; name?: string };
	mode?: WorkflowExecuteMode;
	/** Stops the run as the workflow setting "Timeout" does, after so many milliseconds. */
	timeoutMs?: number;
	/** Stops the run as n8n's Stop button does, after so many milliseconds or when the promise settles. */
	cancelAfter?: number | Promise<unknown>;
}

export interface RunNodeResult {
	/** `success`, `error` or `canceled`. */
	status: ExecutionStatus;
	/** What stopped the workflow, as n8n stores it. */
	error: ExecutionBaseError | undefined;
	/** Items by output of the node; with `continueErrorOutput` the errors are in `outputs[1]`. */
	outputs: INodeExecutionData[][];
	/** The run data of all nodes, as n8n stores it. */
	runData: IRunData;
	/** Everything written through `this.logger` and by the engine, in order. */
	logs: LogEntry[];
	/** How often n8n wrote a token back to the credential during this run. */
	tokenUpdates: number;
	/** All that n8n would store or log of this run, as one string: search it for secrets. */
	serialized: () => string;
}

const TRIGGER = 'Start';
const TRIGGER_TYPE = 'engine-tests.start';
const MAIN = 'main' as NodeConnectionType;

/**
 * Runs one node in n8n-core's execution engine, after a trigger that emits the
 * items, and gives back what n8n would have stored. Never rejects because of
 * the node: look at `status` and `error`.
 */
export async function runNode(options: RunNodeOptions): Promise<RunNodeResult> {
	const store = options.credentialStore ?? new CredentialStore();
	const helper = credentialsHelperFor(options, store);
	const node = nodeFor(options);
	Object.assign(node, {
		onError: options.onError,
		retryOnFail: options.retryOnFail,
		maxTries: options.maxTries,
		waitBetweenTries: options.waitBetweenTries ?? 1,
	});
	const mode = options.mode ?? 'trigger';
	const executionId = options.executionId ?? '4711';
	const workflow = new Workflow({
		id: options.workflow?.id ?? 'engine-tests',
		name: options.workflow?.name ?? 'Engine test',
		nodes: [triggerNode(), node],
		connections: {
			[TRIGGER]: {
				main: [
					Array.from({ length: options.passes ?? 1 }, () => ({
						node: node.name,
						type: MAIN,
						index: 0,
					})),
				],
			},
		},
		active: false,
		nodeTypes: nodeTypesOf({
			[TRIGGER_TYPE]: triggerEmitting(options.items ?? [{}]),
			[node.type]: options.node,
		}),
		settings: { executionOrder: 'v1' },
	});

	const hooks = new ExecutionLifecycleHooks(
		mode,
		executionId,
		workflow as unknown as IWorkflowBase,
	);
	let stored: { run: IRun; text: string } | undefined;
	hooks.addHandler('workflowExecuteAfter', (run) => {
		// A stopped run comes here twice. n8n keeps what it had at the first time,
		// while the engine goes on writing into the same object.
		stored ??= { run: asItStands(run), text: searchable(run) };
	});
	const additionalData = additionalDataFor(helper, {
		executionId,
		workflowId: workflow.id,
	});
	Object.assign(additionalData, { hooks });

	const logs: LogEntry[] = [];
	const tokenUpdatesBefore = store.tokenUpdates;
	await observed(logs, async () => {
		const engine = new WorkflowExecute(additionalData, mode);
		const execution = start(engine, workflow, workflow.getNode(TRIGGER) as INode);
		const endStops = stopLater(options, engine, execution);
		try {
			await execution;
		} finally {
			endStops();
		}
	});

	if (!stored) throw new Error('The engine ended without the hook workflowExecuteAfter');
	const { run, text } = stored;
	const { resultData } = run.data;
	return {
		status: run.status,
		error: resultData.error as ExecutionBaseError | undefined,
		outputs: (resultData.runData[node.name]?.at(-1)?.data?.main ?? []).map((items) => items ?? []),
		runData: resultData.runData,
		logs,
		tokenUpdates: store.tokenUpdates - tokenUpdatesBefore,
		serialized: () => text + searchable(logs),
	};
}

function asItStands(run: IRun): IRun {
	const { resultData } = run.data;
	const runData = Object.fromEntries(
		Object.entries(resultData.runData).map(([name, tasks]) => [name, [...tasks]]),
	);
	return { ...run, data: { ...run.data, resultData: { ...resultData, runData } } };
}

type Execution = ReturnType<WorkflowExecute['run']>;

function start(engine: WorkflowExecute, workflow: Workflow, startNode: INode): Execution {
	if (LINE === 2) return engine.run({ workflow, startNode });
	const run = engine.run.bind(engine) as unknown as (w: Workflow, n: INode) => Execution;
	return run(workflow, startNode);
}

/** Arranges the stops that the options ask for, and gives back what calls them off. */
function stopLater(
	options: RunNodeOptions,
	engine: WorkflowExecute,
	execution: Execution,
): () => void {
	const timers: Array<() => void> = [];
	let over = false;
	const stop = (): void => {
		if (!over) execution.cancel();
	};
	const { cancelAfter, timeoutMs } = options;
	if (typeof cancelAfter === 'number') timers.push(clock.after(cancelAfter, stop));
	else if (cancelAfter) void cancelAfter.then(stop, stop);
	if (timeoutMs !== undefined) {
		const timeOut = (): void => {
			engine.timedOut = true;
			stop();
		};
		timers.push(clock.after(timeoutMs, timeOut));
	}
	return () => {
		over = true;
		for (const callOff of timers) callOff();
	};
}

function triggerNode(): INode {
	return {
		id: 'trigger',
		name: TRIGGER,
		type: TRIGGER_TYPE,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
}

function triggerEmitting(items: Array<IDataObject | INodeExecutionData>): INodeType {
	return {
		description: {
			displayName: TRIGGER,
			name: 'start',
			group: ['trigger'],
			version: 1,
			description: '',
			defaults: { name: TRIGGER },
			inputs: [],
			outputs: [MAIN],
			properties: [],
		},
		async execute() {
			return [items.map((item) => (isItem(item) ? item : { json: item }))];
		},
	};
}

const ITEM_KEYS = new Set(['json', 'binary', 'pairedItem', 'error']);

function isItem(item: IDataObject | INodeExecutionData): item is INodeExecutionData {
	return (
		typeof item.json === 'object' &&
		item.json !== null &&
		Object.keys(item).every((key) => ITEM_KEYS.has(key))
	);
}
