import { causes, isText, LONGEST_WORDS, statusOf, textOf } from './errorChain';
import { readSignInRefusal, type SignInRefusal } from './signIn';
import { OAUTH_REFUSAL, tokenRefusal } from './tokenRefusal';

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
		return tokenRefusal(status, code, chain, words);

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
