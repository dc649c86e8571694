import type { FastifyReply, FastifyRequest } from 'fastify';

import { OneLoginError } from './errors';
import type { OneLoginSettings } from './settings';

const PAGE_SIZE = 50;

function encodeCursor(text: string): string {
	return Buffer.from(text).toString('base64');
}

function decodeCursor(cursor: string): string {
	return Buffer.from(cursor, 'base64').toString('utf8');
}

/** A list of API v1: wrapped, with cursors and links beside `data`. */
export function page1(
	request: FastifyRequest,
	all: readonly unknown[],
	origin: string,
): Record<string, unknown> {
	const query = request.record?.query ?? {};
	const limit = Math.min(Number(query.limit ?? PAGE_SIZE) || PAGE_SIZE, 1000);
	const start = typeof query.after_cursor === 'string' ? startOf(query.after_cursor) : 0;
	const end = start + limit;
	const link = (at: number) =>
		`${origin}${request.record?.path ?? ''}?after_cursor=${encodeURIComponent(encodeCursor(`start=${at}`))}`;
	const hasMore = end < all.length;
	return {
		status: { error: false, code: 200, type: 'success', message: 'Success' },
		pagination: {
			before_cursor: start === 0 ? null : encodeCursor(`start=${Math.max(0, start - limit)}`),
			after_cursor: hasMore ? encodeCursor(`start=${end}`) : null,
			previous_link: start === 0 ? null : link(Math.max(0, start - limit)),
			next_link: hasMore ? link(end) : null,
		},
		data: all.slice(start, end),
	};
}

function startOf(cursor: string): number {
	return Number(/^start=([0-9]+)$/.exec(decodeCursor(cursor))?.[1] ?? 0);
}

/** A list of API v2: a bare array, what else is known of it stands in headers. */
export function page2(
	request: FastifyRequest,
	reply: FastifyReply,
	all: readonly unknown[],
	settings: OneLoginSettings,
): unknown[] {
	const { size, page } = placeOf(request, settings);
	const start = (page - 1) * size;
	const rows = all.slice(start, start + size);
	const pages = Math.max(1, Math.ceil(all.length / size));
	const cursorOf = (number: number) =>
		encodeCursor(`limit=${size}&sort=id&page=${number}&sort_direction=asc`);
	const { listHeaders } = settings;
	if (listHeaders === 'both' || listHeaders === 'pages') {
		reply.headers({
			'Current-Page': page,
			'Page-Items': rows.length,
			'Total-Pages': pages,
			'Total-Count': all.length,
		});
	}
	if (listHeaders === 'both' || listHeaders === 'cursor') {
		if (page < pages) reply.header('After-Cursor', cursorOf(page + 1));
		if (page > 1) reply.header('Before-Cursor', cursorOf(page - 1));
	}
	return rows;
}

function placeOf(request: FastifyRequest, settings: OneLoginSettings) {
	const { cursor, limit, page } = request.record?.query ?? {};
	if (typeof cursor !== 'string') {
		const size = Math.min(Number(limit ?? PAGE_SIZE) || PAGE_SIZE, settings.maxPageSize);
		return { size, page: Math.max(1, Number(page ?? 1) || 1) };
	}
	// As recorded in 2025 for the list of roles: a numeric status and no `message`.
	if (limit !== undefined || page !== undefined) {
		throw badRequest('Requests can only have cursor xor pagination arguments');
	}
	const parts = new URLSearchParams(decodeCursor(cursor));
	const size = Number(parts.get('limit'));
	const number = Number(parts.get('page'));
	if (!(size >= 1) || !(number >= 1)) throw badRequest('Invalid pagination cursor');
	return { size, page: number };
}

function badRequest(description: string): OneLoginError {
	return new OneLoginError(400, { status: 400, error: 'BadRequestError', description });
}
