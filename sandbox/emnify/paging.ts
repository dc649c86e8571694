import type { FastifyReply } from 'fastify';

import { badRequest } from './errors';
import type { EmnifySettings } from './settings';

export interface PageQuery {
	page?: string;
	per_page?: string;
}

/**
 * Sends one page of a list, with the headers that tell of it. Below 1 the first page is given,
 * beyond the last page the last one again; a page size that is too big is cut.
 */
export function sendPage(
	reply: FastifyReply,
	rows: readonly unknown[],
	query: PageQuery,
	settings: EmnifySettings,
): FastifyReply {
	const asked = whole(query.per_page, 'per_page');
	const size = Math.min(
		asked === undefined || asked < 1 ? settings.defaultPerPage : asked,
		settings.maxPerPage,
	);
	const pages = Math.max(1, Math.ceil(rows.length / size));
	const page = Math.min(Math.max(whole(query.page, 'page') ?? 1, 1), pages);
	const numbers: Array<[string, string, number]> = [
		['x-total-count', 'x-count', rows.length],
		['x-total-pages', 'x-pages', pages],
		['x-current-page', 'x-page', page],
		['x-count-per-page', 'x-per-page', size],
	];
	for (const [long, short, value] of numbers) {
		const { pagingHeaders: spelling } = settings;
		if (spelling === 'long' || spelling === 'both') reply.header(long, value);
		if (spelling === 'short' || spelling === 'both') reply.header(short, value);
	}
	return reply.header('link', '').send(rows.slice((page - 1) * size, page * size));
}

function whole(text: string | undefined, name: string): number | undefined {
	if (text === undefined) return undefined;
	const number = Number(text);
	if (!Number.isInteger(number)) throw badRequest(`The parameter ${name} is not a number: ${text}`);
	return number;
}
