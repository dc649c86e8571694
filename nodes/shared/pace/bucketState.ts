import type { LimitReading } from './reading';

/**
 * What is known of one rate-limit bucket of a service, as a pure state machine on a given clock.
 *
 * It believes the service's headers: `remaining` calls until `resetAt`, less those that are under
 * way. After a refusal nothing is sent before the time that the service named.
 */
export class BucketState {
	private remaining: number | undefined;
	private resetAt = 0;
	private blockedUntil = 0;
	private underWay = 0;
	/** Refusals in a row without a time named by the service; each doubles the pause. */
	private refusals = 0;

	/** Milliseconds to wait before the next call may be sent; 0 for at once. */
	delay(now: number): number {
		if (now < this.blockedUntil) return this.blockedUntil - now;
		if (this.remaining === undefined) return 0;
		if (now >= this.resetAt) {
			this.remaining = undefined;
			return 0;
		}
		return this.remaining - this.underWay > 0 ? 0 : this.resetAt - now;
	}

	/** A call is being sent. */
	sent(): void {
		this.underWay++;
	}

	/** A call that was sent came to an end; `reading` is undefined when no answer came. */
	ended(now: number, reading: LimitReading | undefined): void {
		this.underWay = Math.max(0, this.underWay - 1);
		if (reading === undefined) return;
		if (reading.refused) {
			this.refusals++;
			// The service's own time, but never at once: a time in the past must not make a busy loop.
			const least = now + Math.min(250 * 2 ** (this.refusals - 1), 30_000);
			const named = reading.retryAt ?? reading.resetAt ?? 0;
			this.blockedUntil = Math.max(this.blockedUntil, named, least);
			return;
		}
		this.refusals = 0;
		if (reading.remaining === undefined || reading.resetAt === undefined) return;
		// Answers may arrive out of order: within one window the smallest count is the newest.
		const sameWindow = reading.resetAt <= this.resetAt && this.remaining !== undefined;
		this.remaining = sameWindow
			? Math.min(this.remaining ?? 0, reading.remaining)
			: reading.remaining;
		this.resetAt = Math.max(this.resetAt, reading.resetAt);
	}

	/** When a refused call may be sent again, epoch milliseconds. */
	get opensAt(): number {
		return this.blockedUntil;
	}
}
