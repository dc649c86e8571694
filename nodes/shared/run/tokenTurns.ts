import type { Stopped, TooLong } from '../pace/pacer';
import type { Patience } from '../pace/patience';
import type { TokenGate, Turn, TurnResult } from '../pace/tokenGate';
import type { Thrown } from '../http/thrown';

/**
 * The turns of one run at the gate of its credential. A run whose token the service has accepted
 * needs none: it waits for nobody's token until its own is refused.
 */
export class TokenTurns {
	private isAccepted = false;

	constructor(
		readonly gate: TokenGate,
		private readonly signal: AbortSignal | undefined,
	) {}

	async admit(patience: Patience): Promise<Turn | TooLong | Stopped> {
		if (this.isAccepted) return { level: 0, asks: false };
		return await this.gate.admit(patience, this.signal);
	}

	/** The service answered a call: with the token that it has, or not for that. */
	answered(turn: Turn, isTokenRefused: boolean): void {
		this.isAccepted = !isTokenRefused;
		this.gate.settle(turn, isTokenRefused ? 'open' : 'token');
	}

	/** No answer came. */
	failed(turn: Turn, thrown: Thrown): void {
		if (thrown.kind === 'tokenLimit') this.isAccepted = false;
		this.gate.settle(turn, resultOf(thrown), thrown.againAfterMs);
	}

	/** The call did not go out after all. */
	notTaken(turn: Turn): void {
		this.gate.settle(turn, 'open');
	}

	/**
	 * Gets another token in the place of a refused one.
	 *
	 * @param renew asks for it
	 * @returns undefined when there is one, else why there is none
	 */
	async renew(
		renew: () => Promise<Thrown | undefined>,
		patience: Patience,
	): Promise<Thrown | undefined> {
		for (;;) {
			const turn = await this.gate.admit(patience, this.signal);
			if ('stopped' in turn) return { kind: 'cancelled', detail: '' };
			if ('opensAt' in turn) return { kind: 'tokenLimit', detail: '', opensAt: turn.opensAt };
			const thrown = await renew();
			this.gate.settle(
				turn,
				thrown === undefined ? 'token' : resultOf(thrown),
				thrown?.againAfterMs,
			);
			if (thrown?.kind !== 'tokenLimit') return thrown;
		}
	}
}

function resultOf({ kind }: Thrown): TurnResult {
	if (kind === 'tokenLimit') return 'limited';
	// A refused credential is no matter of time: who waits is told the same at once.
	return kind === 'credential' ? 'token' : 'open';
}
