import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/http/answer';
import { parseJson } from '../../shared/http/json';

/** The credential's field in which n8n keeps the access token. */
export const TOKEN_FIELD = 'sessionToken';

/** The two ways to sign in. MFA applies to user credentials only. */
export type LoginKind = 'applicationToken' | 'userCredentials';

/** Why there is no access token. The words are known to {@link LOGIN_REFUSALS}. */
export type LoginRefusal =
	| 'host'
	| 'incomplete'
	| 'refused'
	| 'forbidden'
	| 'locked'
	| 'mfaNeeded'
	| 'tooMany'
	| 'invalid'
	| 'redirect'
	| 'unavailable'
	| 'noAnswer'
	| 'noToken';

/** What a sign-in gave. */
export type LoginResult =
	| { state: 'signedIn'; authToken: string; refreshToken?: string }
	| { state: 'mfaNeeded'; mfaToken: string }
	| { state: 'refused'; refusal: LoginRefusal };

export function loginKind(credential: IDataObject): LoginKind {
	return credential.signInWith === 'userCredentials' ? 'userCredentials' : 'applicationToken';
}

/**
 * The body of `POST /api/v1/authenticate` for a credential, or undefined while a field is empty.
 *
 * emnify API, authenticate: the password goes out as its SHA-1 digest in hexadecimal; a fingerprint
 * of a trusted device takes the place of the second factor.
 */
export function loginBody(credential: IDataObject): Record<string, string> | undefined {
	if (loginKind(credential) === 'applicationToken') {
		const token = textOf(credential.applicationToken).trim();
		return token === '' ? undefined : { application_token: token };
	}
	const username = textOf(credential.username).trim();
	const password = textOf(credential.password);
	const fingerprint = textOf(credential.fingerprintSecret).trim();
	if (username === '' || password === '') return undefined;
	return {
		username,
		password: passwordDigest(password),
		...(fingerprint !== '' && { fingerprint }),
	};
}

/** SHA-1 of the password in UTF-8, as 40 lower-case hexadecimal digits. */
export function passwordDigest(password: string): string {
	return createHash('sha1').update(password, 'utf8').digest('hex');
}

/**
 * Reads the answer to a sign-in. A status of 200 does not mean signed in: while a second factor is
 * needed, the body has an `mfa_token` and no `auth_token`.
 */
export function readLogin(
	status: number,
	text: string,
	kind: LoginKind = 'userCredentials',
): LoginResult {
	const body = objectIn(text);
	if (status >= 200 && status < 300) {
		const authToken = textOf(body.auth_token);
		const refreshToken = textOf(body.refresh_token);
		const mfaToken = textOf(body.mfa_token);
		if (authToken !== '')
			return { state: 'signedIn', authToken, ...(refreshToken !== '' && { refreshToken }) };
		if (mfaToken !== '') return { state: 'mfaNeeded', mfaToken };
		return { state: 'refused', refusal: 'noToken' };
	}
	const refusal = isElsewhere(status, text) ? 'noToken' : refusalOf(status, body, kind);
	return { state: 'refused', refusal };
}

/** True for a refusal that says nothing of the sign-in: a page, or that there is nothing at this address. */
function isElsewhere(status: number, text: string): boolean {
	if (status < 400 || status >= 500 || [403, 408, 429].includes(status)) return false;
	const body = parseJson(text);
	const isPage = text.trim() !== '' && !isObject(body);
	return isPage || (status === 404 && textOf(objectIn(text).error_token) === '');
}

/**
 * A lock-out is a 401 with TooManyRequests by one page of emnify's documentation and a 429 with it
 * by another; a 429 without these words is the limit of sign-ins per address. Only accounts of users
 * are locked.
 */
function refusalOf(
	status: number,
	{ error_token: token }: IDataObject,
	kind: LoginKind,
): LoginRefusal {
	const isUser = kind === 'userCredentials';
	if (status === 401) return token === 'TooManyRequests' ? 'locked' : 'refused';
	if (status === 429) return token === 'TooManyRequests' && isUser ? 'locked' : 'tooMany';
	if (status >= 500 || status === 408) return 'unavailable';
	if (status >= 300 && status < 400) return 'redirect';
	return status === 403 ? 'forbidden' : 'invalid';
}

function objectIn(text: string): IDataObject {
	const body = parseJson(text);
	return isObject(body) ? body : {};
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
