import type { FaultAnswer, FaultRule } from '../../../sandbox/shared/faults';
import type { HitKind } from './subject';

/** What is right for the item that a fault hits. */
export type Verdict =
	/** As if nothing had been: the same row, the same state at the service. */
	| { item: 'asEver' }
	/** An error item. `effect` for operations that do one thing; records speak for themselves. */
	| { item: 'error'; effect: 'notDone' | 'unknown' }
	/** As ever where the answer's content is not needed, else an error. */
	| { item: 'asEverOr'; effect: 'notDone' | 'unknown' };

export interface Expected {
	verdict: Verdict;
	/** Times that the call is sent in all. */
	sent: number;
}

/** How a fault comes about. */
export type Cause =
	/** A rule that hits a call of the middle item. */
	| {
			by: 'rule';
			rule: (now: number, elsewhere: string) => FaultAnswer;
			times: number;
			applied?: boolean;
	  }
	/** Something that is done to the service or the run. */
	| {
			by:
				| 'outage'
				| 'expiry'
				| 'tokenDown'
				| 'tokenDownLater'
				| 'retryOnFail'
				| 'stop'
				| 'stopWaiting';
	  };

export interface Fault {
	id: string;
	/** As in docs/reliability.md. */
	title: string;
	cause: Cause;
	/** The node's options beside the usual ones. */
	options?: { timeout?: number; maxWait?: number };
	/** How many calls go out depends on which of several comes first. */
	timed?: boolean;
	/** Moves the service's clock before the run, in milliseconds. */
	clockMs?: number;
	/** Absent where rules of its own say what is right. */
	expected?: Record<HitKind, Expected>;
}

const AS_EVER: Verdict = { item: 'asEver' };
const NOT_DONE: Verdict = { item: 'error', effect: 'notDone' };
const UNKNOWN: Verdict = { item: 'error', effect: 'unknown' };
/** One call and three repetitions. */
const ALL_SENDINGS = 4;
const HOUR_MS = 3_600_000;

const waitedOut: Fault['expected'] = {
	read: { verdict: AS_EVER, sent: 2 },
	repeatable: { verdict: AS_EVER, sent: 2 },
	once: { verdict: NOT_DONE, sent: 1 },
};
/** A fault that passes, and leaves open what became of the call. */
const passing: Fault['expected'] = {
	read: { verdict: AS_EVER, sent: 2 },
	repeatable: { verdict: AS_EVER, sent: 2 },
	once: { verdict: UNKNOWN, sent: 1 },
};
const lasting: Fault['expected'] = {
	read: { verdict: NOT_DONE, sent: ALL_SENDINGS },
	repeatable: { verdict: UNKNOWN, sent: ALL_SENDINGS },
	once: { verdict: UNKNOWN, sent: 1 },
};
/** What is done is done; whether its answer is needed, the operation knows. */
const noBody: Fault['expected'] = {
	read: { verdict: AS_EVER, sent: 2 },
	repeatable: { verdict: { item: 'asEverOr', effect: 'unknown' }, sent: 1 },
	once: { verdict: { item: 'asEverOr', effect: 'unknown' }, sent: 1 },
};
const once = (verdict: Verdict): Fault['expected'] => ({
	read: { verdict, sent: 1 },
	repeatable: { verdict, sent: 1 },
	once: { verdict, sent: 1 },
});

function refusal(headers: (now: number) => Record<string, string>): Cause {
	return {
		by: 'rule',
		times: 1,
		rule: (now) => ({
			kind: 'status',
			status: 429,
			headers: headers(now),
			body: { message: 'Too many requests' },
		}),
	};
}

function rule(answer: FaultAnswer, times: number, applied = false): Cause {
	return { by: 'rule', rule: () => answer, times, applied };
}

/** A service whose clock is wrong by so much, and that names its times by that clock. */
function skewed(ms: number): Cause {
	return refusal((now) => ({
		date: new Date(now + ms).toUTCString(),
		'retry-after': new Date(now + ms + 2000).toUTCString(),
		'x-ratelimit-reset': String(Math.ceil((now + ms) / 1000) + 1),
	}));
}

const epoch = (now: number) => String(Math.ceil(now / 1000) + 1);

export const FAULTS: readonly Fault[] = [
	{
		id: '429-epoch',
		title: '429, reset as Unix time',
		cause: refusal((now) => ({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': epoch(now) })),
		expected: waitedOut,
	},
	{
		id: '429-seconds',
		title: '429, reset in seconds',
		cause: refusal(() => ({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' })),
		expected: waitedOut,
	},
	{
		id: '429-retry-after',
		title: '429, Retry-After',
		cause: refusal(() => ({ 'retry-after': '1' })),
		expected: waitedOut,
	},
	{ id: '429-bare', title: '429, no header', cause: refusal(() => ({})), expected: waitedOut },
	{
		id: '500',
		title: '500, lasting',
		cause: rule({ kind: 'status', status: 500, body: { message: 'oops' } }, ALL_SENDINGS),
		expected: lasting,
	},
	{
		id: '502',
		title: '502 with HTML, lasting',
		cause: rule({ kind: 'html' }, ALL_SENDINGS),
		expected: lasting,
	},
	{
		id: '503',
		title: '503, Retry-After',
		cause: rule({ kind: 'status', status: 503, headers: { 'retry-after': '1' } }, 1),
		expected: passing,
	},
	{
		id: '408',
		title: '408',
		cause: rule({ kind: 'status', status: 408 }, 1, true),
		expected: passing,
	},
	{
		id: 'refused',
		title: 'connection refused',
		cause: { by: 'outage' },
		expected: once(AS_EVER),
	},
	{
		id: 'cut-headers',
		title: 'cut in the headers',
		cause: rule({ kind: 'cutHeaders' }, 1, true),
		expected: passing,
	},
	{
		id: 'cut-body',
		title: 'cut in the body',
		cause: rule({ kind: 'cutBody' }, 1, true),
		expected: passing,
	},
	{
		id: 'slow',
		title: 'slow past the timeout',
		cause: rule({ kind: 'slow', delayMs: 10_000, then: 'close' }, 1, true),
		options: { timeout: 5 },
		expected: passing,
	},
	{
		id: 'invalid-json',
		title: 'invalid JSON',
		cause: rule({ kind: 'invalidJson' }, 1),
		expected: passing,
	},
	{
		id: 'page',
		title: '200 with an HTML page, lasting',
		cause: rule({ kind: 'html', status: 200 }, ALL_SENDINGS),
		expected: lasting,
	},
	{
		id: 'empty',
		title: 'empty body',
		cause: rule({ kind: 'emptyBody' }, 1, true),
		expected: noBody,
	},
	{
		id: '204-json',
		title: '204 that says JSON',
		cause: rule({ kind: 'noContentJson' }, 1, true),
		expected: noBody,
	},
	{
		id: 'content-type',
		title: 'wrong content type',
		cause: rule({ kind: 'wrongContentType', contentType: 'text/html' }, 1),
		expected: once(AS_EVER),
	},
	{
		id: 'redirect',
		title: 'redirect to another host',
		cause: {
			by: 'rule',
			times: ALL_SENDINGS,
			rule: (_now, elsewhere) => ({ kind: 'redirect', location: elsewhere, status: 307 }),
		},
		expected: once(NOT_DONE),
	},
	{
		id: 'redirect-loop',
		title: 'redirect loop',
		cause: rule({ kind: 'redirect' }, ALL_SENDINGS),
		expected: once(NOT_DONE),
	},
	{
		id: 'huge',
		title: '10 MB body',
		cause: rule({ kind: 'hugeBody' }, 1, true),
		expected: once(AS_EVER),
	},
	{ id: 'expired', title: 'token expires in the middle', timed: true, cause: { by: 'expiry' } },
	{ id: 'token-down', title: 'token endpoint down', cause: { by: 'tokenDown' } },
	{
		id: 'token-down-later',
		title: 'token expires, token endpoint down',
		cause: { by: 'tokenDownLater' },
	},
	{
		id: 'clock-ahead',
		title: 'clock an hour ahead, 429',
		clockMs: HOUR_MS,
		cause: skewed(HOUR_MS),
		expected: waitedOut,
	},
	{
		id: 'clock-behind',
		title: 'clock an hour behind, 429',
		cause: skewed(-HOUR_MS),
		expected: waitedOut,
	},
	{ id: 'retry-on-fail', title: 'Retry On Fail, 500', cause: { by: 'retryOnFail' } },
	{ id: 'stop', title: 'Stop during a call', cause: { by: 'stop' } },
	{ id: 'stop-waiting', title: 'Stop during a wait', cause: { by: 'stopWaiting' } },
];

/**
 * The rule that makes a fault, for the matrix to add whom it hits. A lasting one hits as many calls
 * as are right for one item: one more and the item succeeds, one less and it hits the next item.
 */
export function ruleOf(
	{ cause }: Fault,
	now: number,
	elsewhere: string,
	sent = 1,
): FaultRule | undefined {
	if (cause.by !== 'rule') return undefined;
	const times = Math.min(cause.times, sent);
	return { ...cause.rule(now, elsewhere), times, applied: cause.applied ?? false };
}

/** True for a fault after which the process or the sandbox is not what it was: another run would see it. */
export function leavesTraces({ cause, id }: Fault): boolean {
	const teachesLimit = cause.by === 'rule' && /^(429|clock)/.test(id);
	return teachesLimit || id === 'slow' || ['outage', 'stop', 'stopWaiting'].includes(cause.by);
}
