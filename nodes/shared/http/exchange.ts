import type {
	IAdditionalCredentialOptions,
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
} from 'n8n-workflow';

import type { Run } from '../run/run';
import type { HttpAnswer } from './answer';
import { repeatOf, type ApiCall } from './call';
import { Deadline } from './deadline';
import { encodePath } from './path';
import { encodeQuery } from './query';
import { endedBy, receive } from './receive';
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
	const deadline = deadlineOf(run);
	try {
		const additional = call.withoutToken === true ? await withoutToken(run) : undefined;
		return await receive(
			requestOptions(run, call, url, reference),
			deadline,
			async (options) => await ask(run, options, additional),
		);
	} catch (error) {
		return endOf(run, deadline, readThrown(error));
	}
}

async function ask(
	run: Run,
	options: IHttpRequestOptions,
	additional?: IAdditionalCredentialOptions,
): Promise<unknown> {
	const { context, credential } = run;
	return (await context.helpers.httpRequestWithAuthentication.call(
		context,
		credential.type,
		options,
		additional,
	)) as unknown;
}

function deadlineOf(run: Run): Deadline {
	return new Deadline(run.pace.timeout * 1000, run.signal);
}

/** What broke off by Stop or by the clock looks the same to whoever was reading. */
function endOf(run: Run, deadline: Deadline, thrown: Thrown): Thrown {
	if (thrown.kind !== 'cancelled' && thrown.kind !== 'cut') return thrown;
	if (run.cancelled) return { kind: 'cancelled', detail: thrown.detail };
	return deadline.hasPassed ? { kind: 'timeout', detail: 'ECONNABORTED' } : thrown;
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
	const deadline = deadlineOf(run);
	try {
		await ask(
			run,
			endedBy(deadline, { ...requestOptions(run, probe, url, ''), ignoreHttpStatusErrors: false }),
		);
		return undefined;
	} catch (error) {
		const thrown = endOf(run, deadline, readThrown(error));
		const answered = thrown.status !== undefined && ![400, 401].includes(thrown.status);
		return answered ? undefined : thrown;
	} finally {
		deadline.end();
		deadline.breakOff();
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
			...run.optionHeaders(call),
			...call.headers,
		},
		...(call.body !== undefined && { body: JSON.stringify(call.body) }),
		timeout: run.pace.timeout * 1000,
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: true,
	};
}
