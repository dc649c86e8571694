import type { Item } from '../item';
import { now } from '../time';
import type { LifecycleRecord, StepLine } from './record';
import { canBeRead, isLineOf, type JudgedStep } from './outcome';
import type { AccountFacts } from './provider';

/**
 * What earlier tries of a node did to a user. n8n's Retry On Fail runs a node again with all its
 * items: the second try finds a user blocked whom the first blocked seconds ago, and without this
 * its record would say that there was nothing to do.
 */
export interface EarlierTry {
	/** What all tries up to this one did, without what they were to hand over. */
	record: LifecycleRecord;
	/** What the first of them was told of the account: a step may have taken a role since. */
	facts: AccountFacts;
}

/** Users of one execution that are remembered. */
const MOST_TRIES = 10_000;
/** Executions without a signal that are remembered, and for how long after their last record. */
const MOST_EXECUTIONS = 50;
const HOLDS_MS = 60 * 60_000;

/**
 * By the signal that stops an execution: there is one for each execution, the same for all tries of
 * all its nodes, and n8n drops it with the execution.
 */
const bySignal = new WeakMap<AbortSignal, Map<string, EarlierTry>>();
const byId = new Map<string, { tries: Map<string, EarlierTry>; until: number }>();

/** What an earlier try of this node did for this item to this user; undefined when there was none. */
export function earlierTry(item: Item, userId: string): EarlierTry | undefined {
	if (item.run.node.retryOnFail !== true) return undefined;
	return triesOf(item).get(keyOf(item, userId));
}

/** The records of all users that earlier tries of this node worked on for this item. */
export function earlierRecords(item: Item): LifecycleRecord[] {
	if (item.run.node.retryOnFail !== true) return [];
	const start = keyOf(item, '').slice(0, -'""]'.length);
	return [...triesOf(item)]
		.filter(([key]) => key.startsWith(start))
		.map(([, { record }]) => record);
}

/** Keeps what this try did, for the next one. */
export function rememberTry(item: Item, userId: string, done: EarlierTry): void {
	if (item.run.node.retryOnFail !== true) return;
	const tries = triesOf(item);
	const [oldest] = tries.keys();
	if (tries.size >= MOST_TRIES && oldest !== undefined) tries.delete(oldest);
	tries.set(keyOf(item, userId), done);
}

function triesOf({ run }: Item): Map<string, EarlierTry> {
	if (run.signal !== undefined) {
		const known = bySignal.get(run.signal) ?? new Map<string, EarlierTry>();
		bySignal.set(run.signal, known);
		return known;
	}
	const time = now();
	for (const [id, { until }] of byId) if (until < time) byId.delete(id);
	const tries = byId.get(run.executionId)?.tries ?? new Map<string, EarlierTry>();
	if (run.executionId === '') return tries;
	// Last in the map is who was met last.
	byId.delete(run.executionId);
	byId.set(run.executionId, { tries, until: time + HOLDS_MS });
	const [oldest] = byId.keys();
	if (byId.size > MOST_EXECUTIONS && oldest !== undefined) byId.delete(oldest);
	return tries;
}

/** Another pass of a loop is another run of the node, and no second try. */
function keyOf({ run, index, operation }: Item, userId: string): string {
	const { context } = run;
	const proxy = 'getWorkflowDataProxy' in context ? context.getWorkflowDataProxy(index) : {};
	const runIndex: unknown = (proxy as { $runIndex?: unknown }).$runIndex;
	return JSON.stringify([
		run.node.id,
		run.node.name,
		runIndex,
		index,
		operation.option.value,
		userId,
	]);
}

/**
 * The lines of all tries together. What an earlier try did stays done, with its time, where this one
 * found nothing left to do; what an earlier one left open or could not do counts as this one tells it.
 *
 * @param remaining ids of what was still there at the last look of this try
 */
export function withEarlier(
	lines: readonly StepLine[],
	earlier: readonly StepLine[],
	steps: readonly JudgedStep[],
	remaining: readonly string[],
): StepLine[] {
	return steps.flatMap((step) => {
		const now = lines.filter((line) => isLineOf(line, step));
		// What cannot be read back was sent anew.
		if (!canBeRead(step)) return sentAnew(step, now, earlier);
		const told = new Set(now.filter(isAct).map(({ target }) => target));
		const carried = earlier
			.filter((line) => isLineOf(line, step) && line.target !== null && !told.has(line.target))
			.flatMap((line) => carry(line, now, remaining));
		if (carried.length === 0) return now;
		const done = new Set(carried.map(({ target }) => target));
		const rest = now.filter(
			({ target, result }) => result !== 'alreadyGone' || (target !== null && !done.has(target)),
		);
		return [...carried, ...rest];
	});
}

function sentAnew(
	step: JudgedStep,
	now: readonly StepLine[],
	earlier: readonly StepLine[],
): StepLine[] {
	if (now.some(({ result }) => result === 'done')) return [...now];
	return [...earlier.filter((line) => isLineOf(line, step) && line.result === 'done'), ...now];
}

/** True for a line that says more of its target than that it was not there. */
function isAct({ result }: StepLine): boolean {
	return result !== 'alreadyGone';
}

/** A line about a target, or that there is none, is written by who has read what there is. */
function hasLooked({ target, result }: StepLine): boolean {
	return target !== null || result === 'alreadyGone';
}

const SETTLED = '(settled by the next try, which did not find it any more)';

function carry(line: StepLine, now: readonly StepLine[], remaining: readonly string[]): StepLine[] {
	if (line.target !== null && remaining.includes(line.target)) return [];
	if (line.result === 'done') return [line];
	if (line.result !== 'unknown') return [];
	// Who could not look does not know more of it than before.
	if (!now.some(hasLooked)) return [line];
	// Sent, and gone when the next try looked: this very execution did it, as far as can be seen.
	const settled: StepLine = { ...line, result: 'done' };
	delete settled.code;
	return [{ ...settled, reason: `${line.reason ?? ''} ${SETTLED}`.trim() }];
}
