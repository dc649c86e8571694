import { repeatOf, type ApiCall } from '../../shared/http/call';
import type { HttpAnswer } from '../../shared/http/answer';
import { errorBody } from './errorBody';

/** Error codes of a 401 that is not about the access token (InvalidCredentials, Forbidden, TooManyRequests). */
const OTHER_REASONS: ReadonlySet<unknown> = new Set([1101, 1104, 1105]);
/** InvalidToken, TokenExpired. */
const ABOUT_TOKEN: ReadonlySet<unknown> = new Set([1102, 1103]);

/**
 * True when a 401 says that the access token is not accepted.
 *
 * A sign-in's 401 is its answer. A call that is sent once carries a password or a one-time code,
 * and a 401 without a word could be about those: it is sent again only when the answer speaks of
 * the token, as the API does by its code and the gateway by a body or header of its own.
 */
export function isTokenRefused(answer: HttpAnswer, call: ApiCall): boolean {
	if (answer.status !== 401 || call.withoutToken === true) return false;
	const { code, token, message } = errorBody(answer);
	if (ABOUT_TOKEN.has(code)) return true;
	if (OTHER_REASONS.has(code)) return false;
	if (repeatOf(call) !== 'once') return true;
	const madeByGateway = answer.header('x-amzn-errortype') !== undefined;
	return madeByGateway || (message !== '' && code === undefined && token === '');
}
