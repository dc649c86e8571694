import { now, wait } from '../time';
import type { Patience } from './patience';
import type { Stopped, TooLong } from './pacer';

/** The first pause after a refusal; each further one is twice as long. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 64_000;
/** The longest window that a service of this package documents for sign-ins. */
const LONGEST_TOLD_MS = 5 * 60_000;
/** After so long without a try, what was refused before says nothing any more. */
const FORGOTTEN_AFTER_MS = 10 * 60_000;
/** How often whoever waits looks again; Stop is noticed within this. */
const SLICE_MS = 200;

/** A call that may need an access token, under way. To be given back to {@link TokenGate.settle}. */
export interface Turn {
	/** Refusals that were known when it began. */
	readonly level: number;
	/** It is the one that asks while the others wait. */
	readonly asks: boolean;
}

/**
 * What became of a turn:
 * - `token`: there was a token for it
 * - `limited`: too many tokens were asked for
 * - `open`: neither is known
 */
export type TurnResult = 'token' | 'limited' | 'open';

/**
 * Lets one call ask for an access token while a service gives none because too many were asked for.
 *
 * n8n asks for a token on its own, within whatever call finds none, and for each call that does: a
 * hundred calls that wait each for itself would keep the limit closed for as long as they wait. Here
 * one of them waits, 1, 2, 4, 8 s and so on, and asks; the others, of all runs in this process, wait
 * for what comes of it.
 */
export class TokenGate {
	/** Refusals in a row. */
	private level = 0;
	private opensAt = 0;
	private isAsked = false;

	/** Waits until a call may go out that may need a token. */
	async admit(patience: Patience, signal?: AbortSignal): Promise<Turn | TooLong | Stopped> {
		for (;;) {
			if (signal?.aborted === true) return { stopped: true };
			const time = now();
			if (!this.isAsked && time - this.opensAt > FORGOTTEN_AFTER_MS) this.level = 0;
			const { level } = this;
			if (level === 0) return { level, asks: false };
			const delay = Math.max(0, this.opensAt - time);
			if (delay === 0 && !this.isAsked) {
				this.isAsked = true;
				return { level, asks: true };
			}
			const slice = delay > 0 ? Math.min(delay, SLICE_MS) : SLICE_MS;
			if (!patience.allows(Math.max(delay, slice))) return { opensAt: this.opensAt };
			await wait(slice, signal);
			patience.spend(slice);
		}
	}

	/**
	 * Tells how an admitted call ended.
	 *
	 * @param toldMs wait that the service ordered, where n8n lets the node know
	 */
	settle({ level, asks }: Turn, result: TurnResult, toldMs = 0): void {
		if (asks) this.isAsked = false;
		if (result === 'token' && asks) this.level = 0;
		// Of several that were refused at the same time, the first counts for all.
		if (result !== 'limited' || level < this.level) return;
		this.level += 1;
		const pause = Math.min(FIRST_PAUSE_MS * 2 ** (this.level - 1), LONGEST_PAUSE_MS);
		const least = Math.max(pause, Math.min(toldMs, LONGEST_TOLD_MS));
		// Processes that share a credential do not come back together.
		this.opensAt = now() + least + (Math.random() * least) / 4;
	}
}

const gates = new Map<string, TokenGate>();

/** The gate of a credential at a host, shared by all nodes and executions in this process. */
export function tokenGateFor(host: string, credential: string): TokenGate {
	const key = `${host} ${credential}`;
	let gate = gates.get(key);
	if (gate === undefined) {
		gate = new TokenGate();
		gates.set(key, gate);
	}
	return gate;
}
