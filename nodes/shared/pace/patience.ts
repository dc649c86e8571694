/**
 * How long one request may still wait for the service's limit, over all its attempts. The bound is
 * the user's Max Wait option.
 */
export class Patience {
	private waitedMs = 0;

	constructor(private readonly maxWaitMs: number) {}

	/** True when waiting `ms` more stays within Max Wait. */
	allows(ms: number): boolean {
		return this.waitedMs + ms <= this.maxWaitMs;
	}

	spend(ms: number): void {
		this.waitedMs += ms;
	}
}
