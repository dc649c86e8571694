import { isObject } from '../../shared/http/answer';
import type { ApiClient } from '../../shared/http/client';
import { now } from '../../shared/time';
import { ANY_READ } from './scopes';
import { notOneLogin } from './shapes';

export const RATE_LIMIT_PATH = ['auth', 'rate_limit'] as const;

/** State of the account's limit. */
export type RateLimitState = {
	limit: number | null;
	remaining: number | null;
	/** Seconds until the window starts anew. */
	resetSeconds: number | null;
	/** The same as a time, ISO 8601. */
	resetAt: string | null;
};

/** OneLogin API, GET /auth/rate_limit. The call itself counts against the limit. */
export async function getRateLimit(api: ApiClient): Promise<RateLimitState> {
	const answer = await api.send({ method: 'GET', path: RATE_LIMIT_PATH, permission: ANY_READ });
	const { data } = answer.object;
	if (!isObject(data)) throw notOneLogin(api, answer);
	const number = (name: string) => {
		const value = data[name];
		return typeof value === 'number' ? value : null;
	};
	const resetSeconds = number('X-RateLimit-Reset');
	return {
		limit: number('X-RateLimit-Limit'),
		remaining: number('X-RateLimit-Remaining'),
		resetSeconds,
		resetAt: resetSeconds === null ? null : new Date(now() + resetSeconds * 1000).toISOString(),
	};
}
