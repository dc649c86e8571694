import type { INodeParameters } from 'n8n-workflow';

import type { RunNodeOptions, RunNodeResult } from '../../support/engine';
import type { AnySandbox } from '../reliability/subject';

/** A deletion of one thing of one user. */
export interface Deletion {
	name: string;
	parameters: INodeParameters;
	/** The call that deletes. */
	method?: 'POST';
	path: string;
	/** The service's own words for a thing of this kind that is not there. */
	named: readonly unknown[];
	/** What comes instead of `deleted: true`. */
	done?: Record<string, unknown>;
	/** Makes that there is something to delete. */
	prepare?(sandbox: AnySandbox): void;
}

/** One provider, as the tests of what a 404 says know it. */
export interface Subject {
	readonly serviceName: string;
	start(): Promise<AnySandbox>;
	run(
		sandbox: AnySandbox,
		parameters: INodeParameters,
		options?: Partial<RunNodeOptions>,
	): Promise<RunNodeResult>;
	readonly ana: string;
	/** An id that nobody has. */
	readonly nobody: string;
	readonly userPath: string;
	byEmail(email: string): INodeParameters;
	/** All calls that look for a user by the email `nobody@example.com`. */
	readonly lookupPaths: readonly string[];
	/** Almost in the service's form. */
	readonly foreign: readonly unknown[];
	/** In the service's form, about nothing that was asked for. */
	readonly unnamed: readonly unknown[];
	/** The service's own word that Ana does not exist. */
	readonly noUser: readonly unknown[];
	/** A search finds every user by id. */
	readonly searches: boolean;
	/** Where it searches, and a row about somebody else. */
	readonly searchPath: string;
	readonly otherRow: Record<string, unknown>;
	readonly deletions: readonly Deletion[];
	/** Deletions of all things of a user, at a service that answers them for nobody as for anybody. */
	readonly deleteAll: readonly INodeParameters[];
	isToken(path: string): boolean;
}
