import type { IDataObject } from 'n8n-workflow';

import type { RecordedRequest } from '../../../sandbox/shared/recorder';
import {
	changeLines,
	endOf,
	errorOf,
	isAsEver,
	isError,
	isErrorRow,
	isStop,
	MOST_SENDINGS,
	onceCalls,
	runsOf,
	say,
	stateOf,
	untouched,
	wireChanges,
	type Case,
	type Rule,
} from './case';
import { measure } from './compare';
import { itemsOf } from './run';
import { targetOf, type Subject } from './subject';

/** Every item comes out, paired, and an error item says what there is to say. */
function* everyItemSpeaks({ cell, baseline, trial, fault, subject }: Case) {
	if (isStop(fault) || fault.id === 'retry-on-fail') return;
	for (let item = 0; item < itemsOf(trial); item++) {
		const rows = cell.rows[item];
		if (rows?.length === 0 && baseline.first.rows[item]?.length !== 0) yield `item ${item} is lost`;
		for (const row of rows ?? []) if (isErrorRow(row)) yield* speaks(row, item, subject);
	}
	if (cell.result.status !== 'success') yield `the run ended as ${cell.result.status}`;
}

function* speaks(row: IDataObject, item: number, { serviceName }: Subject) {
	const error = row.error as IDataObject;
	const keys = Object.keys(row).sort().join();
	if (keys !== 'error,message') yield `error item ${item} has the keys ${keys}`;
	if (error.message !== row.message) yield `error item ${item} says two things`;
	if (!['notDone', 'unknown', 'partial'].includes(say(error.effect))) {
		yield `error item ${item} has the effect ${say(error.effect)}`;
	}
	const words = `${say(row.message)} ${say(error.description)}`;
	if (
		/undefined|\[object|NaN\b|does not handle|Service refused|Input refused|<!DOCTYPE/.test(words)
	) {
		yield `error item ${item} says: ${words}`;
	}
	if (typeof error.description !== 'string' || error.description.length < 15) {
		yield `error item ${item} does not say what to do`;
	}
	const names = [serviceName, 'execution', 'sign-in', 'Retry On Fail', 'work on'];
	if (!names.some((name) => words.includes(name)))
		yield `error item ${item} names nobody: ${words}`;
}

/** What an item says of the service is what the service holds. */
function* whatIsSaidIsSo(one: Case) {
	const { cell, baseline, trial, fault } = one;
	if (isStop(fault) || fault.id === 'retry-on-fail') return;
	for (let item = 0; item < itemsOf(trial); item++) {
		const error = isError(cell.rows[item]);
		if (!error && stateOf(cell, item) !== stateOf(baseline.first, item)) {
			yield `item ${item} claims success, and the service does not hold it`;
		}
		if (error && errorOf(cell.rows[item]).effect === 'notDone' && !untouched(cell, item)) {
			yield `item ${item} says that nothing was done, and something was`;
		}
	}
}

/** Every change that the service was asked for stands in the log, with what became of it. */
function* theLogIsWhole(one: Case) {
	const { cell, fault } = one;
	const lines = changeLines(cell);
	const sending = lines.filter(({ result }) => result === 'sending');
	const ends = lines.filter(({ result }) => result !== 'sending');
	const reached = sending.filter((line) => endOf(line, lines)?.result !== 'notSent');
	const wire = wireChanges(one);
	const expected = wire.map((request) => targetOf(one.subject, request)).sort();
	const told = reached.map(({ target }) => say(target)).sort();
	if (measure(told) !== measure(expected)) {
		yield `the log tells of ${told.join(', ') || 'nothing'}; the service was asked for ${expected.join(', ') || 'nothing'}`;
	}
	if (!isStop(fault) && sending.length !== ends.length) {
		yield `${sending.length} changes were begun in the log, and ${ends.length} have a result`;
	}
	for (const target of new Set(expected)) {
		const seen = wire.filter((request) => targetOf(one.subject, request) === target).map(resultsOf);
		const logged = ends.filter((line) => line.target === target && line.result !== 'notSent');
		logged.forEach((line, n) => {
			const right = seen[n];
			if (right && !right.includes(say(line.result))) seen.push(['wrong', say(line.result)]);
		});
		const wrong = seen.find(([first]) => first === 'wrong');
		// Stop may come between a call and its answer, which is not known then.
		if (wrong && fault.cause.by !== 'expiry' && !isStop(fault)) {
			yield `the log says '${wrong[1]}' of ${target}, which ${JSON.stringify(wire.find((r) => targetOf(one.subject, r) === target && r.fault)?.fault)}`;
		}
	}
}

/** What the log may say of a request, by what went out for it. */
function resultsOf({ status: sent, fault, method, path, answer }: RecordedRequest): string[] {
	// The end of a large body may be read before the service has noted that it is out.
	const status = sent ?? (fault === 'hugeBody' ? answer?.status : undefined);
	if (
		status === undefined ||
		['cutBody', 'cutHeaders', 'slow', 'reset', 'close'].includes(fault ?? '')
	) {
		return ['unknown'];
	}
	if (status >= 200 && status < 300) {
		if (fault === 'invalidJson' || fault === 'html') return ['unknown'];
		// Whether an empty answer says enough, the operation knows.
		if (fault === 'emptyBody' || fault === 'noContentJson') return ['done', 'unknown'];
		return (answer?.status ?? status) === 202 ? ['accepted'] : ['done'];
	}
	const deletes = method === 'DELETE' || path.endsWith('/revoke');
	if (status === 404 && deletes) return ['alreadyGone'];
	return status >= 500 || status === 408 ? ['unknown'] : ['refused'];
}

/** Nothing that is done a second time by a second sending is sent a second time. */
function* onceIsOnce(one: Case) {
	for (const { target, done } of onceCalls(one)) {
		if (done > 1) yield `${target} was sent ${done} times`;
	}
}

/** Repetitions end. */
function* repetitionsEnd(one: Case) {
	const runs = one.fault.cause.by === 'retryOnFail' ? 2 : 1;
	const most = Math.max(0, ...runsOf(wireChanges(one)));
	if (most > runs * MOST_SENDINGS) yield `one call was sent ${most} times in a row`;
}

/** The other items are as ever. */
function* theOthersAreRight(one: Case) {
	const { fault, cell, trial, baseline } = one;
	if (fault.expected === undefined) return;
	for (let item = 0; item < itemsOf(trial); item++) {
		if (item === baseline.hitItem || isAsEver(one, cell, item)) continue;
		const refusedToo =
			trial.endsRun && item > baseline.hitItem && isError(cell.rows[baseline.hitItem]);
		if (refusedToo && isError(cell.rows[item]) && untouched(cell, item)) continue;
		yield `item ${item}, which was not hit, says ${JSON.stringify(cell.rows[item]).slice(0, 300)}`;
	}
}

function* redirectsAreNotFollowed({ cell }: Case) {
	if (cell.elsewhere > 0) yield `${cell.elsewhere} requests went to the other host`;
}

export const RULES_OF_EVERY_CELL: readonly Rule[] = [
	everyItemSpeaks,
	whatIsSaidIsSo,
	theLogIsWhole,
	onceIsOnce,
	repetitionsEnd,
	theOthersAreRight,
	redirectsAreNotFollowed,
];
