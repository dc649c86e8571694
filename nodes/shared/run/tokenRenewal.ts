import type { Thrown } from '../http/thrown';
import type { Patience } from '../pace/patience';

/**
 * Renews the access token once for all calls that met its end.
 *
 * n8n renews a token per failed request, so 50 calls that are refused at the same time would make
 * up to 50 token requests. Here every call remembers the generation of the token that it was sent
 * with; only the first that reports a refusal of the current generation renews, the others wait
 * for it.
 */
export class TokenRenewal {
	private current = 0;
	private renewal: Promise<Thrown | undefined> | undefined;

	constructor(private readonly renewToken: (patience: Patience) => Promise<Thrown | undefined>) {}

	/** Read it before sending a call. */
	get generation(): number {
		return this.current;
	}

	/**
	 * Makes sure that the token is newer than `refused`.
	 *
	 * @param patience of the call that met the refusal; the first of several waits for all
	 * @returns undefined when it is, else why no new token was to be had
	 */
	async after(refused: number, patience: Patience): Promise<Thrown | undefined> {
		if (refused < this.current) return undefined;
		this.renewal ??= this.renewToken(patience).finally(() => {
			this.current++;
			this.renewal = undefined;
		});
		return await this.renewal;
	}
}
