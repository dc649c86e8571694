import type { IncomingHttpHeaders } from 'node:http';

import { time } from './time';

/** One request as it came in, and what became of it. */
export interface RecordedRequest {
	/** Counts from 1, in the order of arrival. */
	seq: number;
	method: string;
	/** Path and query exactly as on the wire. */
	url: string;
	/** Path exactly as on the wire, with its encoding, without the query. */
	path: string;
	/** Query decoded; a name that came several times has an array. */
	query: Record<string, string | string[]>;
	headers: IncomingHttpHeaders;
	/** Body as text; empty when there was none. */
	bodyText: string;
	/** JSON and form bodies parsed; undefined when there was none or it could not be parsed. */
	body: unknown;
	/** Requests in flight when this one came, itself included. */
	inFlight: number;
	/** Milliseconds since 1970. */
	startedAt: number;
	/** Undefined while the request is in flight. */
	finishedAt?: number;
	/**
	 * Places of the start and the end among the starts and ends of all requests, counted from 1:
	 * what was side by side and what one after the other, whatever the clock says. The end is
	 * undefined while the request is in flight.
	 */
	order: { start: number; end?: number };
	/** Status that went out; undefined when the connection was cut before a status went out. */
	status?: number;
	/** Kind of the fault that answered instead of, or after, the service. */
	fault?: string;
	/** What the service answered; after a fault that hid it, still the service's own answer. */
	answer?: { status: number; contentType: string | undefined; bodyText: string };
}

/** Every request of a sandbox, but those to its control endpoints. */
export class Recorder {
	private list: RecordedRequest[] = [];
	private count = 0;
	private flying = 0;
	private events = 0;
	private most = 0;

	get requests(): readonly RecordedRequest[] {
		return this.list;
	}

	/** The most requests that were in flight at the same time since the last {@link clear}. */
	get maxInFlight(): number {
		return this.most;
	}

	begin(method: string, url: string, headers: IncomingHttpHeaders): RecordedRequest {
		this.flying += 1;
		this.most = Math.max(this.most, this.flying);
		this.count += 1;
		const cut = url.indexOf('?');
		const record: RecordedRequest = {
			seq: this.count,
			method,
			url,
			path: cut < 0 ? url : url.slice(0, cut),
			query: cut < 0 ? {} : parseQuery(url.slice(cut + 1)),
			headers,
			bodyText: '',
			body: undefined,
			inFlight: this.flying,
			startedAt: time.now(),
			order: { start: ++this.events },
		};
		this.list.push(record);
		return record;
	}

	/** Notes the end of a request; only its first end counts. */
	end(record: RecordedRequest, status: number | undefined): void {
		if (record.finishedAt !== undefined) return;
		this.flying -= 1;
		record.finishedAt = time.now();
		record.order.end = ++this.events;
		if (status !== undefined) record.status = status;
	}

	/** Forgets the requests; the count goes on. */
	clear(): void {
		this.list = [];
		this.most = this.flying;
	}

	/** Forgets the requests and counts from 1 again. */
	reset(): void {
		this.clear();
		this.count = 0;
	}
}

/** Query or form text as an object. */
export function parseQuery(text: string): Record<string, string | string[]> {
	const query: Record<string, string | string[]> = {};
	for (const [name, value] of new URLSearchParams(text)) {
		const before = query[name];
		if (before === undefined) query[name] = value;
		else query[name] = Array.isArray(before) ? [...before, value] : [before, value];
	}
	return query;
}
