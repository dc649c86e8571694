import type { IDataObject } from 'n8n-workflow';

import type { LimitReading } from '../pace/reading';
import type { HttpAnswer } from './answer';
import type { ApiCall } from './call';
import type { Meaning } from './meaning';
import type { PathSegment } from './path';
import type { Query } from './query';

/** What to tell a person: what happened, and what to do. */
export interface Told {
	message: string;
	description: string;
}

/** What a refused call means, for the code and in the user's words. */
export interface Explanation extends Told {
	meaning: Meaning;
	/**
	 * The service says that something is not there and not what: whether it is what was asked for,
	 * only another read can tell.
	 */
	undecided?: true;
	/** The parameter that names what is not there, where the service says which. */
	missing?: string;
	/** The service's own machine-readable reason, where it gave one. */
	code?: string;
}

/** What the node's options add to the headers of a call; {} for most calls. */
export type OptionHeaders = (call: ApiCall) => Record<string, string>;

/**
 * All that the shared request code has to know of one service. A provider implements it once, in
 * its transport folder.
 */
export interface Dialect {
	/** The service's name in messages. */
	readonly serviceName: string;
	/** Base address from the credential's fields, or undefined when the host in it is not allowed. */
	baseUrl(credential: IDataObject): string | undefined;
	/** What to tell when {@link baseUrl} gives nothing. */
	explainHost(credential: IDataObject): Told;
	/** Name of the rate-limit bucket that the call is counted against. */
	bucketOf(call: ApiCall): string;
	/** What the answer tells about that bucket. `now` is epoch milliseconds. */
	readLimit(answer: HttpAnswer, now: number): LimitReading;
	/** True when the answer says that the access token is not accepted, so that a new one may help. */
	isTokenRefused(answer: HttpAnswer, call: ApiCall): boolean;
	/** A harmless GET that needs the least permission; it is what n8n renews the token on. */
	readonly renewalProbe: { path: readonly PathSegment[]; query?: Query };
	/** What a refused call means. Not called for a redirect, nor for a page that is no failure of the service. */
	explain(answer: HttpAnswer, call: ApiCall): Explanation;
	/**
	 * What a refused token request or login means. n8n's OAuth2 client hides the status of most
	 * refusals, and n8n 1.x all but the word: `undefined` is not known.
	 *
	 * @param code the service's own code, or ''
	 * @param says what it says beside the code: read it, and never show it, since it may echo a secret
	 */
	explainCredential(status: number | undefined, code: string, says?: string): Explanation;
	/**
	 * True when a refused login must not be sent again in the whole execution, because the service
	 * locks accounts. `code` as for {@link explainCredential}.
	 */
	isLastingRefusal?(code: string): boolean;
	/** Headers for a call that changes something, to find it again in the service's own log. */
	changeHeaders?(reference: string): Record<string, string>;
	/**
	 * What the options that only this service's node has add to its calls, or why they cannot be
	 * used: nothing is sent then. Asked once per run.
	 *
	 * @param options the collection as the first item gives it
	 */
	readOptions?(options: IDataObject): OptionHeaders | Told;
}
