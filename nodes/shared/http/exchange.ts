import type {
	IAdditionalCredentialOptions,
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import type { Run } from '../run/run';
import { HttpAnswer } from './answer';
import { repeatOf, type ApiCall } from './call';
import { encodePath } from './path';
import { encodeQuery } from './query';
import { WITHOUT_TOKEN } from './signIn';
import { readThrown, type Thrown } from './thrown';

/**
 * Sends one request through n8n's authenticated helper, once, and gives back the answer or why
 * there is none. Every status is an answer, 401 too: when a 401 is thrown, n8n sends the same
 * request again on its own.
 *
 * @param reference what the request carries into the service's own log, if it changes something
 */
export async function exchange(
	run: Run,
	call: ApiCall,
	url: string,
	reference: string,
): Promise<HttpAnswer | Thrown> {
	try {
		const response = (await run.context.helpers.httpRequestWithAuthentication.call(
			run.context,
			run.credential.type,
			requestOptions(run, call, url, reference),
			call.withoutToken === true ? await withoutToken(run) : undefined,
		)) as IN8nHttpFullResponse;
		return new HttpAnswer(response.statusCode, response.headers, textOf(response.body));
	} catch (error) {
		return readThrown(error);
	}
}

/** The credential with something else in the place of its token, so that n8n does not sign in. */
async function withoutToken({ credential, fields }: Run): Promise<IAdditionalCredentialOptions> {
	const { type, tokenField } = credential;
	const data = { ...(await fields()), ...(tokenField && { [tokenField]: WITHOUT_TOKEN }) };
	return {
		credentialsDecrypted: { id: '', name: '', type, data: data as ICredentialDataDecryptedObject },
	};
}

/**
 * Lets n8n renew the access token: a harmless GET that is allowed to throw on 401, which is what
 * makes n8n get and store a new token. Any answer but 401 means that the token is good.
 *
 * @returns undefined when the token is good, else why there is none
 */
export async function renewToken(run: Run): Promise<Thrown | undefined> {
	const { path, query } = run.dialect.renewalProbe;
	const probe: ApiCall = { method: 'GET', path, query };
	const url = run.baseUrl + encodePath(path) + encodeQuery(query);
	try {
		await run.context.helpers.httpRequestWithAuthentication.call(run.context, run.credential.type, {
			...requestOptions(run, probe, url, ''),
			ignoreHttpStatusErrors: false,
		});
		return undefined;
	} catch (error) {
		const thrown = readThrown(error);
		const answered = thrown.status !== undefined && ![400, 401].includes(thrown.status);
		return answered ? undefined : thrown;
	}
}

function requestOptions(
	run: Run,
	call: ApiCall,
	url: string,
	reference: string,
): IHttpRequestOptions {
	const tracing = repeatOf(call) === 'read' ? undefined : run.dialect.changeHeaders?.(reference);
	return {
		method: call.method,
		url,
		headers: {
			Accept: 'application/json',
			// Both n8n lines drop a body of {} or []; as text it is sent as it is.
			...(call.body !== undefined && { 'Content-Type': 'application/json' }),
			...tracing,
			...call.headers,
		},
		...(call.body !== undefined && { body: JSON.stringify(call.body) }),
		// The body is read as text and parsed here: left to n8n, whatever parses is parsed, large
		// numbers lose digits, and what does not parse comes as text without a word.
		encoding: 'text',
		timeout: run.pace.timeout * 1000,
		returnFullResponse: true,
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: true,
		...(run.signal && { abortSignal: run.signal }),
	};
}

function textOf(body: unknown): string {
	if (typeof body === 'string') return body;
	if (body === undefined || body === null) return '';
	return JSON.stringify(body);
}
