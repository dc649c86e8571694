import type { LimitDialect, RateLimit } from '../shared/rateLimit';

/** Buckets of the published limits; each counts per address. */
export const BUCKETS = { all: 'all', authenticate: 'authenticate', events: 'events' } as const;

const PLENTY: RateLimit = { perSecond: 10_000, burst: 10_000 };

/** Practically no limit. */
export const DEFAULT_LIMITS: Record<string, RateLimit> = { [BUCKETS.all]: PLENTY };

const inFiveMinutes = (requests: number): RateLimit => ({
	perSecond: requests / 300,
	burst: requests,
	refill: 'window',
	windowSeconds: 300,
});

/** 2,000 requests and 100 sign-ins in five minutes, ten lists of events a second. */
export const PUBLISHED_LIMITS: Record<string, RateLimit> = {
	[BUCKETS.all]: inFiveMinutes(2000),
	[BUCKETS.authenticate]: inFiveMinutes(100),
	[BUCKETS.events]: { perSecond: 10, burst: 5 },
};

/** The buckets that a request is counted in, in the order in which they are asked. */
export function bucketsOf(path: string): string[] {
	if (path.startsWith('/api/v1/authenticate')) return [BUCKETS.all, BUCKETS.authenticate];
	if (path === '/api/v1/event') return [BUCKETS.all, BUCKETS.events];
	return [BUCKETS.all];
}

/** No header tells of a limit, neither before nor with a refusal. */
export const EMNIFY_LIMIT_DIALECT: LimitDialect = {
	headers: () => ({}),
	refusal: () => ({
		status: 429,
		headers: {},
		body: {
			error_code: 1105,
			error_token: 'TooManyRequests',
			message: 'Rate limit exceeded.',
		},
	}),
};
