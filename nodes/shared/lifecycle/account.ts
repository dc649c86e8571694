import type { IDataObject } from 'n8n-workflow';

/** A reading of a user's own record. */
export interface AccountReading {
	data: IDataObject;
	/** False for a row of a list, which may hold a part of the record only. */
	whole: boolean;
}

/**
 * A user's own record as several steps look at it. Where status, roles or factors stand in the same
 * answer, steps share one request. A step that looks again wants to see what has changed and gets a
 * new reading, and so does whoever looks after a change.
 */
export class Account {
	private readonly lookers = new Set<string>();
	private outdated: boolean;

	/**
	 * @param read asks the service for the whole record
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
	 * @param part `row` where a row of the list is enough
	 */
	async look(looker: string, part: 'row' | 'whole' = 'whole'): Promise<IDataObject> {
		const enough = part === 'row' || this.latest?.whole === true;
		if (this.latest === undefined || this.outdated || !enough || this.lookers.has(looker)) {
			this.told(looker, await this.read());
		}
		this.lookers.add(looker);
		return this.known;
	}

	/**
	 * The service has just told the whole record to `looker`, e.g. as the answer to its change. Other
	 * steps may use it; `looker` itself, which reads back what it did, asks anew.
	 */
	told(looker: string, data: IDataObject): void {
		this.latest = { data, whole: true };
		this.outdated = false;
		this.lookers.clear();
		this.lookers.add(looker);
	}

	/** To be called when something of it may have been changed. */
	wasChanged(): void {
		this.outdated = true;
	}
}
