/** The simple values at a dotted path; arrays are looked into. */
export function valuesAt(record: unknown, path: string): Array<string | number | boolean> {
	let found: unknown[] = [record];
	for (const name of path.split('.')) {
		found = found.flatMap((value) => {
			if (typeof value !== 'object' || value === null) return [];
			const inner: unknown = Object.hasOwn(value, name)
				? (value as Record<string, unknown>)[name]
				: undefined;
			return Array.isArray(inner) ? (inner as unknown[]) : [inner];
		});
	}
	return found.filter(
		(value): value is string | number | boolean =>
			typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean',
	);
}

/** Order of two texts by their code units. */
export function compareTexts(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

/** Sorts by `field:1` or `field:-1`; records without the field come last. */
export function sortBy<T extends object>(records: readonly T[], sort: string): T[] {
	const [, field = '', direction = '1'] = /^(.+):(1|-1)$/.exec(sort) ?? [];
	const sign = Number(direction);
	return [...records].sort((a, b) => {
		const [first] = valuesAt(a, field);
		const [second] = valuesAt(b, field);
		if (first === undefined || second === undefined) {
			return Number(first === undefined) - Number(second === undefined);
		}
		if (typeof first === 'number' && typeof second === 'number') return (first - second) * sign;
		return compareTexts(String(first), String(second)) * sign;
	});
}
