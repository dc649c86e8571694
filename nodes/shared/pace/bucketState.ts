import { RateSearch } from './rateSearch';
import type { LimitReading } from './reading';
import { TokenEstimate } from './tokenEstimate';

/** A call that was let through: when it was sent. */
export interface Permit {
	readonly sentAt: number;
}

/**
 * What is known of one rate-limit bucket of a service, as a pure state machine on a given clock
 * (milliseconds). It goes by the service's headers where there are any, else by its refusals, and
 * sends nothing before the time that the service named in a refusal.
 */
export class BucketState {
	private readonly tokens = new TokenEstimate();
	private readonly search = new RateSearch();
	private blockedUntil = 0;
	private underWay = 0;
	/** Refusals in a row; each doubles the pause where the service names none. */
	private refusals = 0;
	private lastRefusal = -Infinity;

	/** @param random between 0 and 1; spreads processes that were refused together */
	constructor(private readonly random: () => number = Math.random) {}

	/** Milliseconds to wait before the next call may be sent; 0 for at once. */
	delay(now: number): number {
		const blocked = Math.max(0, this.blockedUntil - now);
		const paced = this.tokens.known
			? this.tokens.delay(now, this.underWay)
			: this.search.delay(now);
		return Math.max(blocked, paced);
	}

	/** A call is being sent. */
	sent(now: number): Permit {
		this.underWay++;
		this.search.sent(now);
		this.tokens.sent(now);
		return { sentAt: now };
	}

	/** A call that was sent came to an end; `reading` is undefined when no answer came. */
	ended(now: number, permit: Permit, reading: LimitReading | undefined): void {
		this.underWay = Math.max(0, this.underWay - 1);
		if (reading === undefined) return;
		if (reading.refused) {
			this.refused(now, permit, reading);
			return;
		}
		this.refusals = 0;
		this.search.accept(now);
		const { remaining, limit, resetAt } = reading;
		if (remaining !== undefined) this.tokens.read(now, remaining, limit, resetAt ?? now);
	}

	private refused(now: number, { sentAt }: Permit, reading: LimitReading): void {
		this.search.refused(now, sentAt);
		if (this.tokens.known) this.tokens.refused(now, reading.retryAt ?? reading.resetAt);
		// Calls that were under way together are refused together: they are one refusal.
		if (sentAt > this.lastRefusal) {
			this.refusals++;
			this.lastRefusal = now;
		}
		// The service's own time, but never at once: a time in the past must not make a busy loop.
		const pause = Math.min(FIRST_PAUSE_MS * 2 ** (this.refusals - 1), LONGEST_PAUSE_MS);
		const least = now + pause * (1 + this.random() / 2);
		const named = reading.retryAt ?? this.farReset(now, reading) ?? 0;
		this.blockedUntil = Math.max(this.blockedUntil, named, least);
	}

	/** A reset a second away is followed by the estimate, which knows when the next call is added. */
	private farReset(now: number, { resetAt }: LimitReading): number | undefined {
		if (resetAt === undefined) return undefined;
		return !this.tokens.known || resetAt - now > NEAR_MS ? resetAt : undefined;
	}
}

const NEAR_MS = 1_100;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;
