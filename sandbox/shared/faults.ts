import type { RecordedRequest } from './recorder';

/** What goes wrong. */
export type FaultAnswer =
	/** Any status, headers and body; an object becomes JSON, a string goes out as it is. */
	| { kind: 'status'; status: number; headers?: Record<string, string>; body?: unknown }
	/** The service's own refusal for too many requests, with or without its headers. */
	| { kind: 'rateLimited'; bucket?: string; retryInSeconds?: number; withHeaders?: boolean }
	/** An HTML page, as a proxy in front of the service sends one. Default 502. */
	| { kind: 'html'; status?: number; headers?: Record<string, string> }
	/** The connection is reset (RST) before any header. */
	| { kind: 'reset' }
	/** The connection is closed (FIN) before any header. */
	| { kind: 'close' }
	/** The connection is closed inside the headers. */
	| { kind: 'cutHeaders' }
	/** The connection is closed inside the body, after the full headers. */
	| { kind: 'cutBody' }
	/** Waits, then answers as ever, closes the connection, or stays silent. Default `answer`. */
	| { kind: 'slow'; delayMs: number; then?: 'answer' | 'close' | 'never' }
	/** Status 200, JSON by its header, but not by its body. */
	| { kind: 'invalidJson' }
	/** JSON by its header, but without a body. Default 200. */
	| { kind: 'emptyBody'; status?: number }
	/** The true answer with another content type. Default `text/plain`. */
	| { kind: 'wrongContentType'; contentType?: string }
	/**
	 * The true answer with other members in its object, or in each object of its list: somebody else's
	 * id, or a state that is not the true one, as a read shows it that comes too early.
	 */
	| { kind: 'altered'; members: Record<string, unknown> }
	/** Status 204 that still calls itself JSON. */
	| { kind: 'noContentJson' }
	/** Sends the client elsewhere; without a location back to where it asks, in a loop. Default 302. */
	| { kind: 'redirect'; location?: string; status?: number }
	/** A large body of valid JSON; with `applied` the true answer, filled up. Default 10 MB. */
	| { kind: 'hugeBody'; bytes?: number }
	/** JSON that unpacks (gzip) to so many megabytes of blanks within brackets. Default 200, 300 MB. */
	| { kind: 'packed'; status?: number; megabytes?: number }
	/** JSON of so many brackets within brackets. Default 200, 100,000. */
	| { kind: 'nested'; status?: number; depth?: number }
	/** Never ends: a byte now and then, inside the headers or inside the body. Default every 200 ms. */
	| { kind: 'drip'; part: 'headers' | 'body'; everyMs?: number }
	/** Answers as ever, and takes no connection for so many milliseconds after that. */
	| { kind: 'down'; forMs: number };

/** Which requests it hits. All conditions must hold; without any, every request is hit. */
export interface FaultMatch {
	method?: string;
	/**
	 * Path without query. In a string `*` stands for any part of one segment and
	 * `**` for any number of segments; it is compared with the path on the wire
	 * and with the decoded path. A RegExp is tried on the path on the wire.
	 */
	path?: string | RegExp;
	/** Only from TypeScript: a condition of your own on the recorded request. */
	when?: (request: RecordedRequest) => boolean;
	/** Matching requests to let through first. Default 0. */
	after?: number;
	/** Requests to hit before the rule is spent. Default 1. */
	times?: number | 'always';
	/**
	 * Whether the service does what was asked before the fault hides its answer:
	 * "done, but the answer was lost". Default false; always true for
	 * `wrongContentType` and `altered`.
	 */
	applied?: boolean;
}

export type FaultRule = FaultMatch & FaultAnswer;

/** A rule in force. */
export interface Fault {
	readonly id: number;
	readonly rule: FaultRule;
	/** Matching requests seen, those let through by `after` included. */
	readonly seen: number;
	/** Requests hit. */
	readonly hits: number;
	/** Takes the rule away. */
	remove(): void;
}

interface Entry {
	id: number;
	rule: FaultRule;
	pattern: RegExp | undefined;
	seen: number;
	hits: number;
}

/** The rules of one sandbox. Of several rules that match, the oldest one that is not spent hits. */
export class FaultBook {
	private entries: Entry[] = [];
	private lastId = 0;

	add(rule: FaultRule): Fault {
		const times = rule.times ?? 1;
		if (times !== 'always' && !(Number.isInteger(times) && times >= 1)) {
			throw new RangeError("times must be a whole number of at least 1, or 'always'");
		}
		this.lastId += 1;
		const pattern = rule.path === undefined ? undefined : toPattern(rule.path);
		const entry: Entry = { id: this.lastId, rule, pattern, seen: 0, hits: 0 };
		this.entries.push(entry);
		return this.handle(entry);
	}

	/** The rule that hits this request, counted. */
	take(request: RecordedRequest): FaultRule | undefined {
		for (const entry of this.entries) {
			if (isSpent(entry) || !matches(entry, request)) continue;
			entry.seen += 1;
			if (entry.seen <= (entry.rule.after ?? 0)) continue;
			entry.hits += 1;
			return entry.rule;
		}
		return undefined;
	}

	list(): Fault[] {
		return this.entries.map((entry) => this.handle(entry));
	}

	clear(): void {
		this.entries = [];
	}

	private handle(entry: Entry): Fault {
		return {
			id: entry.id,
			rule: entry.rule,
			get seen() {
				return entry.seen;
			},
			get hits() {
				return entry.hits;
			},
			remove: () => {
				this.entries = this.entries.filter((other) => other !== entry);
			},
		};
	}
}

function isSpent(entry: Entry): boolean {
	const times = entry.rule.times ?? 1;
	return times !== 'always' && entry.hits >= times;
}

function matches({ rule, pattern }: Entry, request: RecordedRequest): boolean {
	if (rule.method !== undefined && rule.method.toUpperCase() !== request.method) return false;
	if (pattern && !pattern.test(request.path) && !pattern.test(decodePath(request.path))) {
		return false;
	}
	return rule.when?.(request) ?? true;
}

function toPattern(path: string | RegExp): RegExp {
	// A global or sticky expression remembers where it stopped, and would hit every second time.
	if (path instanceof RegExp) return new RegExp(path.source, path.flags.replace(/[gy]/g, ''));
	const source = path
		.split(/(\*\*|\*)/)
		.map((part) => {
			if (part === '**') return '.*';
			if (part === '*') return '[^/]*';
			return part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
		})
		.join('');
	return new RegExp(`^${source}$`);
}

function decodePath(path: string): string {
	return path
		.split('/')
		.map((segment) => {
			try {
				return decodeURIComponent(segment);
			} catch {
				return segment;
			}
		})
		.join('/');
}
