import type { RecordedRequest } from '../../../sandbox/shared/recorder';
import type { Service } from '../../../demo/lib/sandboxes';
import { isSignIn } from './demoRun';

/** A line of n8n's log about a call that changes something. */
export interface Told {
	/** `sending`, then what became of it. */
	result: string;
	step: string;
	/** `METHOD /path?query`, as {@link changesSeen} has it. */
	change: string;
	execution: string;
	node: string;
	item: number;
	status: number | null;
}

const LINE =
	/^MFA change (\w+): (.+?) ((?:POST|PUT|PATCH|DELETE) \/.*) \((\w+), execution (\S+), node ("(?:[^"\\]|\\.)*"), item (\d+)(?:, status (\d+))?\)$/;

/** What n8n's log tells of changes at a service; `name` is the one that the log calls it by. */
export function changesTold(log: string, name: string): Told[] {
	return log.split('\n').flatMap((line) => {
		const [
			,
			result = '',
			step = '',
			change = '',
			service,
			execution = '',
			node = '',
			item,
			status,
		] = LINE.exec(line) ?? [];
		if (service !== name) return [];
		return [
			{
				result,
				step,
				change,
				execution,
				node: JSON.parse(node) as string,
				item: Number(item),
				status: status === undefined ? null : Number(status),
			},
		];
	});
}

/** What a sandbox saw of changes. */
export interface Seen {
	/** `METHOD /path?query` below the base address of the service, ids readable. */
	change: string;
	/** Null when no answer went out. */
	status: number | null;
}

/** Where the paths of a service begin that the log names. */
const BASE: Record<Service, string> = { auth0: '/api/v2', oneLogin: '', emnify: '/api' };

export function changesSeen(requests: readonly RecordedRequest[], service: Service): Seen[] {
	return requests
		.filter(({ method, url }) => method !== 'GET' && !isSignIn(url))
		.map(({ method, url, status }) => ({
			change: `${method} ${decodeURIComponent(url.slice(BASE[service].length))}`,
			status: status ?? null,
		}));
}

/** A change that the service saw and the log does not tell as it was. */
export interface Untold extends Seen {
	why: string;
}

/**
 * Every change that the service saw, held against the log, sending by sending: each must have been
 * announced, and each has its result with the status that went out, unless n8n was killed between.
 *
 * @returns what the log does not tell, and the announced changes whose end it does not tell
 */
export function heldAgainst(seen: readonly Seen[], told: readonly Told[]) {
	const untold: Untold[] = [];
	const open: Told[] = [];
	const seenBy = groupBy(seen, ({ change }) => change);
	const toldBy = groupBy(told, ({ change }) => change);
	for (const [change, atService] of seenBy) {
		const lines = toldBy.get(change) ?? [];
		const announced = lines.filter(({ result }) => result === 'sending');
		for (const one of atService.slice(announced.length))
			untold.push({ ...one, why: 'not announced' });
	}
	for (const [change, lines] of toldBy) {
		const answered = (seenBy.get(change) ?? []).map(({ status }) => status);
		for (const line of lines.filter(({ result }) => result !== 'sending')) {
			const at = answered.indexOf(line.status);
			if (at < 0) untold.push({ change, status: line.status, why: `told as ${line.result}` });
			else answered.splice(at, 1);
		}
		open.push(...unfinished(lines));
	}
	return { untold, open };
}

/** Announcements without a result, in the run and for the item that made them. */
function unfinished(lines: readonly Told[]): Told[] {
	return [...groupBy(lines, ({ execution, item }) => `${execution} ${item}`).values()].flatMap(
		(own) => {
			const results = own.filter(({ result }) => result !== 'sending').length;
			return own.filter(({ result }) => result === 'sending').slice(results);
		},
	);
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const one of list) {
		const group = groups.get(keyOf(one));
		if (group) group.push(one);
		else groups.set(keyOf(one), [one]);
	}
	return groups;
}
