import { isObject } from './answer';
import { LONGEST_WORDS, textOf, type Link } from './errorChain';

/** What n8n's OAuth2 client calls a refusal with an OAuth error code. */
export const OAUTH_REFUSAL = 'EAUTH';

/** Why there is no access token, as far as n8n hands it on. */
export interface TokenRefusal {
	kind: 'credential' | 'noToken' | 'tokenLimit';
	status?: number;
	/** The token endpoint's own word, or the network's code. */
	detail: string;
	/** What it says beside its word. */
	says?: string;
}

/** Reads why the token endpoint gave no token. */
export function tokenRefusal(
	status: number | undefined,
	code: string,
	chain: readonly Link[],
	words: readonly string[],
): TokenRefusal {
	const word = oauthWord(chain, words);
	const says = oauthDescription(chain);
	const refusal = { status, detail: word, ...(says !== undefined && { says }) };
	const isAnswer = code === OAUTH_REFUSAL;
	if (isLimit(status, word, isAnswer ? words : [])) return { ...refusal, kind: 'tokenLimit' };
	const refused = isAnswer || word !== '';
	const passing = status !== undefined && (status >= 500 || status === 408);
	if (passing || PASSING_WORDS.has(word) || (!refused && status === undefined))
		return { kind: 'noToken', status, detail: word || code || `status ${status ?? 'unknown'}` };
	return { ...refusal, kind: 'credential' };
}

/** The service failed, in an OAuth answer (RFC 6749, 4.1.2.1). */
const PASSING_WORDS: ReadonlySet<string> = new Set(['server_error', 'temporarily_unavailable']);
/** `slow_down` is of RFC 8628, 3.5; no RFC has a word for the other, so that services make up theirs. */
const LIMIT_WORDS: ReadonlySet<string> = new Set([
	'too_many_requests',
	'slow_down',
	'rate_limit_exceeded',
	'rate_limited',
]);
/** What services say beside the word: n8n 1.x hands on this alone, in the place of word and status. */
const LIMIT_TEXT =
	/\btoo[ _]many\b|\bslow(?:ing)?[ _]down\b|\brate[ _-]?limit|\blimit (?:has been |was |is )?(?:reached|exceeded|used up)|\bexceed|\bquota\b|\bthrottl|\btoo (?:fast|often|frequent)/i;

/**
 * True where too many tokens were asked for. n8n's OAuth2 client hides the status of an answer that
 * has an `error`, on both lines; where the status is known, it decides.
 *
 * @param words what an OAuth answer says; none for any other failure, e.g. "timeout exceeded"
 */
function isLimit(status: number | undefined, word: string, words: readonly string[]): boolean {
	if (status === 429 || LIMIT_WORDS.has(word)) return true;
	return status === undefined && word === '' && words.some((said) => LIMIT_TEXT.test(said));
}

/** The texts that n8n's OAuth2 client has for error codes (RFC 6749, 4.1.2.1 and 5.2), by their beginnings. */
const OAUTH_TEXTS: ReadonlyArray<readonly [word: string, text: string]> = [
	['invalid_client', 'Client authentication failed'],
	['access_denied', 'The resource owner or authorization server denied'],
	['unauthorized_client', 'The client is not authorized to request'],
	['invalid_request', 'The request is missing a required parameter'],
	['invalid_grant', 'The provided authorization grant'],
	['invalid_scope', 'The requested scope is invalid'],
	['unsupported_grant_type', 'The authorization grant type is not supported'],
	['server_error', 'The authorization server encountered an unexpected condition'],
	['temporarily_unavailable', 'The authorization server is currently unable'],
	['too_many_requests', 'too_many_requests'],
	['slow_down', 'slow_down'],
];

/** Only the OAuth error code is taken over: free text of a token endpoint may echo what it was sent. */
function oauthWord(chain: readonly Link[], words: readonly string[]): string {
	const word = memberOf(chain, 'error');
	if (word !== undefined && /^[a-z_]{3,40}$/.test(word)) return word;
	const known = OAUTH_TEXTS.find(([code, text]) =>
		words.some((said) => said.includes(text) || new RegExp(`\\b${code}\\b`).test(said)),
	);
	return known?.[0] ?? '';
}

function oauthDescription(chain: readonly Link[]): string | undefined {
	return memberOf(chain, 'error_description')?.slice(0, LONGEST_WORDS);
}

/** A member of the token endpoint's answer. n8n 1.x hands on none. */
function memberOf(chain: readonly Link[], name: string): string | undefined {
	return chain
		.map(({ body }) => (isObject(body) ? textOf(body[name]) : undefined))
		.find((text) => text !== undefined);
}
