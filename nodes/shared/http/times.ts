import type { HttpAnswer } from './answer';
import { retryAfterMs } from './backoff';

/** Clocks that differ by less may as well agree: the Date header counts whole seconds. */
const SAME_CLOCK_MS = 2000;
/** Seconds of a Unix time of our days; nobody is told to wait for so long. */
const UNIX_TIME = 1e9;

/**
 * How far the service's clock is ahead of ours, in milliseconds, by its Date header. A point in
 * time that the service names is one on its clock, and clocks may differ by more than the wait.
 */
export function clockLead(answer: HttpAnswer, now: number): number {
	const date = Date.parse(answer.header('date') ?? '');
	const lead = Number.isNaN(date) ? 0 : date - now;
	return Math.abs(lead) < SAME_CLOCK_MS ? 0 : lead;
}

/** The wait that a Retry-After header orders, in milliseconds; undefined without one. */
export function orderedWaitMs(answer: HttpAnswer, now: number): number | undefined {
	return retryAfterMs(answer.header('retry-after'), now + clockLead(answer, now));
}

/**
 * When a limit opens, on our clock, by a header that holds Unix time or the seconds that are left.
 * The two cannot be taken for each other, and a gateway may put the one in the place of the other:
 * Unix time read as seconds would close the limit for decades.
 */
export function resetTime(
	seconds: number | undefined,
	answer: HttpAnswer,
	now: number,
): number | undefined {
	if (seconds === undefined) return undefined;
	return seconds >= UNIX_TIME ? seconds * 1000 - clockLead(answer, now) : now + seconds * 1000;
}
