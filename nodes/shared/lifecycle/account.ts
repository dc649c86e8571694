import type { IDataObject } from 'n8n-workflow';

/**
 * What a reading of a user's record is good for; each is good for what stands before it, too:
 * - `part`: a row of a list that holds a part of the record
 * - `whole`: a row of a list that holds all that steps look at
 * - `own`: the answer to a question about this very user, by id
 */
export type ReadingKind = 'part' | 'whole' | 'own';

const KINDS: readonly ReadingKind[] = ['part', 'whole', 'own'];

/** A reading of a user's own record. */
export interface AccountReading {
	data: IDataObject;
	kind: ReadingKind;
}

/**
 * A user's own record as several steps look at it. Where status, roles or factors stand in the same
 * answer, steps share one request. A step that looks again wants to see what has changed and gets a
 * new reading, and so does whoever looks after a change. What the answer to a change says of the
 * user is no reading: services tell there what was asked for, whether or not it came about.
 */
export class Account {
	private readonly lookers = new Set<string>();
	private outdated: boolean;

	/**
	 * @param read asks the service for the record of this very user
	 * @param latest as the lookup found it; undefined when that may be outdated
	 */
	constructor(
		private readonly read: () => Promise<IDataObject>,
		private latest: AccountReading | undefined,
	) {
		this.outdated = latest === undefined;
	}

	/** As it was read last, for values that a change has to repeat. */
	get known(): IDataObject {
		return this.latest?.data ?? {};
	}

	/**
	 * The record as `looker` has not seen it yet.
	 *
	 * @param looker id of the step that looks
	 * @param kind the least that is enough
	 */
	async look(looker: string, kind: ReadingKind = 'whole'): Promise<IDataObject> {
		if (this.outdated || !this.isEnough(kind) || this.lookers.has(looker)) {
			this.latest = { data: await this.read(), kind: 'own' };
			this.outdated = false;
			this.lookers.clear();
		}
		this.lookers.add(looker);
		return this.known;
	}

	/** To be called when something of it may have been changed. */
	wasChanged(): void {
		this.outdated = true;
	}

	private isEnough(kind: ReadingKind): boolean {
		return this.latest !== undefined && KINDS.indexOf(this.latest.kind) >= KINDS.indexOf(kind);
	}
}
