import type { FastifyInstance } from 'fastify';

import { parseQuery } from './recorder';

/** A body as it came, and as far as it could be read. */
export interface RequestBody {
	text: string;
	value: unknown;
	/** True when the content type promised JSON that the body is not. */
	malformed: boolean;
}

/**
 * Takes every body as text and reads JSON and forms from it without ever
 * failing: a body that cannot be read must still be recorded, and it is the
 * service, not the library, that says what is wrong with it.
 */
export function readBodies(scope: FastifyInstance): void {
	scope.removeAllContentTypeParsers();
	scope.addContentTypeParser('*', { parseAs: 'string' }, (request, text, done) => {
		done(null, readBody(String(text), request.headers['content-type'] ?? ''));
	});
}

/** Reads a body by its content type. */
export function readBody(text: string, contentType: string): RequestBody {
	if (text === '') return { text, value: undefined, malformed: false };
	if (contentType.includes('application/x-www-form-urlencoded')) {
		return { text, value: parseQuery(text), malformed: false };
	}
	if (contentType.includes('json')) {
		try {
			return { text, value: JSON.parse(text) as unknown, malformed: false };
		} catch {
			return { text, value: undefined, malformed: true };
		}
	}
	return { text, value: undefined, malformed: false };
}
