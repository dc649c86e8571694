import type { ApiClient } from '../../shared/http/client';
import { pagedList } from './lists';
import { ADMINISTRATOR } from './permissions';
import type { Target } from './target';

/** The most values that one criterion of a filter takes. */
export const MOST_TYPES = 6;

/**
 * Events, of all or of one user, page by page. emnify API, GET /api/v1/event and
 * GET /api/v1/user/{user_id}/event. emnify keeps them for 30 days.
 */
export function eventPages(
	api: ApiClient,
	target: Target | undefined,
	q: string | undefined,
	wanted: number,
) {
	const path = target === undefined ? ['v1', 'event'] : ['v1', 'user', target.segment, 'event'];
	const { permission = ADMINISTRATOR, subjects = [] } = target ?? {};
	return pagedList(api, { path, query: { q }, permission, subjects }, wanted);
}
