import { BucketState, type Permit } from './bucketState';
import type { Patience } from './patience';
import type { LimitReading } from './reading';
import { wait } from './wait';

/** Up to so much on top of a long wait, so that several processes do not come back together. */
const JITTER_MS = 250;

/** The limit would keep a request waiting longer than the user allows. */
export interface TooLong {
	/** When the service takes calls again, epoch milliseconds. */
	opensAt: number;
}

/** Holds back the calls of one rate-limit bucket until the service will take them. */
export class Pacer {
	private readonly state = new BucketState();
	private queue: Promise<unknown> = Promise.resolve();

	/**
	 * Waits for the permission to send one call. Callers get it in the order in which they asked.
	 *
	 * @returns the permission, to be given back to {@link settle}, or why the wait was given up
	 */
	async admit(patience: Patience, signal?: AbortSignal): Promise<Permit | TooLong> {
		const turn = this.queue.then(async () => await this.waitForTurn(patience, signal));
		this.queue = turn;
		return await turn;
	}

	/** Tells how an admitted call ended; `reading` is undefined when no answer came. */
	settle(permit: Permit, reading: LimitReading | undefined): void {
		this.state.ended(Date.now(), permit, reading);
	}

	private async waitForTurn(
		patience: Patience,
		signal: AbortSignal | undefined,
	): Promise<Permit | TooLong> {
		for (;;) {
			const delay = this.state.delay(Date.now());
			if (delay <= 0 || signal?.aborted === true) return this.state.sent(Date.now());
			if (!patience.allows(delay)) return { opensAt: Date.now() + delay };
			patience.spend(delay);
			// Waits of one call at a set pace are left as they are; only a crowd that waits for the same
			// moment has to be spread.
			await wait(delay + Math.random() * Math.min(JITTER_MS, delay / 10), signal);
		}
	}
}

const pacers = new Map<string, Pacer>();

/**
 * The pacer of a bucket, shared by all nodes and executions in this process: limits belong to the
 * tenant or account behind the host, not to a credential.
 */
export function pacerFor(host: string, bucket: string): Pacer {
	const key = `${host} ${bucket}`;
	let pacer = pacers.get(key);
	if (pacer === undefined) {
		pacer = new Pacer();
		pacers.set(key, pacer);
	}
	return pacer;
}
