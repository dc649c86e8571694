import type { IDataObject } from 'n8n-workflow';

import {
	errorOf,
	isAlreadySo,
	isAsEver,
	isError,
	say,
	stateOf,
	wireChanges,
	type Case,
} from './case';
import type { Expected } from './faults';
import { targetOf } from './subject';

/** The item that is hit says what is right for the fault and the call. */
export function* theHitItem(one: Case) {
	const { fault, baseline, cell } = one;
	const expected = fault.expected?.[baseline.hit];
	if (!expected) return;
	const shouldHit = fault.cause.by === 'rule' ? Math.min(fault.cause.times, expected.sent) : 1;
	if (fault.cause.by === 'rule' && cell.hits < Math.min(1, shouldHit))
		yield 'the fault hit nothing';
	yield* sentSoOften(one, expected);
	yield* saysSo(one, expected);
}

function* sentSoOften({ cell, fault, baseline }: Case, { sent, verdict }: Expected) {
	const recovers = verdict.item !== 'error';
	const open = verdict.item === 'asEverOr' && baseline.hit === 'repeatable';
	if (cell.attempts === sent || (open && cell.attempts <= 2)) return;
	if (fault.cause.by === 'outage' && recovers && cell.attempts === 1) return;
	yield `the call that was hit was sent ${cell.attempts} times, and not ${sent}`;
}

function* saysSo(one: Case, { verdict }: Expected) {
	const { cell, baseline, trial } = one;
	const rows = cell.rows[baseline.hitItem];
	if (trial.lifecycle) {
		yield* recordSaysSo(one, verdict);
		return;
	}
	const asEver = isAsEver(one, cell, baseline.hitItem) || isAlreadySo(one, cell, baseline.hitItem);
	if (verdict.item !== 'error' && asEver) return;
	if (verdict.item === 'asEver') {
		yield `the item that was hit is not as ever: ${JSON.stringify(rows).slice(0, 600)}`;
		return;
	}
	if (!isError(rows)) {
		yield `the item that was hit is no error: ${JSON.stringify(rows).slice(0, 600)}`;
		return;
	}
	const { effect } = errorOf(rows);
	// An operation of several calls says what it did before, as a part.
	const accepted = effect === verdict.effect || (effect === 'partial' && baseline.perItem > 1);
	if (!accepted)
		yield `the item says ${say(effect)}, and not ${verdict.effect}: ${JSON.stringify(rows).slice(0, 400)}`;
}

function recordIn(rows: readonly IDataObject[] | undefined): IDataObject | undefined {
	return isError(rows) ? (errorOf(rows).details as IDataObject | undefined) : rows?.[0];
}

/** A record tells what it did; it claims no more than was seen, and lists every change. */
function* recordSaysSo(one: Case, verdict: Expected['verdict']) {
	const { cell, baseline } = one;
	const item = baseline.hitItem;
	const rows = cell.rows[item];
	const record = recordIn(rows);
	if (record?.steps === undefined) {
		yield `the item has no record: ${JSON.stringify(rows).slice(0, 600)}`;
		return;
	}
	const usual = baseline.first.rows[item]?.[0];
	const claims = record.outcome === usual?.outcome && record.verified === usual?.verified;
	if (verdict.item === 'asEver' && !claims) {
		yield `the record is ${say(record.outcome)}, verified ${say(record.verified)}: ${say(record.reason)}`;
	}
	if (claims && stateOf(cell, item) !== stateOf(baseline.first, item)) {
		yield 'the record claims what the service does not hold';
	}
	if (verdict.item === 'error' && claims && verdict.effect === 'notDone') {
		yield 'the record does not tell of the refusal';
	}
	if ((record.outcome === 'failed') !== isError(rows))
		yield 'failed records, and they alone, are errors';
	yield* recordListsChanges(one, record);
}

/** Each change that reached the service has a line with its target in the record of its user. */
function* recordListsChanges(one: Case, record: IDataObject) {
	const steps = record.steps as IDataObject[];
	const targets = new Set(steps.map(({ target }) => say(target)));
	const userId = say((record.user as IDataObject).id);
	for (const request of wireChanges(one)) {
		const path = targetOf(one.subject, request);
		const text = `${path} ${decodeURIComponent(request.bodyText)}`;
		if (!text.includes(userId) && ![...targets].some((target) => text.includes(target))) continue;
		if (![...targets].some((target) => text.includes(target))) {
			yield `the record has no line for ${path}: ${[...targets].join(', ')}`;
		}
	}
}
