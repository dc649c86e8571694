/** Comparison of rows and states of two runs, without what differs between any two runs. */

/** Rows of Rate Limit count what others do, too. */
const COUNTERS = /\/(remaining|resetSeconds)$/;
/** Numbers above are points in time, in milliseconds. */
const LEAST_TIME = 1e12;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;

/** Paths of the values that two runs without a fault do not agree on: ids that are made up, counters. */
export function volatilePaths(one: unknown, other: unknown): Set<string> {
	const paths = new Set<string>();
	walk(one, other, '', paths);
	return paths;
}

function walk(one: unknown, other: unknown, path: string, paths: Set<string>): void {
	if (isTree(one) && isTree(other)) {
		for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
			walk(one[key], other[key], `${path}/${key}`, paths);
		}
	} else if (one !== other) paths.add(path);
}

type Tree = Record<string, unknown>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** Text that is equal for equal values, with times and what is volatile taken out. */
export function measure(value: unknown, volatile: ReadonlySet<string> = new Set()): string {
	return JSON.stringify(plain(value, '', volatile), null, 1);
}

function plain(value: unknown, path: string, volatile: ReadonlySet<string>): unknown {
	if (volatile.has(path) || COUNTERS.test(path)) return `<${typeof value}>`;
	if (typeof value === 'string' && TIME.test(value)) return '<time>';
	if (Array.isArray(value)) return value.map((one, n) => plain(one, `${path}/${n}`, volatile));
	if (!isTree(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, one]) => [key, plain(one, `${path}/${key}`, volatile)]),
	);
}

/** A state in which ids that were not there before count as new ones, whichever they are. */
export function stateMeasure(state: unknown, before: unknown): string {
	const known = new Set<unknown>();
	collect(before, known);
	const fresh = (value: unknown): unknown => {
		if (typeof value === 'string' && TIME.test(value)) return '<time>';
		if (typeof value === 'number' && value > LEAST_TIME) return '<time>';
		if (Array.isArray(value)) return value.map(fresh);
		if (isTree(value)) {
			return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fresh(one)]));
		}
		const isId = typeof value === 'string' || (typeof value === 'number' && value > 1000);
		return isId && !known.has(value) ? '<new>' : value;
	};
	return JSON.stringify(fresh(state));
}

function collect(value: unknown, into: Set<unknown>): void {
	if (isTree(value)) for (const one of Object.values(value)) collect(one, into);
	else into.add(value);
}
