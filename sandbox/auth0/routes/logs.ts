import type { FastifyInstance, FastifyReply } from 'fastify';

import type { ApiContext } from '../api';
import { ManagementError } from '../errors';
import { FIELDS_QUERY, pickFields, type FieldsQuery } from '../fields';
import type { LogEntry } from '../model';
import { OFFSET_QUERY, offsetPage, refuseTooDeep, type OffsetQuery } from '../paging';
import { sortBy } from '../records';
import { searchMatcher } from '../search';
import { USER_PATH, userIdOf } from './userId';

interface LogQuery extends OffsetQuery, FieldsQuery {
	q?: string;
	sort?: string;
	from?: string;
	take?: number;
	search?: string;
}

const LOG_QUERY = {
	type: 'object',
	properties: {
		...OFFSET_QUERY,
		...FIELDS_QUERY,
		q: { type: 'string' },
		search: { type: 'string' },
		sort: { type: 'string' },
		from: { type: 'string' },
		take: { type: 'integer', minimum: 1, maximum: 100 },
	},
};

const USER_LOG_QUERY = {
	type: 'object',
	properties: {
		...OFFSET_QUERY,
		per_page: { type: 'integer', minimum: 1, maximum: 100 },
		sort: { type: 'string' },
	},
};

const DEFAULT_TAKE = 50;

/** Auth0 Management API, `/logs` and `/users/{id}/logs`. */
export function logRoutes(api: FastifyInstance, context: ApiContext): void {
	const { state } = context;
	const config = { permissions: ['read:logs', 'read:logs_users'] };
	const page = (entries: object[], query: OffsetQuery) =>
		offsetPage(entries, query, {
			key: 'logs',
			withLength: true,
			maxPageSize: context.settings.maxPageSize,
		});

	api.get<{ Querystring: LogQuery }>(
		'/logs',
		{ schema: { querystring: LOG_QUERY }, config },
		async ({ query }, reply) => {
			if (query.from !== undefined || query.take !== undefined) {
				return byCheckpoint(context, query, reply);
			}
			refuseTooDeep(query, context.settings.maxPageSize);
			const found = state.logs.filter(searchMatcher(query.q ?? query.search ?? ''));
			const sorted = sortBy(found, query.sort ?? 'date:-1');
			return page(
				sorted.map((entry) => pickFields(entry, query)),
				query,
			);
		},
	);

	api.get<{ Params: { id: string } }>('/logs/:id', { config }, async ({ params }) => {
		const entry = state.logs.find(({ log_id: id }) => id === params.id);
		if (!entry) throw new ManagementError(404, 'Log not found');
		return entry;
	});

	api.get<{ Querystring: LogQuery }>(
		'/users/:id/logs',
		{ schema: { params: USER_PATH, querystring: USER_LOG_QUERY }, config },
		async (request) => {
			refuseTooDeep(request.query, context.settings.maxPageSize);
			const userId = userIdOf(request);
			const found = state.logs.filter((entry) => entry.user_id === userId);
			return page(sortBy(found, request.query.sort ?? 'date:-1'), request.query);
		},
	);
}

/**
 * Entries after the one named by `from`, in the order of their ids; all other
 * parameters but `take` are ignored. The `Link` header names the tenant's
 * domain, which need not be the host that was called.
 */
function byCheckpoint(
	{ state, settings }: ApiContext,
	{ from = '', take = DEFAULT_TAKE }: LogQuery,
	reply: FastifyReply,
): LogEntry[] {
	const entries = [...state.logs]
		.sort((a, b) => (a.log_id < b.log_id ? -1 : 1))
		.filter((entry) => entry.log_id > from)
		.slice(0, take);
	const next = entries.at(-1)?.log_id ?? from;
	const url = `https://${settings.tenantDomain}/api/v2/logs?from=${next}&take=${String(take)}`;
	void reply.header('link', `<${url}>; rel="next"`);
	return entries;
}
