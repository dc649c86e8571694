import type { FastifyInstance } from 'fastify';

import { MAY, type ApiContext } from '../api';
import { refuse1, success1 } from '../errors';
import { EVENT_TYPES } from '../events';
import type { EventEntry } from '../model';
import { page1 } from '../paging';

/** OneLogin API v1, `/api/1/events`. */
export function eventRoutes(api: FastifyInstance, context: ApiContext): void {
	const { log } = context.state;

	api.get('/events', { config: MAY.readUsers }, async (request) => {
		const query = request.record?.query ?? {};
		const text = (name: string) => (typeof query[name] === 'string' ? query[name] : '');
		const types = text('event_type_id').split(',').filter(Boolean).map(Number);
		const found = log.entries.filter(
			(entry) =>
				(types.length === 0 || types.includes(entry.event_type_id)) &&
				(text('user_id') === '' || entry.user_id === Number(text('user_id'))) &&
				(text('since') === '' || entry.created_at >= text('since')) &&
				(text('until') === '' || entry.created_at <= text('until')),
		);
		return page1(request, sorted(found, text('sort')), context.origin());
	});

	// Needs no token.
	api.get('/events/types', async () => ({ ...success1(), data: EVENT_TYPES }));

	api.get<{ Params: { eventId: string } }>(
		'/events/:eventId',
		{ config: MAY.readUsers },
		async (request) => {
			const found = log.entries.find(({ id }) => String(id) === request.params.eventId);
			if (!found) throw refuse1(404, `Event for id ${request.params.eventId} was not found`);
			return { ...success1(), data: [found] };
		},
	);
}

function sorted(entries: EventEntry[], sort: string): EventEntry[] {
	if (sort === '') return entries;
	const sign = sort.startsWith('-') ? -1 : 1;
	return entries.sort((a, b) => sign * (a.created_at < b.created_at ? -1 : 1));
}
