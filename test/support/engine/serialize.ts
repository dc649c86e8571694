/**
 * A copy of anything as plain data, with what JSON.stringify leaves out: errors
 * with their message, stack, cause and every own property, hidden ones as well,
 * maps, sets, buffers, and objects that contain themselves.
 */
export function plain(value: unknown, ancestors: readonly object[] = []): unknown {
	if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
	if (typeof value === 'function') return undefined;
	if (typeof value !== 'object' || value === null) return value;
	if (ancestors.includes(value)) return '[circular]';
	const path = [...ancestors, value];
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
	if (Buffer.isBuffer(value)) return value.toString('utf8');
	if (Array.isArray(value)) return value.map((entry) => plain(entry, path));
	if (value instanceof Map) return [...value].map((entry) => plain(entry, path));
	if (value instanceof Set) return [...value].map((entry) => plain(entry, path));
	const copy: Record<string, unknown> = {};
	for (const key of Object.getOwnPropertyNames(value)) {
		copy[key] = plain((value as Record<string, unknown>)[key], path);
	}
	if (value instanceof Error) {
		for (const key of ['name', 'message', 'description', 'stack', 'cause'] as const) {
			const part = (value as unknown as Record<string, unknown>)[key];
			if (part !== undefined && !(key in copy)) copy[key] = plain(part, path);
		}
	}
	return copy;
}

/** Everything in `values` as one string, to be searched for a secret. */
export function searchable(...values: unknown[]): string {
	return JSON.stringify(values.map((value) => plain(value)));
}
