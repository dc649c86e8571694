import type { IDataObject } from 'n8n-workflow';

import { originOf } from '../../shared/host';
import type { Dialect } from '../../shared/http/dialect';
import { orderedWaitMs } from '../../shared/http/times';
import { bucketOf } from './buckets';
import { explainAnswer } from './explain';
import { LASTING_REFUSALS, LOGIN_REFUSALS, isLoginRefusal } from './loginTexts';
import { isTokenRefused } from './refusedToken';

/** emnify's REST API, versions 1 and 2, as far as every request has to know it. */
export const emnifyDialect: Dialect = {
	serviceName: 'emnify',

	baseUrl({ baseUrl }: IDataObject) {
		const origin = originOf(baseUrl);
		return origin === undefined ? undefined : `${origin}/api`;
	},

	explainHost: () => LOGIN_REFUSALS.host,

	bucketOf,

	// No header tells of the limits (emnify documents none, and none was recorded).
	readLimit(answer, now) {
		const ordered = orderedWaitMs(answer, now);
		return {
			refused: answer.status === 429,
			retryAt: ordered === undefined ? undefined : now + ordered,
		};
	},

	isTokenRefused,

	// Readable by every role.
	renewalProbe: { path: ['v1', 'user', 'mfa', 'status'] },

	explain: explainAnswer,

	explainCredential(status, code) {
		if (isLoginRefusal(code)) return LOGIN_REFUSALS[code];
		if (status === 429) return LOGIN_REFUSALS.tooMany;
		return {
			meaning: 'token',
			message: 'emnify did not accept the access token that it had just given out',
			description:
				'Check that the credential belongs to this organisation and that the user is active, then run it again.',
		};
	},

	isLastingRefusal: (code) => LASTING_REFUSALS.has(code),
};
