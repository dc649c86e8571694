/**
 * Follows a token bucket of the service by its headers: how many calls are left, and how fast calls
 * are added for us.
 *
 * Between two answers the service adds `(remaining now - remaining then) + calls of ours in between`
 * calls; that, per time, is the refill rate less what others take, which is just what we may spend.
 * While much is left, calls go out at once; near the end they are spaced so that a small level stays
 * (proportional control), and at most a part of what is left is claimed at a time. So several
 * processes that share a limit settle near it without talking to each other: each sees the others in
 * what is left.
 *
 * All times are milliseconds on the caller's clock.
 */
export class TokenEstimate {
	private tokens = 0;
	private limit = 0;
	private readAt = -1;
	private resetAt = 0;
	private lastSend = -Infinity;
	/** Calls added for us per millisecond; undefined until there was a sample. */
	private refill: number | undefined;
	private sample: { at: number; remaining: number; answered: number } | undefined;
	private answered = 0;
	/** Grows with each refusal: others are on their way to the same calls. */
	private caution = 1;
	private lastRefusal = -Infinity;
	private inARow = 0;
	/** True once extrapolating was refused again and again: calls are added at the reset time only. */
	private addsInSteps = false;

	/** True once there was an answer with headers. */
	get known(): boolean {
		return this.readAt >= 0;
	}

	/** Milliseconds until a call is likely to be taken. */
	delay(now: number, underWay: number): number {
		const there = this.expected(now);
		const level = there - underWay;
		const target = this.target();
		const claimed = underWay > 0 && underWay + 1 > there / CLAIM;
		if (level >= FREE * target && !claimed) return 0;
		if (claimed && this.refill === undefined) return LOOK_AGAIN_MS;
		return this.spacing(now, level, target);
	}

	sent(now: number): void {
		this.lastSend = now;
	}

	/** An answer with headers came. */
	read(now: number, remaining: number, limit: number | undefined, resetAt: number): void {
		this.answered++;
		this.learn(now, remaining);
		// Answers overtake each other: of those that come together the smallest count is the newest.
		const together = resetAt === this.resetAt && now - this.readAt < TOGETHER_MS;
		this.tokens = together ? Math.min(this.expected(now), remaining) : remaining;
		this.limit = limit ?? Math.max(this.limit, remaining);
		this.readAt = now;
		this.resetAt = resetAt;
		this.caution = Math.max(1, this.caution * CAUTION_DECAY);
	}

	/**
	 * A call was refused although it was expected to pass.
	 *
	 * @param opensAt when the service takes calls again, by its refusal
	 */
	refused(now: number, opensAt: number | undefined): void {
		const isEmpty = this.tokens < 1;
		this.tokens = 0;
		this.readAt = now;
		this.caution = Math.min(this.caution * 1.5, MOST_CAUTION);
		// Refusals of calls that went together are one; several close together tell of steps.
		const since = now - this.lastRefusal;
		if (since > STEP_MEMORY_MS) this.inARow = 0;
		else if (since > TOGETHER_MS) this.inARow++;
		this.addsInSteps = this.resetAt > now && this.inARow >= STEPS_AFTER;
		this.lastRefusal = now;
		// What was known of the reset holds for a bucket that was known to be empty. Else the refusal
		// has another reason, and when it names no time, the next call asks.
		if (opensAt !== undefined) this.resetAt = opensAt;
		else if (!isEmpty || this.resetAt <= now) this.resetAt = now + 1;
	}

	/** The level that is held, so that calls of others and late answers do no harm. */
	private target(): number {
		return Math.min(Math.max(2, this.limit * TARGET), 10) * this.caution;
	}

	private spacing(now: number, level: number, target: number): number {
		const rate = this.rate();
		if (rate < SLOWEST) return level >= 1 ? 0 : this.untilReset(now);
		const paced = rate * Math.min(Math.max(level / target, LOWEST_PACE), FREE);
		return Math.max(0, this.lastSend + 1 / paced - now);
	}

	private untilReset(now: number): number {
		return this.resetAt > now ? this.resetAt - now : LOOK_AGAIN_MS;
	}

	/** How many calls are there now, those that are under way included. */
	private expected(now: number): number {
		const rate = this.rate();
		// The reset has passed and nothing is known since: enough for one call that asks. A reading
		// that named a reset in the past does not keep from asking for ever.
		const isOld = this.readAt < this.resetAt || now - this.readAt >= ASK_AGAIN_MS;
		if (rate < SLOWEST && isOld && this.resetAt <= now && this.tokens < CLAIM) return CLAIM;
		return Math.min(this.tokens + rate * (now - this.readAt), Math.max(this.limit, 1));
	}

	/** Calls added per millisecond between two answers. */
	private rate(): number {
		return this.addsInSteps ? 0 : (this.refill ?? 0);
	}

	private learn(now: number, remaining: number): void {
		const { sample } = this;
		if (sample !== undefined) {
			const span = now - sample.at;
			if (span < SAMPLE_MS) return;
			const added = remaining - sample.remaining + (this.answered - sample.answered);
			const rate = Math.max(0, added / span);
			this.refill = this.refill === undefined ? rate : this.refill + WEIGHT * (rate - this.refill);
		}
		this.sample = { at: now, remaining, answered: this.answered };
	}
}

/** Part of what is left that may be under way at a time: one in so many. */
const CLAIM = 8;
/** Levels above this many targets are not paced. */
const FREE = 3;
/** Held level as a part of the bucket. */
const TARGET = 0.05;
const LOWEST_PACE = 0.1;
const SLOWEST = 1 / 20_000;
const SAMPLE_MS = 250;
const WEIGHT = 0.3;
const TOGETHER_MS = 20;
const LOOK_AGAIN_MS = 10;
const ASK_AGAIN_MS = 250;
const MOST_CAUTION = 4;
const CAUTION_DECAY = 0.995;
const STEP_MEMORY_MS = 1_500;
const STEPS_AFTER = 3;
