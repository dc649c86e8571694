import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Item } from '../item';
import type { ApiClient } from '../http/client';
import type { FactorReading } from './audit';
import type { UserNameForms } from './protectedUsers';
import type { Person, Step } from './step';

/** A step as the node offers it in its multi-select. */
export interface OfferedStep {
	/** One, or several of one id that are chosen together and run one after the other. */
	parts: readonly [Step, ...Step[]];
	/** Name in the list. */
	name: string;
	description: string;
	/** Whether it is chosen from the start. */
	chosen: boolean;
}

/** What a user's record tells of the account, as far as it does. */
export interface AccountFacts {
	/** Whether the user has administrator rights; left out where this record does not tell. */
	privileged?: boolean;
	/** The user comes from a directory, which may set back what is set at the service. */
	directorySourced?: boolean;
}

/** What a provider contributes to Audit MFA, Reset MFA and Offboard. */
export interface LifecycleProvider {
	/** The node's field that names a user; its value is read by `findUsers`. */
	userField: INodeProperties;
	/** How its users are named, for lists of users who are never touched. */
	userNames: UserNameForms;
	/**
	 * The accounts that the item names, compared exactly: none, one, or several with the same email.
	 *
	 * @returns what was typed, and the accounts
	 */
	findUsers(item: Item): Promise<{ typed: string; users: Person[] }>;
	/** All users that match the audit's filters, page by page. */
	userPages(item: Item, wanted: number): AsyncIterable<Person[]>;
	/** Filters for auditing all users; read by `userPages` from the collection `filters`. */
	auditFilters: INodeProperties[];
	readFactors(api: ApiClient, user: Person): Promise<FactorReading>;
	/** The record of this very user, asked for by id, as whole as the provider's steps need it. */
	readAccount(api: ApiClient, userId: string): Promise<IDataObject>;
	offboardSteps: readonly OfferedStep[];
	resetSteps: readonly OfferedStep[];
	/** What the user's record tells beside what steps look at; asked of whatever is read anyway. */
	factsIn?: (record: IDataObject) => AccountFacts;
	/** What no step reaches, e.g. "access tokens already issued, until they expire". */
	notCovered: readonly string[];
	/** Entries of Offboard's Lifecycle Options that only this provider has. */
	extraOptions?: INodeProperties[];
	/** Entries of Reset MFA's Lifecycle Options that only this provider has. */
	resetOptions?: INodeProperties[];
}
