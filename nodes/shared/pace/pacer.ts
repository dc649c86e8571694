import { now, wait } from '../time';
import { BucketState, type Permit } from './bucketState';
import type { Patience } from './patience';
import type { LimitReading } from './reading';

/** Up to so much on top of a long wait, so that several processes do not come back together. */
const JITTER_MS = 250;
/** How often whoever waits is asked whether it still does; Stop is noticed within this. */
const SLICE_MS = 200;

/** What became of a wait for the permission to send. */
export type Admission = Permit | TooLong | Stopped;

/** The limit would keep a request waiting longer than the user allows. */
export interface TooLong {
	/** When the service takes calls again, epoch milliseconds. */
	opensAt: number;
}

/** The execution was stopped while its call waited. */
export interface Stopped {
	stopped: true;
}

interface Waiter {
	patience: Patience;
	signal: AbortSignal | undefined;
	settle: (admission: Admission) => void;
}

/**
 * Holds back the calls of one rate-limit bucket until the service will take them. Callers get the
 * permission in the order in which they asked; one that does not wait as long as the first leaves
 * the line at once.
 */
export class Pacer {
	private readonly state = new BucketState();
	private line: Waiter[] = [];
	private serving = false;

	/** Waits for the permission to send one call, to be given back to {@link settle}. */
	async admit(patience: Patience, signal?: AbortSignal): Promise<Admission> {
		return await new Promise((settle) => {
			this.line.push({ patience, signal, settle });
			if (this.serving) this.sendAway();
			else void this.serve();
		});
	}

	/** Tells how an admitted call ended; `reading` is undefined when no answer came. */
	settle(permit: Permit, reading: LimitReading | undefined): void {
		this.state.ended(now(), permit, reading);
	}

	private async serve(): Promise<void> {
		this.serving = true;
		for (;;) {
			this.sendAway();
			const [first] = this.line;
			if (first === undefined) break;
			const delay = this.state.delay(now());
			if (delay > 0) {
				await this.hold(first, delay);
				continue;
			}
			this.line.shift();
			first.settle(this.state.sent(now()));
		}
		this.serving = false;
	}

	/** Keeps the first waiting, as long as its call would not be taken yet and it is there. */
	private async hold(first: Waiter, delay: number): Promise<void> {
		// Waits of one call at a set pace are left as they are; only a crowd that waits for the same
		// moment has to be spread.
		const end = now() + delay + Math.random() * Math.min(JITTER_MS, delay / 10);
		for (let left = end - now(); left > 0 && this.line[0] === first; left = end - now()) {
			const slice = Math.min(left, SLICE_MS);
			await wait(slice, first.signal);
			// Only what is over counts: a latecomer has everybody's remaining wait looked at again.
			first.patience.spend(slice);
			this.sendAwayStopped();
		}
	}

	/** Those whose execution was stopped, and those for whom the wait would be too long. */
	private sendAway(): void {
		this.sendAwayStopped();
		const time = now();
		const delay = this.state.delay(time);
		this.keep(({ patience }) => patience.allows(delay), { opensAt: time + delay });
	}

	private sendAwayStopped(): void {
		this.keep(({ signal }) => signal?.aborted !== true, { stopped: true });
	}

	private keep(stays: (waiter: Waiter) => boolean, toOthers: Admission): void {
		const others = this.line.filter((waiter) => !stays(waiter));
		if (others.length === 0) return;
		this.line = this.line.filter(stays);
		for (const { settle } of others) settle(toOthers);
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
