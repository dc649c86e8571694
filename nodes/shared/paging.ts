/** One page of a list, and where the next one starts. */
export interface Page<T> {
	rows: T[];
	/** Cursor of the next page; undefined at the end. */
	next?: string;
}

/**
 * Reads pages until there are `wanted` rows or the list ends, and hands them out page by page.
 *
 * A service may repeat a cursor, or give one although everything was given: the loop ends at a
 * cursor that was seen before and at an empty page.
 *
 * @param wanted number of rows, Infinity for all
 * @param read reads the page at a cursor (undefined for the first); `take` is how many rows are
 * still wanted
 */
export async function* pages<T>(
	wanted: number,
	read: (cursor: string | undefined, take: number) => Promise<Page<T>>,
): AsyncGenerator<T[]> {
	const seen = new Set<string>();
	let cursor: string | undefined;
	let left = wanted;
	do {
		const page = await read(cursor, left);
		if (page.rows.length === 0) return;
		yield page.rows.slice(0, left);
		left -= page.rows.length;
		cursor = page.next;
		if (cursor !== undefined && seen.has(cursor)) return;
		if (cursor !== undefined) seen.add(cursor);
	} while (cursor !== undefined && left > 0);
}

/** All rows of {@link pages} in one list. */
export async function collect<T>(source: AsyncIterable<T[]>): Promise<T[]> {
	const rows: T[] = [];
	for await (const page of source) rows.push(...page);
	return rows;
}
