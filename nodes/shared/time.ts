import { sleep } from 'n8n-workflow';

/** What tells the time, and lets it pass. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Resolves when so many milliseconds are over. */
	sleep(ms: number): Promise<void>;
	/** Calls `then` when so many milliseconds are over. Gives back what calls it off. */
	after(ms: number, then: () => void): () => void;
}

/** Milliseconds; a timer of Node.js that is set to more fires at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

const wallClock: Clock = {
	now: () => Date.now(),
	sleep: async (ms) => {
		await sleep(ms);
	},
	after: (ms, then) => {
		const over = AbortSignal.timeout(Math.min(ms, LONGEST_TIMER));
		over.addEventListener('abort', then, { once: true });
		return () => {
			over.removeEventListener('abort', then);
		};
	},
};

// n8n's sleep cannot be cut short, so a long wait is slept in slices: Stop is noticed within one.
const SLICE_MS = 200;

let clock = wallClock;

/**
 * Puts another clock in the place of the machine's, for all nodes in this process: a test drives
 * it, so that no wait takes real time and nothing goes by how busy the machine is.
 *
 * @returns puts back the clock that was there before
 */
export function useClock(other: Clock): () => void {
	const before = clock;
	clock = other;
	return () => {
		clock = before;
	};
}

/** The time now, in milliseconds since 1970. */
export function now(): number {
	return clock.now();
}

/** The time now, ISO 8601 in UTC with milliseconds. */
export function isoNow(): string {
	return new Date(now()).toISOString();
}

/** Calls `then` when `ms` milliseconds are over, unless what is given back calls it off before. */
export function after(ms: number, then: () => void): () => void {
	return clock.after(ms, then);
}

/** Waits `ms` milliseconds, or less when `signal` is aborted meanwhile. */
export async function wait(ms: number, signal?: AbortSignal): Promise<void> {
	const end = now() + ms;
	for (let left = ms; left > 0 && signal?.aborted !== true; left = end - now()) {
		await clock.sleep(Math.min(left, SLICE_MS));
	}
}
