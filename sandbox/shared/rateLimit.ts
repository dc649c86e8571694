import { time } from './time';

/**
 * How many requests a bucket lets through.
 *
 * `continuous` adds requests all the time, `window` adds those of a whole
 * window at its start (at the top of each second or minute).
 */
export interface RateLimit {
	/** Requests added per second, on average. */
	perSecond: number;
	/** Size of the bucket. */
	burst: number;
	refill?: 'continuous' | 'window';
	/** Length of a window in seconds; only for `window`. Default 1. */
	windowSeconds?: number;
}

/** What a bucket tells about itself; times in milliseconds since 1970, by the wall clock. */
export interface LimitReading {
	bucket: string;
	limit: number;
	remaining: number;
	/** When requests are added again. */
	resetAt: number;
	now: number;
}

export interface LimitDecision {
	allowed: boolean;
	reading: LimitReading;
}

export interface RefusalAnswer {
	status: number;
	headers: Record<string, string>;
	body: unknown;
}

/** How a service speaks of its limits. */
export interface LimitDialect {
	/** Headers of an answer that was let through. */
	headers(reading: LimitReading): Record<string, string>;
	/** The whole answer when the bucket was empty. */
	refusal(reading: LimitReading): RefusalAnswer;
}

export class TokenBucket {
	private tokens: number;
	private countedAt: number;

	constructor(
		readonly name: string,
		readonly limit: RateLimit,
		private readonly now: () => number = () => time.now(),
	) {
		if (!(limit.perSecond > 0) || !(limit.burst >= 1)) {
			throw new RangeError('A rate limit needs perSecond > 0 and burst >= 1');
		}
		this.tokens = limit.burst;
		this.countedAt = now();
	}

	/** Takes one request out of the bucket if there is one. */
	take(): LimitDecision {
		const now = this.now();
		this.refill(now);
		const allowed = this.tokens >= 1;
		if (allowed) this.tokens -= 1;
		return { allowed, reading: this.read(now) };
	}

	private get windowMs(): number {
		return (this.limit.windowSeconds ?? 1) * 1000;
	}

	private refill(now: number): void {
		if (this.limit.refill === 'window') {
			const windows = Math.floor(now / this.windowMs) - Math.floor(this.countedAt / this.windowMs);
			if (windows > 0) this.add((windows * this.windowMs * this.limit.perSecond) / 1000);
		} else {
			this.add(((now - this.countedAt) / 1000) * this.limit.perSecond);
		}
		this.countedAt = now;
	}

	private add(tokens: number): void {
		this.tokens = Math.min(this.limit.burst, this.tokens + tokens);
	}

	private read(now: number): LimitReading {
		const whole = Math.floor(this.tokens);
		return {
			bucket: this.name,
			limit: this.limit.burst,
			remaining: whole,
			resetAt: this.nextAddition(now, whole),
			now,
		};
	}

	private nextAddition(now: number, whole: number): number {
		if (this.limit.refill === 'window') {
			return (Math.floor(now / this.windowMs) + 1) * this.windowMs;
		}
		return now + ((whole + 1 - this.tokens) / this.limit.perSecond) * 1000;
	}
}

/**
 * The buckets of one sandbox. They run on the wall clock, not on the sandbox's
 * clock: whoever waits for a limit waits in real time.
 */
export class RateLimits {
	private buckets = new Map<string, TokenBucket>();

	constructor(
		private readonly initial: Record<string, RateLimit>,
		readonly dialect: LimitDialect,
		private readonly now: () => number = () => time.now(),
	) {
		this.reset();
	}

	reset(): void {
		this.buckets = new Map();
		for (const [name, limit] of Object.entries(this.initial)) this.set(name, limit);
	}

	/** Gives a bucket a new limit and fills it; without a limit the bucket goes away. */
	set(name: string, limit: RateLimit | undefined): void {
		if (limit) this.buckets.set(name, new TokenBucket(name, limit, this.now));
		else this.buckets.delete(name);
	}

	describe(): Record<string, RateLimit> {
		return Object.fromEntries([...this.buckets].map(([name, bucket]) => [name, bucket.limit]));
	}

	/**
	 * Asks the named buckets in their order; buckets that were not set let
	 * everything through. The reading is that of the bucket that refused, else
	 * of the one with the least left. Undefined when no named bucket is set.
	 */
	take(names: readonly string[]): LimitDecision | undefined {
		let tightest: LimitDecision | undefined;
		for (const name of names) {
			const decision = this.buckets.get(name)?.take();
			if (!decision) continue;
			if (!decision.allowed) return decision;
			if (!tightest || decision.reading.remaining < tightest.reading.remaining) tightest = decision;
		}
		return tightest;
	}
}
