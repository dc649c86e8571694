import type { IDataObject } from 'n8n-workflow';

import type { ApiClient } from '../shared/http/client';
import type { Person } from '../shared/lifecycle';
import { anotherUser } from './transport/target';
import { getUser } from './transport/users';

interface Reading {
	data: IDataObject;
	/** False for a row of the list, which has status and names only. */
	whole: boolean;
}

const records = new WeakMap<Person, UserRecord>();

/**
 * A user's record as several steps look at it. Status, roles and MFA keys stand in the same answer,
 * so that steps share one request. A step that looks again wants to see what has changed and gets
 * a new reading, and so does whoever looks after a change.
 */
export class UserRecord {
	private readonly lookers = new Set<string>();
	private latest: Reading;
	private outdated = false;

	constructor(
		private readonly user: Person,
		found: Reading,
	) {
		this.latest = found;
	}

	/** The record of a user that {@link personFrom} made. */
	static of(user: Person): UserRecord {
		return records.get(user) ?? new UserRecord(user, { data: {}, whole: false });
	}

	/** As it was read last, for values that a change has to repeat. */
	get known(): IDataObject {
		return this.latest.data;
	}

	/** @param part `status` is in a row of the list, too; roles and keys are not */
	async look(api: ApiClient, looker: string, part: 'status' | 'whole'): Promise<IDataObject> {
		const enough = part === 'status' || this.latest.whole;
		if (this.outdated || !enough || this.lookers.has(looker)) {
			this.latest = { data: await getUser(api, anotherUser(this.user.id)), whole: true };
			this.outdated = false;
			this.lookers.clear();
		}
		this.lookers.add(looker);
		return this.latest.data;
	}

	/** To be called when something of it may have been changed. */
	wasChanged(): void {
		this.outdated = true;
	}
}

/** A user as the service found it, by ID (`whole`) or in the list. */
export function personFrom(id: string, data: IDataObject, whole: boolean): Person {
	const user: Person = { id, email: typeof data.username === 'string' ? data.username : null };
	records.set(user, new UserRecord(user, { data, whole }));
	return user;
}
