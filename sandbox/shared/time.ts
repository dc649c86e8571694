import type { ServerResponse } from 'node:http';
import { setTimeout as sleepOnWall } from 'node:timers/promises';

/** What tells a sandbox the time, and lets it pass. */
export interface SandboxTime {
	/** Milliseconds since 1970. */
	now(): number;
	/** Resolves when so many milliseconds are over. A wait keeps no process alive. */
	sleep(ms: number): Promise<void>;
	/**
	 * Says that the service leaves this response open, until what is given back is called or the
	 * response is closed: whoever drives the time need not wait for the answer.
	 */
	hold(response: ServerResponse): () => void;
}

const wall: SandboxTime = {
	now: () => Date.now(),
	sleep: async (ms) => {
		await sleepOnWall(ms, undefined, { ref: false });
	},
	hold: () => () => undefined,
};

let current = wall;

/** The time of all sandboxes in this process: the machine's, unless a test drives it. */
export const time: SandboxTime = {
	now: () => current.now(),
	sleep: async (ms) => {
		await current.sleep(ms);
	},
	hold: (response) => current.hold(response),
};

/**
 * Puts another time in the place of the machine's.
 *
 * @returns puts back what was there before
 */
export function useTime(other: SandboxTime): () => void {
	const before = current;
	current = other;
	return () => {
		current = before;
	};
}

/** Leaves a response open for so many milliseconds. */
export async function holdFor(response: ServerResponse, ms: number): Promise<void> {
	const release = time.hold(response);
	await time.sleep(ms);
	release();
}
