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

/** What was done for one item, by user. */
interface ItemTries {
	/** Which node of the workflow, and which of its runs. */
	node: string;
	index: number;
	users: Map<string, EarlierTry>;
}

/** What was done in one execution, by item; who was worked on first stands first. */
interface Tries {
	items: Map<string, ItemTries>;
	count: number;
}

/**
 * By the signal that stops an execution: there is one for each execution, the same for all tries of
 * all its nodes, and n8n drops it with the execution.
 */
const bySignal = new WeakMap<AbortSignal, Tries>();
const byId = new Map<string, { tries: Tries; until: number }>();

/** What an earlier try of this node did for this item to this user; undefined when there was none. */
export function earlierTry(item: Item, userId: string): EarlierTry | undefined {
	return usersOf(item)?.get(userId);
}

/** The records of all users that earlier tries of this node worked on for this item. */
export function earlierRecords(item: Item): LifecycleRecord[] {
	return [...(usersOf(item)?.values() ?? [])].map(({ record }) => record);
}

/** The records of earlier tries of this node for the items after this one. */
export function recordsAfter(item: Item): LifecycleRecord[] {
	if (!isTriedAgain(item)) return [];
	const node = nodeOf(item);
	return [...triesOf(item).items.values()]
		.filter((one) => one.node === node && one.index > item.index)
		.flatMap(({ users }) => [...users.values()].map(({ record }) => record));
}

/** Keeps what this try did, for the next one. */
export function rememberTry(item: Item, userId: string, done: EarlierTry): void {
	if (!isTriedAgain(item)) return;
	const tries = triesOf(item);
	const key = keyOf(item);
	const own = tries.items.get(key) ?? { node: nodeOf(item), index: item.index, users: new Map() };
	tries.items.set(key, own);
	if (!own.users.has(userId)) {
		if (tries.count >= MOST_TRIES) forgetOldest(tries);
		tries.count++;
	}
	own.users.set(userId, done);
}

function isTriedAgain({ run }: Item): boolean {
	return run.node.retryOnFail === true;
}

function usersOf(item: Item): Map<string, EarlierTry> | undefined {
	return isTriedAgain(item) ? triesOf(item).items.get(keyOf(item))?.users : undefined;
}

function forgetOldest(tries: Tries): void {
	for (const [key, { users }] of tries.items) {
		const [user] = users.keys();
		if (user !== undefined) {
			users.delete(user);
			tries.count--;
			return;
		}
		tries.items.delete(key);
	}
}

function triesOf({ run }: Item): Tries {
	const none: Tries = { items: new Map(), count: 0 };
	if (run.signal !== undefined) {
		const known = bySignal.get(run.signal) ?? none;
		bySignal.set(run.signal, known);
		return known;
	}
	const time = now();
	for (const [id, { until }] of byId) if (until < time) byId.delete(id);
	const tries = byId.get(run.executionId)?.tries ?? none;
	if (run.executionId === '') return tries;
	// Last in the map is who was met last.
	byId.delete(run.executionId);
	byId.set(run.executionId, { tries, until: time + HOLDS_MS });
	const [oldest] = byId.keys();
	if (byId.size > MOST_EXECUTIONS && oldest !== undefined) byId.delete(oldest);
	return tries;
}

function keyOf(item: Item): string {
	return `${nodeOf(item)} ${item.index}`;
}

/** Another pass of a loop is another run of the node, and no second try. */
function nodeOf({ run, index, operation }: Item): string {
	const { context } = run;
	const proxy = 'getWorkflowDataProxy' in context ? context.getWorkflowDataProxy(index) : {};
	const runIndex: unknown = (proxy as { $runIndex?: unknown }).$runIndex;
	return JSON.stringify([run.node.id, run.node.name, runIndex, operation.option.value]);
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

const SETTLED = '(the next try found it done)';

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
