import type { FastifyInstance } from 'fastify';

import { demandAdministrator, longOf, requestingUser, type ApiContext } from '../api';
import { badFilter } from '../errors';
import { filterRows, parseFilter, sortRows } from '../filter';
import { EVENT_TYPES } from '../lookups';
import type { Event } from '../model';
import { sendPage, type PageQuery } from '../paging';
import { eventView } from '../views';

type ListQuery = PageQuery & { q?: string; sort?: string };

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const HISTORY_MS = 30 * 86_400_000;

/** Events of the organisation, of one user, and their types. */
export function eventRoutes(scope: FastifyInstance, context: ApiContext): void {
	scope.get('/v1/event/type', async () => EVENT_TYPES);

	scope.get<{ Querystring: ListQuery }>('/v1/event', async (request, reply) => {
		demandAdministrator(request, context);
		const rows = listEvents(context.state.events, request.query, context);
		return sendPage(reply, rows, request.query, context.settings);
	});

	scope.get<{ Params: { user_id: string }; Querystring: ListQuery }>(
		'/v1/user/:user_id/event',
		async (request, reply) => {
			const { user_id: given } = request.params;
			// A user who does not exist has no events, and that is all that is said.
			const id = given === 'my' ? requestingUser(request, context).id : longOf(given);
			if (given !== 'my') demandAdministrator(request, context);
			const own = context.state.events.filter(({ user }) => user?.id === id);
			const rows = listEvents(own, request.query, context);
			return sendPage(reply, rows, request.query, context.settings);
		},
	);
}

/** Newest first, as far back as they are kept. */
function listEvents(events: readonly Event[], { q, sort }: ListQuery, context: ApiContext) {
	const since = context.now() - HISTORY_MS;
	const kept = [...events].reverse().filter(({ timestamp }) => Date.parse(timestamp) >= since);
	const criteria = parseFilter(q);
	if (criteria.has('from') !== criteria.has('until')) {
		throw badFilter('from and until are valid together only');
	}
	const found = filterRows(kept, criteria, {
		type: ({ type }, value) => types(value).includes(type),
		severity: ({ severity }, value) => String(severity) === value,
		from: ({ timestamp }, value) => Date.parse(timestamp) >= time(value),
		until: ({ timestamp }, value) => Date.parse(timestamp) <= time(value),
		description: ({ description }, value) => description.includes(value),
		user: ({ user }, value) => user?.name === value,
	});
	const sorted = sortRows(found, sort, {
		id: ({ id }) => id,
		timestamp: ({ timestamp }) => timestamp,
		type: ({ type }) => type,
		severity: ({ severity }) => severity,
	});
	return sorted.map(eventView);
}

function types(value: string): number[] {
	const ids = value.split('|').map(Number);
	if (ids.length > 6) throw badFilter('At most 6 values');
	if (ids.some(Number.isNaN)) throw badFilter(`type is numerical: ${value}`);
	return ids;
}

function time(value: string): number {
	if (!TIME.test(value)) throw badFilter(`Not a date: ${value}`);
	return Date.parse(value);
}
