/** Waiting time in milliseconds before repetition number `attempt` (1, 2, ...), when the service names none. */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
	const exponential = Math.min(500 * 2 ** (attempt - 1), 8_000);
	return exponential / 2 + random() * (exponential / 2);
}

/** Value of a Retry-After header in milliseconds from `nowMs`: delta seconds or an HTTP date (RFC 9110, 10.2.3). */
export function retryAfterMs(value: string | undefined, nowMs: number): number | undefined {
	if (value === undefined || value.trim() === '') return undefined;
	const seconds = Number(value);
	if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
	const date = Date.parse(value);
	return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
