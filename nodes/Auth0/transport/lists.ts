import type { IDataObject } from 'n8n-workflow';

import { isId, type About } from '../../shared/http/about';
import { isObject, type HttpAnswer } from '../../shared/http/answer';
import type { ApiCall } from '../../shared/http/call';
import type { ApiClient } from '../../shared/http/client';
import { pages, type Page } from '../../shared/paging';

/** Most rows per page in the public cloud (Auth0 Management API Reference, Pagination). */
export const PAGE_SIZE = 50;

type ListCall = Pick<ApiCall, 'path' | 'query' | 'permission' | 'subjects' | 'about'>;

/**
 * The answer is a list of what belongs to one user: no row names somebody else. Where the user stands
 * in the query alone, each row has to name them, since a filter may be passed over.
 */
export function ofUser(key: string, userId: string, isFilter = false): About {
	return (body) =>
		(rowsOf(body, key) ?? []).every(
			({ user_id: owner }) => (owner === undefined && !isFilter) || isId(owner, userId),
		);
}

/**
 * A list with `page` and `per_page`. It ends at a page that is not full, never by `total` alone,
 * which is absent for an empty list.
 *
 * @param key where the rows are in an answer that is not a bare array
 */
export function offsetPages(api: ApiClient, call: ListCall, wanted: number, key: string) {
	const size = Math.min(PAGE_SIZE, wanted);
	return pages(wanted, async (cursor) => await offsetPage(api, call, cursor ?? `0:${size}`, key));
}

/**
 * One page of a list with `page` and `per_page`.
 *
 * @param cursor `page:size`; pages count from 0, and the size stays the same on all of them
 */
export async function offsetPage(
	api: ApiClient,
	call: ListCall,
	cursor: string,
	key: string,
): Promise<Page<IDataObject>> {
	const [page = 0, size = PAGE_SIZE] = cursor.split(':').map(Number);
	const query = { ...call.query, page, per_page: size, include_totals: true };
	const answer = await api.send({ method: 'GET', ...call, query });
	const rows = await readRows(api, call, answer, key);
	// The service may give smaller pages than asked for and says so in `limit`; then the same size
	// has to be asked for on the next page, or rows would be passed over.
	const { limit } = answer.object;
	const given = typeof limit === 'number' && limit > 0 ? Math.min(limit, size) : size;
	return { rows, next: rows.length < given ? undefined : `${page + 1}:${given}` };
}

/**
 * A list with `from` and `take` (sessions, refresh tokens). `next` may come although everything
 * was given; the shared loop ends at an empty page or a repeated cursor.
 */
export function checkpointPages(api: ApiClient, call: ListCall, wanted: number, key: string) {
	return pages(wanted, async (cursor) => await checkpointPage(api, call, cursor, key));
}

/** One page of a list with `from` and `take`. */
export async function checkpointPage(
	api: ApiClient,
	call: ListCall,
	cursor: string | undefined,
	key: string,
): Promise<Page<IDataObject>> {
	const query = { ...call.query, take: PAGE_SIZE, from: cursor };
	const answer = await api.send({ method: 'GET', ...call, query });
	const { next } = answer.object;
	return {
		rows: await readRows(api, call, answer, key),
		next: typeof next === 'string' && next !== '' ? next : undefined,
	};
}

/**
 * The rows of a list, which is a bare array or an object that holds it.
 *
 * @throws NodeApiError when the answer is neither: it must not pass for an empty list
 */
export async function readRows(
	api: ApiClient,
	call: ListCall,
	answer: HttpAnswer,
	key: string,
): Promise<IDataObject[]> {
	const rows = rowsOf(answer.body, key);
	if (rows === undefined) throw await api.unreadable({ method: 'GET', ...call });
	return rows;
}

/** The rows of a list; undefined when `body` is none. */
export function rowsOf(body: unknown, key: string): IDataObject[] | undefined {
	const list = isObject(body) ? body[key] : body;
	return Array.isArray(list) ? list.filter(isObject) : undefined;
}

/** A list that comes whole. */
export async function wholeList(
	api: ApiClient,
	call: ListCall,
	key: string,
): Promise<IDataObject[]> {
	const answer = await api.send({ method: 'GET', ...call });
	return await readRows(api, call, answer, key);
}
