/** What one answer told about the rate limit it was counted against. Times are epoch milliseconds. */
export interface LimitReading {
	/** The service refused the call because of the limit. */
	refused: boolean;
	/** Size of the bucket or window. */
	limit?: number;
	/** Calls left now. */
	remaining?: number;
	/** When calls are added again. */
	resetAt?: number;
	/** The service's own order not to come back before. */
	retryAt?: number;
}

/** A header that holds a number of at least 0, or undefined. */
export function whole(value: string | undefined): number | undefined {
	if (value === undefined || value.trim() === '') return undefined;
	const number = Number(value);
	return Number.isFinite(number) && number >= 0 ? number : undefined;
}
