import { isObject } from './answer';
import { readSignInRefusal, type SignInRefusal } from './signIn';

/** Why n8n's helper gave no answer. */
export interface Thrown {
	kind:
		| 'credential' // the token request or the login was refused; the call itself was not sent
		| 'noToken' // the token endpoint is not able to answer now; the call itself was not sent
		| 'tokenLimit' // too many tokens were asked for; the call itself was not sent
		| 'unreachable' // no connection was made: nothing was sent
		| 'timeout' // sent, no answer in time
		| 'cut' // sent or being sent when the connection broke
		| 'cancelled'; // the execution was stopped
	/** Status of the refused token request, where there was one. */
	status?: number;
	/** The service's own word for the refusal, or the network's code. */
	detail: string;
	/** What a token endpoint says beside its word. It decides what the refusal means, and is never shown. */
	says?: string;
	/** The wait that the service orders before another token is asked for. */
	againAfterMs?: number;
	/** When another token may be asked for, epoch milliseconds: waiting for it would take too long. */
	opensAt?: number;
}

const NEVER_SENT: ReadonlySet<Thrown['kind']> = new Set([
	'unreachable',
	'credential',
	'noToken',
	'tokenLimit',
]);

/** True when the call itself did not reach the service. */
export function neverSent({ kind }: Thrown): boolean {
	return NEVER_SENT.has(kind);
}

const NOT_SENT = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ERR_INVALID_URL',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'ERR_TLS_CERT_ALTNAME_INVALID',
]);
const TIMED_OUT = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT']);
const CANCELLED = new Set(['ERR_CANCELED', 'ABORT_ERR']);
/** Characters of a message that are looked at. */
const LONGEST_WORDS = 2000;
/** What n8n's OAuth2 client calls a refusal with an OAuth error code. */
const OAUTH_REFUSAL = 'EAUTH';
/** n8n 2.x puts this before the reason why it got no token. */
const TOKEN_REQUEST_FAILED = 'Failed to acquire OAuth2 access token';

/**
 * Reads what n8n's `httpRequestWithAuthentication` threw, on both n8n lines. The Node.js or axios
 * code is in `httpCode` on both; `cause` is there on 2.x only.
 *
 * Data requests are sent with `ignoreHttpStatusErrors`, so an HTTP status in the error belongs to
 * the token request or login that n8n made on its own before the call, or to an answer that broke
 * off in its body.
 */
export function readThrown(error: unknown): Thrown {
	const chain = causes(error);
	const codes = chain.map((link) => textOf(link.code) ?? textOf(link.httpCode)).filter(isText);
	const code = codes.find((value) => /^[A-Z][A-Z0-9_]+$/.test(value)) ?? '';
	const words = chain.map((link) => textOf(link.message)?.slice(0, LONGEST_WORDS)).filter(isText);
	const ownSignIn = words.map(readSignInRefusal).find((one) => one !== undefined);
	const says = (pattern: RegExp) => words.some((text) => pattern.test(text));

	if (ownSignIn !== undefined) return ownFailure(ownSignIn);
	if (CANCELLED.has(code)) return { kind: 'cancelled', detail: code };
	if (NOT_SENT.has(code)) return { kind: 'unreachable', detail: code };
	if (says(/invalid url/i))
		return { kind: 'unreachable', detail: 'the address in the credential is no valid URL' };

	const tokenRequest = code === OAUTH_REFUSAL || says(new RegExp(TOKEN_REQUEST_FAILED));
	const status = chain.map(statusOf).find((value) => value !== undefined);
	if (tokenRequest || (status !== undefined && status >= 400))
		return tokenFailure(status, code, chain, words);

	if (TIMED_OUT.has(code)) return { kind: 'timeout', detail: code };
	if (says(/aborted/i)) return { kind: 'cut', detail: 'answer cut off' };
	return { kind: 'cut', detail: code || 'connection broken' };
}

function ownFailure({ code, isLimit, againAfterMs }: SignInRefusal): Thrown {
	if (!isLimit) return { kind: 'credential', detail: code };
	return {
		kind: 'tokenLimit',
		detail: code,
		...(againAfterMs !== undefined && { againAfterMs }),
	};
}

function tokenFailure(
	status: number | undefined,
	code: string,
	chain: readonly Link[],
	words: readonly string[],
): Thrown {
	const word = oauthWord(chain, words);
	const says = oauthDescription(chain);
	const refusal = { status, detail: word, ...(says !== undefined && { says }) };
	if (isLimit(status, word, words)) return { ...refusal, kind: 'tokenLimit' };
	const refused = code === OAUTH_REFUSAL || word !== '';
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
 */
function isLimit(status: number | undefined, word: string, words: readonly string[]): boolean {
	if (status === 429 || LIMIT_WORDS.has(word)) return true;
	return status === undefined && word === '' && words.some((said) => LIMIT_TEXT.test(said));
}

interface Link {
	code?: unknown;
	httpCode?: unknown;
	status?: unknown;
	statusCode?: unknown;
	response?: { status?: unknown };
	message?: unknown;
	body?: unknown;
	cause?: unknown;
}

/** The error and what it was made from, at most five deep. */
function causes(error: unknown): Link[] {
	const chain: Link[] = [];
	let link: unknown = error;
	while (typeof link === 'object' && link !== null && chain.length < 5) {
		chain.push(link);
		link = (link as Link).cause;
	}
	return chain;
}

function statusOf(link: Link): number | undefined {
	const inMessage = /status code (\d{3})\b/.exec(textOf(link.message) ?? '')?.[1];
	const places = [link.httpCode, link.status, link.statusCode, link.response?.status, inMessage];
	return places
		.map(Number)
		.find((number) => Number.isInteger(number) && number >= 100 && number < 600);
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

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

function isText(value: string | undefined): value is string {
	return value !== undefined;
}
