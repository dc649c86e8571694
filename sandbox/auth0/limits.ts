import type { LimitDialect, RateLimit } from '../shared/rateLimit';

/**
 * Buckets as Auth0's rate limit policy names them: the whole Management API,
 * then the endpoint's own. Which of them the authentication methods fall under
 * is not documented; here they are "other endpoints", the smaller one.
 */
export const BUCKETS = {
	management: 'management',
	readUsers: 'read-users',
	writeUsers: 'write-users',
	deleteUsers: 'delete-users',
	readLogs: 'read-logs',
	writeDeviceCredentials: 'write-device-credentials',
	other: 'other',
	token: 'token',
} as const;

const PLENTY: RateLimit = { perSecond: 10_000, burst: 10_000 };

/** Practically no limit, but with the headers of one. */
export const DEFAULT_LIMITS: Record<string, RateLimit> = { [BUCKETS.management]: PLENTY };

const perMinute = (burst: number, sustained: number): RateLimit => ({
	burst,
	perSecond: sustained / 60,
});

const PER_ENDPOINT: Record<string, RateLimit> = {
	[BUCKETS.readUsers]: perMinute(40, 500),
	[BUCKETS.writeUsers]: perMinute(20, 200),
	[BUCKETS.deleteUsers]: perMinute(20, 200),
	[BUCKETS.readLogs]: perMinute(10, 100),
	[BUCKETS.writeDeviceCredentials]: perMinute(5, 100),
	[BUCKETS.other]: perMinute(10, 150),
	[BUCKETS.token]: { perSecond: 25, burst: 25 },
};

/** The limits of Auth0's published subscriptions. */
export const SUBSCRIPTION_LIMITS = {
	free: {
		[BUCKETS.management]: { perSecond: 2, burst: 2 },
		[BUCKETS.token]: { perSecond: 30, burst: 30 },
	},
	essentials: PER_ENDPOINT,
	professional: PER_ENDPOINT,
	enterprise: {
		[BUCKETS.management]: { perSecond: 16, burst: 50 },
		[BUCKETS.token]: { perSecond: 100, burst: 100 },
	},
	'enterprise-non-production': {
		[BUCKETS.management]: { perSecond: 2, burst: 10 },
		[BUCKETS.token]: { perSecond: 100, burst: 100 },
	},
} as const satisfies Record<string, Record<string, RateLimit>>;

export type Subscription = keyof typeof SUBSCRIPTION_LIMITS;

/** The buckets that a Management API request is counted in, in the order they are asked. */
export function bucketsOf(method: string, path: string): string[] {
	return [BUCKETS.management, endpointBucket(method, path.replace(/^\/api\/v2/, ''))];
}

function endpointBucket(method: string, path: string): string {
	if (/^\/(users(\/[^/]*)?|users-by-email)\/?$/.test(path)) {
		if (method === 'GET') return BUCKETS.readUsers;
		return method === 'DELETE' ? BUCKETS.deleteUsers : BUCKETS.writeUsers;
	}
	if (method === 'GET' && /^\/(logs|users\/[^/]+\/logs)/.test(path)) return BUCKETS.readLogs;
	if (method !== 'GET' && path.startsWith('/device-credentials')) {
		return BUCKETS.writeDeviceCredentials;
	}
	return BUCKETS.other;
}

/**
 * Headers and refusals of the Management API; `x-ratelimit-reset` is Unix time
 * in seconds. The token endpoint refuses in the shape of OAuth.
 */
export const AUTH0_LIMIT_DIALECT: LimitDialect = {
	headers: ({ limit, remaining, resetAt }) => ({
		'x-ratelimit-limit': String(limit),
		'x-ratelimit-remaining': String(remaining),
		'x-ratelimit-reset': String(Math.ceil(resetAt / 1000)),
	}),
	refusal: (reading) => ({
		status: 429,
		headers: AUTH0_LIMIT_DIALECT.headers(reading),
		body: reading.bucket === BUCKETS.token ? TOKEN_REFUSAL : managementRefusal(reading.bucket),
	}),
};

const TOKEN_REFUSAL = {
	error: 'too_many_requests',
	error_description: 'You have exceeded the rate limit of the token endpoint.',
};

function managementRefusal(bucket: string) {
	const isGlobal = bucket === BUCKETS.management || bucket === '';
	return {
		statusCode: 429,
		error: 'Too Many Requests',
		message: isGlobal ? 'Global limit has been reached' : `Limit of ${bucket} has been reached`,
		errorCode: 'too_many_requests',
	};
}
