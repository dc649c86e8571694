import { BucketState } from './bucketState';
import type { Patience } from './patience';
import type { LimitReading } from './reading';
import { wait } from './wait';

/** Up to a quarter of a second on top of every wait, so that several processes do not come back together. */
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
	 * @returns undefined with the permission given, or why the wait was given up
	 */
	async admit(patience: Patience, signal?: AbortSignal): Promise<TooLong | undefined> {
		const turn = this.queue.then(async () => await this.waitForTurn(patience, signal));
		this.queue = turn;
		return await turn;
	}

	/** Tells how an admitted call ended. */
	settle(reading: LimitReading | undefined): void {
		this.state.ended(Date.now(), reading);
	}

	private async waitForTurn(
		patience: Patience,
		signal?: AbortSignal,
	): Promise<TooLong | undefined> {
		for (;;) {
			const delay = this.state.delay(Date.now());
			if (delay <= 0 || signal?.aborted === true) break;
			const pause = delay + Math.random() * JITTER_MS;
			if (!patience.allows(delay)) return { opensAt: Date.now() + delay };
			patience.spend(delay);
			await wait(pause, signal);
		}
		this.state.sent();
		return undefined;
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
