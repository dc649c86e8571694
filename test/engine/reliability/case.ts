import type { IDataObject } from 'n8n-workflow';

import type { RecordedRequest } from '../../../sandbox/shared/recorder';
import { measure, stateMeasure, volatilePaths } from './compare';
import type { Fault } from './faults';
import type { Baseline, Cell, Observed } from './run';
import { isChange, isOnce, targetOf, type Subject, type Trial } from './subject';

/** A cell with what it is held against, and how it is read. */
export interface Case {
	subject: Subject;
	trial: Trial;
	fault: Fault;
	baseline: Baseline;
	cell: Cell;
}

/** A rule tells what it finds wrong. */
export type Rule = (one: Case) => Iterable<string>;

/** One call and three repetitions. */
export const MOST_SENDINGS = 4;

/** A value of a row for a complaint. */
export const say = (value: unknown): string =>
	typeof value === 'string' ? value : JSON.stringify(value);

export const isError = (rows: readonly IDataObject[] | undefined): boolean =>
	rows?.length === 1 && isErrorRow(rows[0]);
export const isErrorRow = (row: IDataObject | undefined): boolean =>
	row !== undefined && 'error' in row && 'message' in row;
export const errorOf = (rows: readonly IDataObject[] | undefined): IDataObject =>
	(rows?.[0]?.error ?? {}) as IDataObject;

/** True when the rows of an item are those that it has without a fault. */
export function isAsEver({ baseline }: Case, observed: Observed, item: number): boolean {
	const volatile = volatilePaths(baseline.first.rows[item], baseline.second.rows[item]);
	const seen = measure(observed.rows[item], volatile);
	return seen === measure(baseline.first.rows[item], volatile);
}

/**
 * True for an item that is as ever, but for what it found done already: where an answer was lost
 * and the call sent again, or where all items are run again.
 */
export function isAlreadySo({ baseline, trial }: Case, observed: Observed, item: number): boolean {
	const { first, second, again } = baseline;
	const seen = observed.rows[item];
	if (trial.lifecycle) {
		const outcomes = [first, again].map(({ rows }) => rows[item]?.[0]?.outcome);
		return outcomes.includes(seen?.[0]?.outcome) && seen?.[0]?.verified === true;
	}
	const volatile = volatilePaths(first.rows[item], second.rows[item]);
	const isAgain = measure(seen, volatile) === measure(again.rows[item], volatile);
	const bare = (rows: unknown) => measure(withoutNews(rows), volatile);
	return (isAgain && !isError(again.rows[item])) || bare(seen) === bare(first.rows[item]);
}

/** Keys that tell whether something was done now or before. */
const NEWS =
	/^(deleted|alreadyGone|unlocked|alreadyUnlocked|changed|revoked|alreadyRevoked|\w+Count|statusBefore)$/;

function withoutNews(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutNews);
	if (typeof value !== 'object' || value === null) {
		return value === 'alreadyGone' || value === 'removed' || value === 'deleted' ? '<gone>' : value;
	}
	return Object.fromEntries(
		Object.entries(value)
			.filter(([key]) => !NEWS.test(key))
			.map(([key, one]) => [key, withoutNews(one)]),
	);
}

export function stateOf({ after, before }: Observed, item: number): string {
	return stateMeasure(after[item], before[item]);
}

export const untouched = (cell: Observed, item: number): boolean =>
	stateMeasure(cell.after[item], cell.before[item]) ===
	stateMeasure(cell.before[item], cell.before[item]);

export const isStop = ({ cause: { by } }: Fault): boolean => by === 'stop' || by === 'stopWaiting';

export function wireChanges({ subject, trial, cell }: Case): RecordedRequest[] {
	return cell.requests.filter((request) => isChange(subject, trial, request));
}

/** The lines of the log of changes. */
export function changeLines({ result }: Observed): IDataObject[] {
	return result.logs
		.filter(({ message }) => message.startsWith('MFA change '))
		.map(({ meta }) => meta);
}

/** The result that belongs to a line "sending". */
export function endOf(line: IDataObject, lines: readonly IDataObject[]): IDataObject | undefined {
	const at = lines.indexOf(line);
	return lines
		.slice(at + 1)
		.find(
			({ item, target, result }) =>
				item === line.item && target === line.target && result !== 'sending',
		);
}

/** Calls of the kind "once" with how often each went out for another reason than an ended token. */
export function onceCalls(one: Case): Array<{ target: string; done: number }> {
	const calls = wireChanges(one).filter(
		(request) => isOnce(one.subject, request) && request.status !== 401,
	);
	const usual = one.baseline.first.requests.filter((request) => isOnce(one.subject, request));
	const targets = new Set(calls.map((request) => targetOf(one.subject, request)));
	return [...targets].map((target) => {
		const count = (list: readonly RecordedRequest[]) =>
			list.filter((request) => targetOf(one.subject, request) === target).length;
		return { target, done: 1 + Math.max(0, count(calls) - count(usual)) };
	});
}

/** Lengths of the runs of equal requests. */
export function runsOf(requests: readonly RecordedRequest[]): number[] {
	const runs: number[] = [];
	let before = '';
	for (const { method, url, bodyText } of requests) {
		const now = `${method} ${url} ${bodyText}`;
		if (now === before) runs.push((runs.pop() ?? 0) + 1);
		else runs.push(1);
		before = now;
	}
	return runs;
}
