import { time } from './time';

/**
 * The sandbox's clock. It can be moved forward, so that a token can expire
 * without anybody waiting for it.
 */
export class Clock {
	private shiftMs = 0;

	/** @param wall the clock underneath, in milliseconds since 1970 */
	constructor(private readonly wall: () => number = () => time.now()) {}

	/** Milliseconds since 1970, by this clock. */
	now(): number {
		return this.wall() + this.shiftMs;
	}

	/** ISO 8601 UTC with milliseconds, by this clock. */
	iso(atMs: number = this.now()): string {
		return new Date(atMs).toISOString();
	}

	/** How far this clock is ahead of the wall clock, in milliseconds. */
	get shift(): number {
		return this.shiftMs;
	}

	/** Moves the clock by so many milliseconds; it never goes back but by {@link reset}. */
	advance(ms: number): void {
		if (!Number.isFinite(ms) || ms < 0) throw new RangeError('The clock only moves forward');
		this.shiftMs += ms;
	}

	reset(): void {
		this.shiftMs = 0;
	}
}
