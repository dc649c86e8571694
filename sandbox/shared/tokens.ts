import type { Clock } from './clock';

export type TokenCheck<Grant> =
	| { state: 'valid'; grant: Grant }
	| { state: 'expired'; grant: Grant }
	| { state: 'unknown' };

/** Access tokens that were given out, with what each one allows and until when. */
export class TokenStore<Grant> {
	private readonly tokens = new Map<string, { grant: Grant; expiresAt: number }>();

	constructor(private readonly clock: Clock) {}

	add(token: string, grant: Grant, lifetimeSeconds: number): void {
		this.tokens.set(token, { grant, expiresAt: this.clock.now() + lifetimeSeconds * 1000 });
	}

	check(token: string): TokenCheck<Grant> {
		const known = this.tokens.get(token);
		if (!known) return { state: 'unknown' };
		const state = this.clock.now() >= known.expiresAt ? 'expired' : 'valid';
		return { state, grant: known.grant };
	}

	/** Every token given out so far is expired from now on. */
	expireAll(): void {
		for (const token of this.tokens.values()) token.expiresAt = Number.NEGATIVE_INFINITY;
	}

	/** Forgets all tokens: each is unknown from now on, not expired. */
	clear(): void {
		this.tokens.clear();
	}
}
