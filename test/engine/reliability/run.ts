import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { RecordedRequest } from '../../../sandbox/shared/recorder';
import { clock, type RunNodeOptions, type RunNodeResult } from '../../support/engine';
import { leavesTraces, ruleOf, type Fault } from './faults';
import { giveBack, takeSandbox } from './sandboxes';
import {
	forItems,
	hitKind,
	isChange,
	type AnySandbox,
	type HitKind,
	type Subject,
	type Trial,
} from './subject';

export const ITEMS = 3;

/** What one run did, as the user, the service and the log see it. */
export interface Observed {
	/** Rows by input item. */
	rows: IDataObject[][];
	/** Requests to the API in the order of their arrival, without those for a token. */
	requests: RecordedRequest[];
	tokenRequests: number;
	/** What each copy was like before and is like after the run. */
	before: unknown[];
	after: unknown[];
	result: RunNodeResult;
}

/** A trial's runs without a fault, which say what is right. */
export interface Baseline {
	first: Observed;
	/** The same with other ids and at another time: what differs is no measure. */
	second: Observed;
	/** The same again, on what the first run left. */
	again: Observed;
	/** Requests per item. */
	perItem: number;
	/** Which request of an item the fault hits. */
	hitAt: number;
	hit: HitKind;
	/** The item that is hit. */
	hitItem: number;
}

export const itemsOf = ({ single }: Trial) => (single ? 1 : ITEMS);

interface Prepared {
	sandbox: AnySandbox;
	parameters: INodeParameters;
	items: IDataObject[];
}

async function prepared(
	subject: Subject,
	trial: Trial,
	{ shifted = false, clockMs = 0, fresh = false } = {},
): Promise<Prepared> {
	const sandbox = await takeSandbox(subject, fresh ? 'new' : 'any');
	sandbox.advanceClock(clockMs);
	if (shifted) subject.shiftIds(sandbox);
	const first = trial.prepare(sandbox);
	for (let n = 1; n < itemsOf(trial); n++) subject.copyState(sandbox, n);
	return { sandbox, ...forItems(subject, first, itemsOf(trial)) };
}

async function observe(
	subject: Subject,
	trial: Trial,
	{ sandbox, parameters, items }: Prepared,
	options: IDataObject,
	settings: Partial<RunNodeOptions>,
): Promise<Observed> {
	const copies = items.map((_, n) => n);
	const holds = () => copies.map((n) => structuredClone(subject.holds(sandbox, n)));
	const before = holds();
	sandbox.clearRequests();
	const result = await subject.run(
		sandbox,
		trial,
		{
			resource: trial.resource,
			operation: trial.operation,
			...parameters,
			options: options as INodeParameters,
		},
		{ items, onError: 'continueRegularOutput', ...settings },
	);
	const isToken = (request: RecordedRequest) => subject.isTokenRequest(request, trial);
	const rows: IDataObject[][] = copies.map(() => []);
	for (const { json, pairedItem } of result.outputs[0] ?? []) {
		const paired = pairedItem as { item: number } | undefined;
		rows[paired?.item ?? -1]?.push(json);
	}
	return {
		rows,
		requests: sandbox.requests.filter((request) => !isToken(request)),
		tokenRequests: sandbox.requests.filter(isToken).length,
		before,
		after: holds(),
		result,
	};
}

const ONE_BY_ONE = { concurrency: 1 };

/** Runs a trial without any fault. */
export async function baselineOf(subject: Subject, trial: Trial): Promise<Baseline> {
	const one = await prepared(subject, trial);
	const first = await observe(subject, trial, one, ONE_BY_ONE, {});
	const again = await observe(subject, trial, one, ONE_BY_ONE, {});
	// Another sandbox, so that what tells the host is known to differ.
	const two = await prepared(subject, trial, { shifted: true });
	giveBack(subject, one.sandbox);
	const second = await observe(subject, trial, two, ONE_BY_ONE, {});
	giveBack(subject, two.sandbox);

	const perItem = first.requests.length / itemsOf(trial);
	const hitItem = trial.single ? 0 : 1;
	const own = first.requests.slice(hitItem * perItem, (hitItem + 1) * perItem);
	const changing = (request: RecordedRequest) => isChange(subject, trial, request);
	const found = trial.hits === 'last' ? own.findLastIndex(changing) : own.findIndex(changing);
	const hitAt = Math.max(found, 0);
	const target = own[hitAt];
	if (!target || !Number.isInteger(perItem)) {
		const name = `${trial.resource} ${trial.operation}`;
		throw new Error(`${name}: ${first.requests.length} requests for ${itemsOf(trial)} items`);
	}
	return { first, second, again, perItem, hitAt, hit: hitKind(subject, trial, target), hitItem };
}

export interface Cell extends Observed {
	/** How often the fault hit. */
	hits: number;
	/** Times that the call which the fault hit was sent, one after the other. */
	attempts: number;
	/** Requests that came to the host that the redirect named. */
	elsewhere: number;
	/** Whether the run had ended before the service would have answered, for Stop. */
	endedEarly: boolean;
}

/** How long the service would stay silent, or closed, where Stop is pressed. */
const SILENCE_MS = 20_000;

/** Runs a trial with a fault. */
export async function cellOf(
	subject: Subject,
	trial: Trial,
	fault: Fault,
	baseline: Baseline,
	elsewhere: AnySandbox,
): Promise<Cell> {
	const ready = await prepared(subject, trial, {
		clockMs: fault.clockMs,
		fresh: leavesTraces(fault),
	});
	const { sandbox } = ready;
	const isApi = (request: RecordedRequest) => !subject.isTokenRequest(request, trial);
	const start = baseline.hitItem * baseline.perItem;
	const hitAt = start + baseline.hitAt;
	const mark = `/${subject.name}/${trial.resource}/${trial.operation}/${trial.about}/${fault.id}`;
	const location = elsewhere.url + encodeURI(mark);

	let options: IDataObject = { ...ONE_BY_ONE, ...fault.options };
	let settings: Partial<RunNodeOptions> = {};
	const startedAt = clock.now();
	let stoppedAt = startedAt;
	const stopWith = (stop: () => void) => () => {
		stoppedAt = clock.now();
		stop();
	};
	const given = ruleOf(fault, startedAt, location, fault.expected?.[baseline.hit].sent);
	if (given) sandbox.fault({ ...given, when: isApi, after: hitAt });

	/** Called when the request of that number comes in. */
	const atRequest = (number: number, then: () => void) => {
		let seen = 0;
		sandbox.fault({
			kind: 'slow',
			delayMs: 0,
			times: 'always',
			when: (request) => {
				if (isApi(request) && seen++ === number) then();
				return false;
			},
		});
	};
	const tokenDown = () =>
		sandbox.fault({
			kind: 'status',
			status: 503,
			when: (request) => !isApi(request),
			times: 'always',
		});
	switch (fault.cause.by) {
		case 'outage':
			sandbox.fault({ kind: 'down', forMs: 700, when: isApi, after: Math.max(hitAt - 1, 0) });
			break;
		case 'expiry':
			// All items side by side, as the user has them.
			options = {};
			atRequest(start, () => {
				sandbox.expireTokens();
			});
			break;
		case 'tokenDown':
			tokenDown();
			break;
		case 'tokenDownLater':
			atRequest(start, () => {
				sandbox.expireTokens();
				tokenDown();
			});
			break;
		case 'retryOnFail':
			settings = { retryOnFail: true, maxTries: 2, onError: 'stopWorkflow' };
			sandbox.fault({ kind: 'status', status: 500, when: isApi, after: hitAt, times: 4 });
			break;
		case 'stop':
			settings = {
				cancelAfter: new Promise<void>((stop) => {
					atRequest(hitAt, stopWith(stop));
				}),
			};
			sandbox.fault({
				kind: 'slow',
				delayMs: SILENCE_MS,
				then: 'close',
				when: isApi,
				after: hitAt,
			});
			break;
		case 'stopWaiting':
			settings = {
				cancelAfter: new Promise<void>((stop) => {
					atRequest(hitAt, () => {
						clock.after(100, stopWith(stop));
					});
				}),
			};
			sandbox.fault({
				kind: 'status',
				status: 429,
				headers: { 'retry-after': String(SILENCE_MS / 1000) },
				when: isApi,
				after: hitAt,
			});
			break;
		default:
	}

	const observed = await endOf(observe(subject, trial, ready, options, settings), sandbox);
	const endedEarly = clock.now() - stoppedAt < SILENCE_MS;
	const hits = sandbox.faults.reduce((sum, { rule, hits: n }) => sum + (rule.when ? n : 0), 0);
	if (leavesTraces(fault)) await sandbox.close();
	else giveBack(subject, sandbox);
	return {
		...observed,
		hits,
		attempts: attemptsAt(observed.requests, hitAt) - attemptsAt(baseline.first.requests, hitAt) + 1,
		elsewhere: elsewhere.requests.filter(({ url }) => url.includes(encodeURI(mark))).length,
		endedEarly,
	};
}

/** A run that did not come to its end. */
export class HungCell extends Error {}

/** Real time, whatever the clock of the tests says: only a run that hangs takes so long. */
const HANGS_AFTER_MS = 60_000;

/** The end of a run; where there is none, its sandbox is closed, so that nothing waits for it. */
async function endOf<T>(work: Promise<T>, sandbox: AnySandbox): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => {
			reject(new HungCell('the run hangs: no end after a minute'));
		}, HANGS_AFTER_MS);
	});
	try {
		return await Promise.race([work, late]);
	} catch (error) {
		await sandbox.close();
		throw error;
	} finally {
		clearTimeout(timer);
	}
}

/** How often the request at that place was sent, one directly after the other. */
function attemptsAt(requests: readonly RecordedRequest[], at: number): number {
	const same = (a: RecordedRequest, b: RecordedRequest | undefined) =>
		a.method === b?.method && a.url === b.url && a.bodyText === b.bodyText;
	const first = requests[at];
	if (!first) return 0;
	let count = 0;
	while (same(first, requests[at + count])) count += 1;
	return count;
}
