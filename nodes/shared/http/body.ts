import { isTooDeep } from './json';

/**
 * Bytes of an answer's body, unpacked. A page of the longest lists has some hundred kilobytes, and
 * of a hundred users with much metadata some megabytes; a refusal is a sentence or a page.
 */
const MOST_BYTES = { success: 16 * 1024 * 1024, refusal: 1024 * 1024 };

/** Which bound the body of an answer passed; the body is not read then. */
export type Excess = 'size' | 'depth';

/** The text of a body, or the bound that it passes. */
export interface Body {
	text: string;
	excess?: Excess;
}

/** Bytes that the body of an answer with this status may have, unpacked. */
export function mostBytes(status: number): number {
	return status >= 200 && status < 300 ? MOST_BYTES.success : MOST_BYTES.refusal;
}

/**
 * Reads a body as it comes in, and no further than its bound: n8n's own reading has none, and a few
 * kilobytes may unpack to gigabytes.
 *
 * @param body what n8n hands over: a stream where it was asked for one
 * @throws whatever ends the stream before its end
 */
export async function readBody(body: unknown, status: number): Promise<Body> {
	const most = mostBytes(status);
	const text = isStream(body) ? await readStream(body, most) : textOf(body);
	if (text === undefined || text.length > most) return { text: '', excess: 'size' };
	return isTooDeep(text) ? { text: '', excess: 'depth' } : { text };
}

/** Leaving the loop before the end destroys the stream, and with it the connection. */
async function readStream(
	stream: AsyncIterable<unknown>,
	most: number,
): Promise<string | undefined> {
	const decoder = new TextDecoder();
	let text = '';
	let bytes = 0;
	for await (const chunk of stream) {
		if (!(chunk instanceof Uint8Array)) {
			text += textOf(chunk);
			bytes = text.length;
		} else {
			bytes += chunk.length;
			if (bytes <= most) text += decoder.decode(chunk, { stream: true });
		}
		if (bytes > most) return undefined;
	}
	return text + decoder.decode();
}

function isStream(body: unknown): body is AsyncIterable<unknown> {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

function textOf(body: unknown): string {
	if (typeof body === 'string') return body;
	if (body === undefined || body === null) return '';
	if (body instanceof Uint8Array) return new TextDecoder().decode(body);
	return JSON.stringify(body);
}
