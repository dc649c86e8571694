import type { LimitDialect, LimitReading, RateLimit } from '../shared/rateLimit';

/** One limit for the account, whatever the call and the credential. */
export const ACCOUNT_BUCKET = 'account';

const PER_HOUR = 5000;

/** OneLogin's published limit: 5,000 calls in an hour. */
export const DEFAULT_LIMITS: Record<string, RateLimit> = {
	[ACCOUNT_BUCKET]: {
		perSecond: PER_HOUR / 3600,
		burst: PER_HOUR,
		refill: 'window',
		windowSeconds: 3600,
	},
};

/** The reset counts seconds that are left, it is no point in time. */
export function limitValues({ limit, remaining, resetAt, now }: LimitReading) {
	return {
		'X-RateLimit-Limit': limit,
		'X-RateLimit-Remaining': remaining,
		'X-RateLimit-Reset': Math.max(0, Math.ceil((resetAt - now) / 1000)),
	};
}

export const ONELOGIN_LIMIT_DIALECT: LimitDialect = {
	headers: (reading) =>
		Object.fromEntries(
			Object.entries(limitValues(reading)).map(([name, value]) => [name, String(value)]),
		),
	// The body of a 429 is not documented; this is the shape of v1's other refusals.
	refusal: (reading) => ({
		status: 429,
		headers: ONELOGIN_LIMIT_DIALECT.headers(reading),
		body: {
			status: { error: true, code: 429, type: 'too many requests', message: 'Rate limit exceeded' },
		},
	}),
};
