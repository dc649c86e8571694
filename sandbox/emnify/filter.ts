import { badFilter, badSort } from './errors';

/** A criterion: true when the row has the value. */
export type Match<T> = (row: T, value: string) => boolean;

/**
 * Reads `field:value,field:value`. A comma or a colon in a value cannot be told from one between
 * criteria, but for the times of `from` and `until`, whose form is known.
 */
export function parseFilter(q: string | undefined): Map<string, string> {
	const found = new Map<string, string>();
	for (const part of (q ?? '').split(',').filter((text) => text !== '')) {
		const cut = part.indexOf(':');
		const field = part.slice(0, Math.max(0, cut));
		if (field === '') throw badFilter(`Invalid criterion: ${part}`);
		found.set(field, part.slice(cut + 1));
	}
	return found;
}

/** Rows that meet all criteria. */
export function filterRows<T>(
	rows: readonly T[],
	criteria: ReadonlyMap<string, string>,
	matches: Readonly<Record<string, Match<T>>>,
): T[] {
	const tests = [...criteria].map(([field, value]) => {
		const match = matches[field];
		if (!match) throw badFilter(`Unknown field: ${field}`);
		return (row: T) => match(row, value);
	});
	return rows.filter((row) => tests.every((test) => test(row)));
}

/** Rows in the order of `field` or `-field`, several parted by commas. */
export function sortRows<T>(
	rows: readonly T[],
	sort: string | undefined,
	values: Readonly<Record<string, (row: T) => string | number>>,
): T[] {
	const orders = (sort ?? '').split(',').filter((text) => text !== '');
	const steps = orders.map((order) => {
		const field = order.replace(/^[-+]/, '');
		const value = values[field];
		if (!value) throw badSort(`Unknown field: ${field}`);
		return { value, sign: order.startsWith('-') ? -1 : 1 };
	});
	return [...rows].sort((a, b) => {
		for (const { value, sign } of steps) {
			const [first, second] = [value(a), value(b)];
			if (first !== second) return first < second ? -sign : sign;
		}
		return 0;
	});
}
