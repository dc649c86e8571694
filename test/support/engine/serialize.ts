import { types } from 'node:util';

/**
 * A copy of anything as plain data: what n8n's serialisation would write, and
 * besides it what JSON leaves out where a secret may sit: of errors the message,
 * description, stack and cause, of maps and sets the entries, of buffers the
 * text. Objects that occur twice or contain themselves do so in the copy.
 */
export function plain(value: unknown, copies = new Map<object, unknown>()): unknown {
	if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
	if (typeof value === 'function') return undefined;
	if (typeof value !== 'object' || value === null) return value;
	if (copies.has(value)) return copies.get(value);
	if (Buffer.isBuffer(value)) return value.toString('utf8');
	if (Array.isArray(value) || value instanceof Map || value instanceof Set) {
		const copy: unknown[] = [];
		copies.set(value, copy);
		for (const entry of value) copy.push(plain(entry, copies));
		return copy;
	}
	const parts = isError(value) ? partsOfError(value) : asJson(value);
	if (typeof parts !== 'object' || parts === null) return parts;
	const copy: Record<string, unknown> = {};
	copies.set(value, copy);
	for (const [key, part] of Object.entries(parts)) copy[key] = plain(part, copies);
	return copy;
}

/** Everything in `values` as one string, each object once, to be searched for a secret. */
export function searchable(...values: unknown[]): string {
	const seen = new Set<unknown>();
	return JSON.stringify(plain(values), (_key, value: unknown) => {
		if (typeof value !== 'object' || value === null) return value;
		if (seen.has(value)) return '[seen above]';
		seen.add(value);
		return value;
	});
}

function asJson(value: object): unknown {
	return 'toJSON' in value && typeof value.toJSON === 'function'
		? (value.toJSON as () => unknown)()
		: value;
}

interface AnyError extends Error {
	description?: unknown;
	isAxiosError?: boolean;
}

/** Also true of the errors that Node.js makes, whose class is not that of jest's sandbox. */
function isError(value: unknown): value is AnyError {
	return value instanceof Error || types.isNativeError(value);
}

/**
 * n8n stores an error that stops a run by its enumerable properties and the error
 * of an item by its `toJSON`; both are looked at. Axios's error is left to its
 * `toJSON`: its properties hold open sockets.
 */
function partsOfError(error: AnyError): object {
	return Object.assign(
		error.isAxiosError ? {} : Object.fromEntries(Object.entries(error)),
		asJson(error),
		boundedParts(error),
	);
}

/** As much of an error as n8n keeps of a cause, with its stack and its own cause. */
function boundedParts(error: AnyError, above: AnyError[] = []): object {
	const { name, message, description, stack, cause } = error;
	if (!isError(cause)) return { name, message, description, stack, cause };
	const path = [...above, error];
	const inner = path.includes(cause) ? undefined : boundedParts(cause, path);
	return { name, message, description, stack, cause: inner };
}
