/**
 * Finds the rate of a service that tells nothing but 429: additive increase, multiplicative
 * decrease (Chiu and Jain 1989), with the decrease measured instead of guessed. Between two
 * refusals the service took `accepted` calls in `elapsed` time, pauses included; once its burst is
 * used up, that is its rate.
 *
 * All times are milliseconds on the caller's clock.
 */
export class RateSearch {
	/** Calls per millisecond; undefined while no refusal was met: no limit is known. */
	private rate: number | undefined;
	private epochStart = 0;
	private accepted = 0;
	private lastSend = -Infinity;
	private lastCut = -Infinity;
	private lastRaise = 0;

	/** Milliseconds until the next call is due. */
	delay(now: number): number {
		if (this.rate === undefined) return 0;
		return Math.max(0, this.lastSend + 1 / this.rate - now);
	}

	sent(now: number): void {
		if (this.epochStart === 0) this.epochStart = now;
		// A call that was due a little earlier keeps its place: rounding up each wait would add up.
		const due = this.rate === undefined ? now : this.lastSend + 1 / this.rate;
		this.lastSend = now - due < MOST_CATCH_UP_MS ? Math.min(now, due) : now;
	}

	accept(now: number): void {
		this.accepted++;
		if (this.rate === undefined) return;
		if (now - this.lastRaise < RAISE_EVERY_MS) return;
		this.lastRaise = now;
		this.rate *= RAISE;
	}

	/** A call sent at `sentAt` was refused. Those sent before the last cut tell nothing new. */
	refused(now: number, sentAt: number): void {
		if (sentAt <= this.lastCut) return;
		const elapsed = Math.max(1, now - this.epochStart);
		const measured = Math.max(this.accepted, 1) / elapsed;
		const current = this.rate ?? measured;
		this.rate = Math.max(Math.min(current * CUT, measured), SLOWEST);
		this.epochStart = now;
		this.accepted = 0;
		this.lastCut = now;
		this.lastRaise = now;
	}
}

const RAISE = 1.02;
const RAISE_EVERY_MS = 500;
const CUT = 0.9;
const SLOWEST = 1 / 60_000;
const MOST_CATCH_UP_MS = 50;
