import { after } from '../time';

/**
 * The end of one exchange by the clock. n8n's `timeout` ends a connection that is silent for so
 * long, and one that drips a byte now and then never.
 */
export class Deadline {
	/** The time was over before the exchange was. */
	hasPassed = false;
	private readonly breaker = new AbortController();
	private callOff: () => void = () => undefined;

	/**
	 * @param ms time for each sending
	 * @param stop ends the exchange, too: Stop was pressed
	 */
	constructor(
		private readonly ms: number,
		private readonly stop: AbortSignal | undefined,
	) {
		stop?.addEventListener('abort', this.breakOff, { once: true });
		if (stop?.aborted === true) this.breakOff();
	}

	/**
	 * The signal for a sending, whose time begins now: n8n may send the same request a second time,
	 * with another token.
	 */
	begin(): AbortSignal {
		this.callOff();
		this.callOff = after(this.ms, () => {
			this.hasPassed = true;
			this.breakOff();
		});
		return this.breaker.signal;
	}

	/** The exchange is over in time. */
	end(): void {
		this.callOff();
		this.stop?.removeEventListener('abort', this.breakOff);
	}

	/** Ends whatever is under way, and closes what nobody will read. */
	readonly breakOff = (): void => {
		this.breaker.abort();
	};
}
