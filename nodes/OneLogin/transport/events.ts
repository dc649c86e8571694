import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/http/answer';
import type { ApiCall } from '../../shared/http/call';
import type { ApiClient } from '../../shared/http/client';
import type { Query } from '../../shared/http/query';
import { pages } from '../../shared/paging';
import { ANY_READ } from './scopes';
import { listed1 } from './shapes';

const PAGE_SIZE = 50;

/**
 * Events of the account, page by page. Each call for a further page repeats the filters.
 *
 * OneLogin API v1, GET /api/1/events.
 */
export function eventPages(
	api: ApiClient,
	filters: Query,
	wanted: number,
): AsyncGenerator<IDataObject[]> {
	return pages(wanted, async (cursor) => {
		const call: ApiCall = {
			method: 'GET',
			path: ['api', '1', 'events'],
			query: { ...filters, limit: Math.min(PAGE_SIZE, wanted), after_cursor: cursor },
			permission: ANY_READ,
		};
		const answer = await api.send(call);
		return { rows: await listed1(api, call, answer), next: afterCursor(answer.body) };
	});
}

/** The published examples write an absent cursor as the word "null". */
function afterCursor(body: unknown): string | undefined {
	if (!isObject(body)) return undefined;
	const { pagination } = body;
	const cursor = (isObject(pagination) ? pagination.after_cursor : undefined) ?? body.afterCursor;
	return typeof cursor === 'string' && cursor !== '' && cursor !== 'null' ? cursor : undefined;
}
