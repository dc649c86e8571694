import { serviceError, type ItemError } from '../../shared/errors';
import type { HttpAnswer } from '../../shared/http/answer';
import type { ApiCall } from '../../shared/http/call';
import type { ApiClient } from '../../shared/http/client';
import { getRateLimit } from './rateLimit';
import { refusalOf } from './words';

/** What became of a code or a push. */
export type Outcome = 'accepted' | 'rejected' | 'pending';

/**
 * Sends a call that submits a one-time code or asks whether a push was answered. Its 401 may be
 * about the code, the push, the scope or the access token, partly in the same words, and a code
 * must not be submitted twice. So every 401 is taken as an answer; where it could be about the
 * token, a harmless read tells: only when that one had to renew the token was the code never
 * looked at, and is sent again.
 */
export async function sendCode(api: ApiClient, call: ApiCall): Promise<HttpAnswer> {
	const asked: ApiCall = { ...call, accept: [401, 403, ...(call.accept ?? [])] };
	const { generation } = api.run.renewal;
	const answer = await api.send(asked);
	if (answer.status !== 401) return answer;
	if (!['token', 'unclear'].includes(refusalOf(answer))) return answer;
	await getRateLimit(api);
	return api.run.renewal.generation === generation ? answer : await api.send(asked);
}

/** The error for an answer to a code that says neither yes nor no. */
export function notUnderstood(api: ApiClient, answer: HttpAnswer): ItemError {
	return serviceError(
		api.run.node,
		{
			meaning: 'service',
			message: 'OneLogin did not say whether the code was accepted',
			description: 'Do not take it for accepted. Ask for a new code and verify again.',
			statusCode: answer.status,
			effect: 'unknown',
		},
		api.itemIndex,
	);
}
