import type { IDataObject } from 'n8n-workflow';

import {
	changeLines,
	endOf,
	isErrorRow,
	isStop,
	onceCalls,
	runsOf,
	wireChanges,
	type Case,
	type Rule,
} from './case';
import { RULES_OF_EVERY_CELL } from './rulesOfEveryCell';
import { theHitItem } from './rulesOfHitItem';
import { RULES_OF_SINGLE_FAULTS } from './rulesOfSingleFaults';
import type { Observed } from './run';

/** What is counted of a cell. */
export interface Counts {
	cells: number;
	/** Requests to the API. */
	sent: number;
	/** Requests that repeat the one before them, beside those that do so without a fault. */
	repeated: number;
	/** Items that came out as without the fault. */
	ok: number;
	/** Error items. */
	errors: number;
	/** Error items that say that the effect is not known. */
	unknown: number;
	/** Changing requests of which the log has no line, or no result. */
	lost: number;
	/** Calls of the kind "once" that the service did a second time. */
	duplicates: number;
}

/** The counts of nothing. */
export const NOTHING: Counts = {
	cells: 0,
	sent: 0,
	repeated: 0,
	ok: 0,
	errors: 0,
	unknown: 0,
	lost: 0,
	duplicates: 0,
};

export interface Judged {
	complaints: string[];
	counts: Counts;
}

const RULES: readonly Rule[] = [...RULES_OF_EVERY_CELL, theHitItem, ...RULES_OF_SINGLE_FAULTS];

/** Holds a cell against what is right. */
export function judge(one: Case): Judged {
	return { complaints: RULES.flatMap((rule) => [...rule(one)]), counts: countsOf(one) };
}

/** Requests that are those before them once more; items may ask the same. */
const repeats = ({ requests }: Observed): number =>
	runsOf(requests).reduce((sum, run) => sum + run - 1, 0);

function countsOf(one: Case): Counts {
	const { cell } = one;
	const rows = cell.rows.flat();
	const lines = changeLines(cell);
	const sending = lines.filter(({ result }) => result === 'sending');
	const reached = sending.filter((line) => endOf(line, lines)?.result !== 'notSent').length;
	const withoutResult = isStop(one.fault)
		? 0
		: sending.filter((line) => !endOf(line, lines)).length;
	return {
		cells: 1,
		sent: cell.requests.length,
		repeated: Math.max(0, repeats(cell) - repeats(one.baseline.first)),
		ok: cell.rows.filter((own, item) => own.length > 0 && !isErrorRow(own[0]) && item >= 0).length,
		errors: rows.filter(isErrorRow).length,
		unknown: rows.filter(
			(row) => isErrorRow(row) && (row.error as IDataObject).effect === 'unknown',
		).length,
		lost: Math.max(0, wireChanges(one).length - reached) + withoutResult,
		duplicates: onceCalls(one).reduce((sum, { done }) => sum + done - 1, 0),
	};
}
