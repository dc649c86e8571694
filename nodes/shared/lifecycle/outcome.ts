import type { Mode, Outcome, StepLine } from './record';
import type { Step, StepResult } from './step';

/** What is said of a step, as far as a record is judged by it. */
export type JudgedStep = Pick<Step, 'id' | 'native' | 'counts' | 'find' | 'needlessWhenBlocked'> &
	Partial<Pick<Step, 'kind'>>;

/** All by which the work on one user is judged. */
export interface Findings {
	mode: Mode;
	steps: readonly JudgedStep[];
	lines: readonly StepLine[];
	/** Ids of what was still there at the last look. */
	remaining: readonly string[];
	/** Steps of which it is not known what they left. */
	unverified: ReadonlySet<JudgedStep>;
	/** Why devices and factors stay; undefined when they could go. */
	shut: string | undefined;
	/** The account was seen blocked, and the last look found it able to sign in again. */
	openAgain: boolean;
}

export interface Judgement {
	outcome: Outcome;
	reason?: string;
	removed: Record<string, number>;
	/** Null in Preview. */
	verified: boolean | null;
}

/** How the work on one user ended, by what was done and what was seen afterwards. */
export function judge(findings: Findings): Judgement {
	const outcome = outcomeOf(findings);
	return {
		outcome,
		...(outcome === 'failed' && { reason: failureReason(findings) }),
		removed: removedIn(findings),
		verified: findings.mode === 'execute' ? isVerified(findings) : null,
	};
}

/** True for the lines of this step: of several with one id, the service's word tells which. */
export function isLineOf(line: StepLine, { id, native }: JudgedStep): boolean {
	return line.step === id && line.native === native;
}

/** True for a step whose effect can be read back. */
export function canBeRead({ find }: Pick<JudgedStep, 'find'>): boolean {
	return find !== undefined;
}

/**
 * The lines with what the user's state makes needless told as that: who is blocked has no sessions
 * that a refused call would have to end.
 *
 * @param isBlocked a reading of this very user has shown it
 */
export function withoutNeedless(
	lines: readonly StepLine[],
	steps: readonly JudgedStep[],
	isBlocked: boolean,
): StepLine[] {
	if (!isBlocked) return [...lines];
	const needless = steps.filter(({ needlessWhenBlocked }) => needlessWhenBlocked === true);
	return lines.map((line) => {
		const isRefused = line.result === 'failed' && line.code === 'state';
		if (!isRefused || !needless.some((step) => isLineOf(line, step))) return line;
		return { ...line, result: 'skipped', code: 'stateForbids' };
	});
}

function outcomeOf(findings: Findings): Outcome {
	const { mode, remaining, shut, openAgain } = findings;
	const has = (...results: StepResult[]) =>
		findings.lines.some(({ result }) => results.includes(result));
	const hasFailed = firstFailure(findings) !== undefined;
	if (mode === 'preview') return hasFailed ? 'failed' : 'previewed';
	if (shut !== undefined || openAgain || hasFailed) return 'failed';
	if (has('notAvailable', 'unknown') || remaining.length > 0) return 'partial';
	return changedSomething(findings) ? 'completed' : 'nothingToDo';
}

/** Steps that cannot be read back are sent every time and do not count as something done. */
function changedSomething({ steps, lines }: Findings): boolean {
	const readable = steps.filter(canBeRead);
	return lines.some(
		(line) => line.result === 'done' && readable.some((step) => isLineOf(line, step)),
	);
}

function isVerified({ unverified, lines, remaining, shut }: Findings): boolean {
	// What the state of the user makes needless leaves nothing that would have to be seen.
	const isNeedless = (step: JudgedStep) =>
		lines.some((line) => isLineOf(line, step) && line.code === 'stateForbids');
	const open = [...unverified].filter((step) => !isNeedless(step));
	return open.length === 0 && remaining.length === 0 && shut === undefined;
}

const OPEN_AGAIN =
	'The account was blocked, and the last look found it able to sign in again. Block it anew';

/** What the service took and shows late is no failure, unless it is the block. */
function firstFailure({ steps, lines }: Findings): StepLine | undefined {
	const blocks = steps.filter(({ kind }) => kind === 'block');
	const isLate = (line: StepLine) =>
		line.code === 'notYetVisible' && !blocks.some((step) => isLineOf(line, step));
	return lines.find(
		(line) => line.result === 'failed' || (line.result === 'unknown' && !isLate(line)),
	);
}

function failureReason(findings: Findings): string {
	const { openAgain, shut } = findings;
	const failed = firstFailure(findings);
	if (failed) return `${failed.step}: ${failed.reason ?? failed.result}`;
	return openAgain ? OPEN_AGAIN : (shut ?? '');
}

function removedIn({ steps, lines }: Findings): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const step of steps) {
		const { counts: name } = step;
		if (name === undefined) continue;
		const done = lines.filter((line) => line.result === 'done' && isLineOf(line, step)).length;
		counts[name] = (counts[name] ?? 0) + done;
	}
	return counts;
}
