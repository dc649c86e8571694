import {
	errorOf,
	isAlreadySo,
	isAsEver,
	isError,
	isStop,
	say,
	stateOf,
	untouched,
	type Case,
	type Rule,
} from './case';
import { itemsOf } from './run';
import { isChange, isOnce } from './subject';

/** Faults of which rules of their own say what is right. */

function* theTokenExpires(one: Case) {
	const { fault, cell, trial, baseline } = one;
	if (fault.cause.by !== 'expiry') return;
	for (let item = 0; item < itemsOf(trial); item++) {
		if (!isAsEver(one, cell, item)) {
			yield `item ${item} is not as ever: ${JSON.stringify(cell.rows[item]).slice(0, 400)}`;
		}
	}
	const most = baseline.first.tokenRequests + 1;
	if (cell.tokenRequests > most)
		yield `${cell.tokenRequests} tokens were asked for, and not ${most}`;
}

function* noTokenIsGiven(one: Case) {
	const { fault, cell, trial, baseline } = one;
	const { by } = fault.cause;
	if (by !== 'tokenDown' && by !== 'tokenDownLater') return;
	if (baseline.first.tokenRequests === 0) return;
	const from = by === 'tokenDown' ? 0 : baseline.hitItem;
	for (let item = 0; item < itemsOf(trial); item++) {
		if (item < from) {
			if (!isAsEver(one, cell, item)) yield `item ${item} is not as ever`;
			continue;
		}
		const rows = cell.rows[item];
		const { effect } = errorOf(rows);
		if (!isError(rows))
			yield `item ${item} succeeded without a token: ${JSON.stringify(rows).slice(0, 300)}`;
		else if (!untouched(cell, item)) yield `item ${item} changed something without a token`;
		else if (effect !== 'notDone' && !(trial.lifecycle && effect === 'partial')) {
			yield `item ${item} says ${say(effect)}`;
		}
	}
	if (by === 'tokenDown' && cell.requests.length > 0)
		yield `${cell.requests.length} calls went out without a token`;
	if (cell.tokenRequests > 30) yield `the token endpoint was asked ${cell.tokenRequests} times`;
}

function* allRunAgain(one: Case) {
	const { fault, cell, trial, baseline, subject } = one;
	if (fault.cause.by !== 'retryOnFail') return;
	const once = baseline.first.requests.some(
		(request) => isChange(subject, trial, request) && isOnce(subject, request),
	);
	if (once !== (trial.effect === 'once') && !trial.lifecycle) {
		yield `the operation is declared '${trial.effect}', and ${once ? 'sends' : 'does not send'} what must be sent once`;
	}
	if (once) {
		const message = cell.result.error?.message ?? '';
		if (!message.includes('does not run while Retry On Fail is on')) yield `it ran: ${message}`;
		if (cell.requests.length > 0) yield `${cell.requests.length} calls went out`;
		return;
	}
	if (cell.result.status !== 'success') {
		yield `the second run ended as ${cell.result.status}: ${cell.result.error?.message ?? ''}`;
		return;
	}
	for (let item = 0; item < itemsOf(trial); item++) {
		// The item that failed had done a part; what it did then is not listed a second time.
		const partly = item === baseline.hitItem && !isError(cell.rows[item]);
		const before = item < baseline.hitItem && isAlreadySo(one, cell, item);
		if (!isAsEver(one, cell, item) && !before && !partly)
			yield `item ${item} of the second run says ${JSON.stringify(cell.rows[item]).slice(0, 400)}`;
		if (stateOf(cell, item) !== stateOf(baseline.first, item))
			yield `item ${item} left another state`;
	}
}

function* theRunStops(one: Case) {
	const { fault, cell, baseline, trial } = one;
	if (!isStop(fault)) return;
	if (cell.result.status !== 'canceled') yield `the run ended as ${cell.result.status}`;
	if (!cell.endedEarly) yield 'the run waited for the service';
	const start = baseline.hitItem * baseline.perItem + baseline.hitAt;
	const after = cell.requests.length - start - 1;
	if (after > 0) yield `${after} calls went out after Stop`;
	for (let item = baseline.hitItem + 1; item < itemsOf(trial); item++) {
		if (!untouched(cell, item)) yield `item ${item} was changed after Stop`;
	}
}

export const RULES_OF_SINGLE_FAULTS: readonly Rule[] = [
	theTokenExpires,
	noTokenIsGiven,
	allRunAgain,
	theRunStops,
];
