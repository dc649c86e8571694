import type { IDataObject } from 'n8n-workflow';

import { isObject, type HttpAnswer } from '../../shared/http/answer';
import type { ApiCall } from '../../shared/http/call';
import type { ApiClient } from '../../shared/http/client';
import { whole } from '../../shared/pace/reading';
import { pages, type Page } from '../../shared/paging';
import { readId } from './ids';

/** Rows asked for at a time. The most that emnify gives is not documented; it cuts what is more. */
const PAGE_SIZE = 100;

export type ListCall = Pick<ApiCall, 'path' | 'query' | 'permission' | 'subjects' | 'accept'>;

/** A list that comes whole, without paging (trusted devices, roles, application tokens, types). */
export async function wholeList(api: ApiClient, call: ListCall): Promise<IDataObject[]> {
	const answer = await api.send({ method: 'GET', ...call });
	return await rowsOf(api, call, answer);
}

/** A list with `page` and `per_page`, page by page. */
export function pagedList(api: ApiClient, call: ListCall, wanted: number) {
	const size = Math.min(PAGE_SIZE, wanted);
	const seen = new Set<string>();
	return pages(wanted, async (cursor) => {
		const page = await readPage(api, call, Number(cursor ?? 1), size);
		return { ...page, rows: page.rows.filter((row) => isNew(row, seen)) };
	});
}

/**
 * One page. Pages count from 1. The end is told by the headers only: beyond the last page the
 * service gives the last page again, so that none is ever empty (emnify developer documentation,
 * Collections and pagination). Without headers a page that is not full is the last.
 */
export async function readPage(
	api: ApiClient,
	call: ListCall,
	page: number,
	size = PAGE_SIZE,
): Promise<Page<IDataObject>> {
	const query = { ...call.query, page, per_page: size };
	const answer = await api.send({ method: 'GET', ...call, query });
	const rows = await rowsOf(api, call, answer);
	const current = header(answer, 'x-current-page', 'x-page') ?? page;
	if (current < page) return { rows: [] };
	const total = header(answer, 'x-total-pages', 'x-pages');
	const given = header(answer, 'x-count-per-page', 'x-per-page') ?? size;
	const more = total === undefined ? rows.length > 0 && rows.length >= given : current < total;
	return { rows, next: more ? String(page + 1) : undefined };
}

/** The rows of an answer, which is a bare array. */
export async function rowsOf(
	api: ApiClient,
	call: Pick<ApiCall, 'path'>,
	answer: HttpAnswer,
): Promise<IDataObject[]> {
	const { body } = answer;
	if (!Array.isArray(body)) throw await api.unreadable({ method: 'GET', ...call });
	return body.filter(isObject);
}

/** A list that grows or shrinks while it is read gives rows twice. */
function isNew(row: IDataObject, seen: Set<string>): boolean {
	const id = readId(row.id);
	if (id === undefined) return true;
	const isFirst = !seen.has(id);
	seen.add(id);
	return isFirst;
}

/** A whole number in one of two spellings that the service has for the same header. */
function header(answer: HttpAnswer, name: string, otherName: string): number | undefined {
	return whole(answer.header(name)) ?? whole(answer.header(otherName));
}
