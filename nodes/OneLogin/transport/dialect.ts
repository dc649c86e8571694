import { originOf } from '../../shared/host';
import { repeatOf } from '../../shared/http/call';
import type { Dialect } from '../../shared/http/dialect';
import { orderedWaitMs, resetTime } from '../../shared/http/times';
import { whole } from '../../shared/pace/reading';
import { explainAnswer, explainCredential } from './explain';
import { ONELOGIN_HOME } from './home';
import { RATE_LIMIT_PATH } from './rateLimit';
import { refusalOf } from './words';

/** OneLogin's API v1 and v2, as far as every request has to know them. */
export const oneLoginDialect: Dialect = {
	serviceName: 'OneLogin',

	// Both versions stand in the path: /api/1/..., /api/2/..., and /auth/... beside them.
	baseUrl: (credential) => originOf(credential.subdomain, ONELOGIN_HOME),

	explainHost: ({ subdomain }) =>
		typeof subdomain === 'string' && subdomain.trim() !== ''
			? {
					message: "The field 'Subdomain' of the OneLogin credential is not a subdomain",
					description:
						'Nothing was sent. Type the part before .onelogin.com alone, e.g. acme, or a whole host that ends in .onelogin.com: no path, no port, no user name. Plain http is allowed to a loopback address with a port only.',
				}
			: {
					message: "The field 'Subdomain' of the OneLogin credential is empty",
					description:
						'Nothing was sent. Type the part before .onelogin.com in the address of your login page, e.g. acme.',
				},

	// One limit for the whole account, whatever the route (OneLogin API, Rate Limit).
	bucketOf: () => 'account',

	// X-RateLimit-Reset counts the seconds that are left. Retry-After is not documented for this
	// API; it is honoured where it comes.
	readLimit(answer, now) {
		const seconds = whole(answer.header('x-ratelimit-reset'));
		const ordered = orderedWaitMs(answer, now);
		return {
			refused: answer.status === 429,
			limit: whole(answer.header('x-ratelimit-limit')),
			remaining: whole(answer.header('x-ratelimit-remaining')),
			resetAt: resetTime(seconds, answer, now),
			retryAt: ordered === undefined ? undefined : now + ordered,
		};
	},

	// A 401 with an unknown text may be about the token; sending a call again for it is right only
	// where a second sending does no harm.
	isTokenRefused(answer, call) {
		if (answer.status !== 401) return false;
		const refusal = refusalOf(answer);
		return refusal === 'token' || (refusal === 'unclear' && repeatOf(call) !== 'once');
	},

	// Open to every scope but Authentication Only.
	renewalProbe: { path: RATE_LIMIT_PATH },

	explain: explainAnswer,
	explainCredential,
};
