/** Why something that was met stays. */
export type KeptReason =
	/** It is readable beside factors and is none, e.g. a password. */
	| 'notAFactor'
	/** The service does not take the last role of a user. */
	| 'lastRole'
	/** A token that a person without a device may be about to use. */
	| 'temporaryToken'
	/** The step that ends it is not among the chosen ones. */
	| 'stepNotChosen';

/** Something that was met on the way and stays. */
export interface Kept {
	/** In the service's words, e.g. "password". */
	what: string;
	id: string | null;
	reason: KeptReason;
}

/** What was met, each thing once however often it was met. */
export class KeptThings {
	private readonly things = new Map<string, Kept>();

	add(kept: Kept): void {
		this.things.set(JSON.stringify([kept.what, kept.id]), kept);
	}

	has(reason: KeptReason): boolean {
		return this.all.some((kept) => kept.reason === reason);
	}

	get all(): Kept[] {
		return [...this.things.values()];
	}
}
