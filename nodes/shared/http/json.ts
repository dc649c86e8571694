/** Brackets within brackets; what services send has fewer than twenty. */
export const DEEPEST_JSON = 200;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/**
 * True for JSON that is nested deeper than {@link DEEPEST_JSON}. It is found before the text is
 * parsed: the parser takes any depth, and whatever goes through the value afterwards, n8n's saving
 * included, breaks off at some thousands without a result.
 */
export function isTooDeep(text: string): boolean {
	if (!/^\s*[[{]/.test(text)) return false;
	let depth = 0;
	let isInText = false;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (isInText) {
			if (code === BACKSLASH) at++;
			else if (code === QUOTE) isInText = false;
		} else if (code === QUOTE) isInText = true;
		else if (OPENING.has(code)) {
			depth++;
			if (depth > DEEPEST_JSON) return true;
		} else if (CLOSING.has(code)) depth--;
	}
	return false;
}

/**
 * The value of a JSON text from outside; undefined when it is empty, no JSON or too deep.
 *
 * A key `__proto__` is left out at any depth: whoever copies such an object key by key gives the
 * copy another prototype. `constructor` and `prototype` are ordinary data and stay: as own members
 * they change nothing, and a person may have called something so.
 */
export function parseJson(text: string): unknown {
	if (text.trim() === '' || isTooDeep(text)) return undefined;
	try {
		return withoutPrototypes(JSON.parse(text));
	} catch {
		return undefined;
	}
}

function withoutPrototypes(value: unknown): unknown {
	const open: unknown[] = [value];
	for (let one = open.pop(); one !== undefined; one = open.pop()) {
		if (typeof one !== 'object' || one === null) continue;
		Reflect.deleteProperty(one, '__proto__');
		for (const inner of Object.values(one)) {
			if (typeof inner === 'object' && inner !== null) open.push(inner);
		}
	}
	return value;
}
