import { ManagementError } from './errors';

/** Query fields of a list paged by offset. */
export const OFFSET_QUERY = {
	page: { type: 'integer', minimum: 0 },
	per_page: { type: 'integer', minimum: 0, maximum: 100 },
	include_totals: { type: 'boolean' },
} as const;

export interface OffsetQuery {
	page?: number;
	per_page?: number;
	include_totals?: boolean;
}

/** Query fields of a list paged by checkpoint. */
export const CHECKPOINT_QUERY = {
	from: { type: 'string' },
	take: { type: 'integer', minimum: 1, maximum: 100 },
	include_totals: { type: 'boolean' },
} as const;

export interface CheckpointQuery {
	from?: string;
	take?: number;
	include_totals?: boolean;
}

/** Users and logs can be paged through up to this many. */
export const DEEPEST_RECORD = 1000;
const DEFAULT_PAGE = 50;

/** How a list paged by offset answers. */
export interface OffsetStyle {
	/** Name of the array in the answer with totals. */
	key: string;
	/** Whether the answer with totals has `length`. */
	withLength?: boolean;
	/** Whether `total` is left out when there is nothing, as recorded for authentication methods. */
	totalAbsentWhenEmpty?: boolean;
	maxPageSize: number;
}

/** One page: a bare array, or an object when totals were asked for. */
export function offsetPage(
	all: readonly unknown[],
	query: OffsetQuery,
	style: OffsetStyle,
): unknown {
	const limit = Math.min(query.per_page ?? DEFAULT_PAGE, style.maxPageSize);
	const start = (query.page ?? 0) * limit;
	const items = all.slice(start, start + limit);
	if (!query.include_totals) return items;
	return {
		start,
		limit,
		...(style.withLength ? { length: items.length } : {}),
		[style.key]: items,
		...(style.totalAbsentWhenEmpty && all.length === 0 ? {} : { total: all.length }),
	};
}

/** 400 for a page beyond the first thousand. */
export function refuseTooDeep(query: OffsetQuery, maxPageSize: number): void {
	const limit = Math.min(query.per_page ?? DEFAULT_PAGE, maxPageSize);
	if (((query.page ?? 0) + 1) * limit > DEEPEST_RECORD) {
		throw new ManagementError(400, 'You can only page through the first 1000 records.');
	}
}

/**
 * One page by checkpoint. The cursor is the id of the last thing given; a
 * cursor that is unknown, because the thing is gone, gives an empty page.
 */
export function checkpointPage<T extends { id: string }>(
	all: readonly T[],
	query: CheckpointQuery,
	nextAlways: boolean,
): { items: T[]; next?: string; total?: number } {
	const take = query.take ?? DEFAULT_PAGE;
	const at = query.from === undefined ? 0 : positionAfter(all, query.from);
	const items = all.slice(at, at + take);
	const last = items.at(-1);
	const hasMore = at + take < all.length;
	return {
		items,
		...(last && (hasMore || nextAlways) ? { next: last.id } : {}),
		...(query.include_totals ? { total: all.length } : {}),
	};
}

function positionAfter(all: readonly { id: string }[], id: string): number {
	const index = all.findIndex((thing) => thing.id === id);
	return index < 0 ? all.length : index + 1;
}
