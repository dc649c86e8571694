import { signInRefusalCode } from './signIn';

/** Why n8n's helper gave no answer. */
export interface Thrown {
	kind:
		| 'credential' // the token request or the login was refused; the call itself was not sent
		| 'unreachable' // no connection was made: nothing was sent
		| 'timeout' // sent, no answer in time
		| 'cut' // sent or being sent when the connection broke
		| 'cancelled'; // the execution was stopped
	/** Status of the refused token request, where there was one. */
	status?: number;
	/** The service's own words on a refused token request, or the network's code. */
	detail: string;
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

/**
 * Reads what n8n's `httpRequestWithAuthentication` threw, on both n8n lines.
 *
 * Data requests are sent with `ignoreHttpStatusErrors`, so an HTTP status in the error always
 * belongs to the token request or login that n8n made on its own before the call.
 */
export function readThrown(error: unknown): Thrown {
	const chain = causes(error);
	const codes = chain.map((link) => textOf(link.code) ?? textOf(link.httpCode)).filter(isText);
	const code = codes.find((value) => /^[A-Z][A-Z0-9_]+$/.test(value)) ?? '';
	const status = chain.map(statusOf).find((value) => value !== undefined);
	const words = chain.map((link) => textOf(link.message)).filter(isText);
	const ownSignIn = words.map(signInRefusalCode).find(isText);

	if (ownSignIn !== undefined) return { kind: 'credential', detail: ownSignIn };

	if (CANCELLED.has(code)) return { kind: 'cancelled', detail: code };
	if (NOT_SENT.has(code)) return { kind: 'unreachable', detail: code };
	if (TIMED_OUT.has(code)) return { kind: 'timeout', detail: code };
	// An answer that broke off in its body is reported by n8n with the status that it had begun with.
	if (words.some((text) => /aborted/i.test(text))) return { kind: 'cut', detail: 'answer cut off' };
	if (status !== undefined || words.some((text) => text.startsWith(TOKEN_REQUEST_FAILED)))
		return tokenRefused(status, words, chain);
	if (words.some((text) => /invalid url/i.test(text)))
		return { kind: 'unreachable', detail: 'the address in the credential is no valid URL' };
	return { kind: 'cut', detail: code || 'connection broken' };
}

/** n8n 2.x puts this before the reason why it got no token. */
const TOKEN_REQUEST_FAILED = 'Failed to acquire OAuth2 access token';

function tokenRefused(
	status: number | undefined,
	words: readonly string[],
	chain: readonly Link[],
): Thrown {
	if (words.some((text) => /invalid url/i.test(text)))
		return { kind: 'unreachable', detail: 'the address in the credential is no valid URL' };
	return { kind: 'credential', status, detail: oauthWords(chain) };
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
	for (const value of [link.httpCode, link.status, link.statusCode, link.response?.status]) {
		const number = Number(value);
		if (Number.isInteger(number) && number >= 100 && number < 600) return number;
	}
	return undefined;
}

/** Only the OAuth error code is taken over: free text of a token endpoint may echo what it was sent. */
function oauthWords(chain: readonly Link[]): string {
	for (const { body, message } of chain) {
		const code =
			typeof body === 'object' && body !== null ? (body as { error?: unknown }).error : undefined;
		if (typeof code === 'string' && /^[a-z_]{3,40}$/.test(code)) return code;
		const named =
			/\b(invalid_client|access_denied|unauthorized_client|invalid_request|invalid_grant|invalid_scope|unsupported_grant_type|too_many_requests)\b/.exec(
				textOf(message) ?? '',
			);
		if (named?.[1] !== undefined) return named[1];
	}
	return '';
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

function isText(value: string | undefined): value is string {
	return value !== undefined;
}
