import type { PathSegment } from './path';
import type { Query } from './query';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * How a call may be repeated after an answer that leaves open whether it took effect (a broken
 * connection, a timeout, 5xx), and after a 429:
 * - `read`: changes nothing, may be sent again
 * - `repeatable`: sending it twice leaves the same state as sending it once
 * - `once`: sent one time (enroll, trigger, verify, create, send an e-mail); the only second
 *   sending is after a 401 that says that the access token had expired, so nothing was done
 */
export type Repeat = 'read' | 'repeatable' | 'once';

/** What the user called the thing that a 404 could be about, to say which one does not exist. */
export interface Subject {
	/** The parameter's display name, e.g. "User". */
	parameter: string;
	/** What was given, e.g. the id. */
	value: string;
}

/** One call to a service, in the terms of its interface. */
export interface ApiCall {
	method: HttpMethod;
	/** Segments below the service's base address; each is checked and encoded once. */
	path: readonly PathSegment[];
	query?: Query;
	/** Sent as JSON. Leave out for no body. */
	body?: unknown;
	/** Sent as typed, beside the ones every call has. */
	headers?: Record<string, string>;
	/** Default: GET reads, PUT and DELETE are repeatable, POST and PATCH are sent once. */
	repeat?: Repeat;
	/** What the call does, for the log of changing calls, e.g. "deleteFactor". */
	step?: string;
	/** A change whose answer holds what the caller gives out; an empty one leaves open what was done. */
	needsBody?: boolean;
	/**
	 * Whether the body of a success is about what was asked for. Any other answer cannot be read, and
	 * the call is not sent again. A change may be answered without a body.
	 */
	about?: (body: unknown) => boolean;
	/** Statuses outside 2xx that are answers to the caller and no failure, e.g. 404. */
	accept?: readonly number[];
	/** The permission or scope that the call needs, to name it when the service refuses. */
	permission?: string;
	/** Secret values in the body; they are struck out should the service echo them. */
	secrets?: readonly string[];
	/** Sent without the access token and without n8n's signing in before it: a sign-in itself. */
	withoutToken?: boolean;
	/** Candidates for what a 404 says is missing, the owner first, the thing itself last. */
	subjects?: readonly Subject[];
	/** It deletes the one thing that its last subject names, so that this may be gone already. */
	deletesOne?: boolean;
}

export function repeatOf(call: ApiCall): Repeat {
	if (call.repeat !== undefined) return call.repeat;
	if (call.method === 'GET') return 'read';
	return call.method === 'PUT' || call.method === 'DELETE' ? 'repeatable' : 'once';
}

/** True for a call that may change something at the service. */
export function changes(call: ApiCall): boolean {
	return repeatOf(call) !== 'read';
}
