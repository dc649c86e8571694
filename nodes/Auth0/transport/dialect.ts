import type { IDataObject } from 'n8n-workflow';

import { originOf } from '../../shared/host';
import type { Dialect } from '../../shared/http/dialect';
import { orderedWaitMs, resetTime } from '../../shared/http/times';
import { whole } from '../../shared/pace/reading';
import { explainAnswer, explainCredential } from './explain';
import { bucketOf } from './buckets';
import { readCustomDomain } from './customDomain';

/** Auth0's Management API v2, as far as every request has to know it. */
export const auth0Dialect: Dialect = {
	serviceName: 'Auth0',

	baseUrl(credential) {
		const origin = originOf(credential.domain);
		return origin === undefined ? undefined : `${origin}/api/v2`;
	},

	explainHost: ({ domain }: IDataObject) =>
		typeof domain === 'string' && domain.trim() !== ''
			? {
					message: "The field 'Domain' of the Auth0 credential is not a host name",
					description:
						'Nothing was sent. Type the tenant domain alone, e.g. tenant.eu.auth0.com: no path, no port, no user name. Plain http is allowed to a loopback address with a port only.',
				}
			: {
					message: "The field 'Domain' of the Auth0 credential is empty",
					description: 'Nothing was sent. Type the tenant domain, e.g. tenant.eu.auth0.com.',
				},

	bucketOf,

	// X-RateLimit-Reset is Unix time in seconds (Auth0, Rate Limit Use Cases). Retry-After is not
	// documented for this API; it is honoured where it comes.
	readLimit(answer, now) {
		const reset = whole(answer.header('x-ratelimit-reset'));
		const ordered = orderedWaitMs(answer, now);
		return {
			refused: answer.status === 429,
			limit: whole(answer.header('x-ratelimit-limit')),
			remaining: whole(answer.header('x-ratelimit-remaining')),
			resetAt: resetTime(reset, answer, now),
			retryAt: ordered === undefined ? undefined : now + ordered,
		};
	},

	// Every 401 of this API is about the access token: a missing permission is a 403.
	isTokenRefused: (answer) => answer.status === 401,

	renewalProbe: {
		path: ['users'],
		query: { per_page: 1, fields: 'user_id', include_fields: true },
	},

	explain: explainAnswer,
	explainCredential,

	// Shows up in the tenant's log as references.correlation_id (Auth0 Management API Reference).
	changeHeaders: (reference) => ({ 'X-Correlation-ID': reference }),

	readOptions: readCustomDomain,
};
