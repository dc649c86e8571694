import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import { HttpAnswer } from './answer';
import { readBody } from './body';
import type { Deadline } from './deadline';

/**
 * Sends a request and reads its answer within the bounds of time and size.
 *
 * @param send hands the options to one of n8n's helpers, which gives back the full response
 */
export async function receive(
	options: IHttpRequestOptions,
	deadline: Deadline,
	send: (options: IHttpRequestOptions) => Promise<unknown>,
): Promise<HttpAnswer> {
	try {
		const response = (await send(endedBy(deadline, options))) as IN8nHttpFullResponse;
		const { statusCode, headers } = response;
		const { text, excess } = await readBody(response.body, statusCode);
		return new HttpAnswer(statusCode, headers, text, excess);
	} finally {
		deadline.end();
	}
}

/** The options, with the full response as a stream that the deadline breaks off. */
export function endedBy(deadline: Deadline, options: IHttpRequestOptions): IHttpRequestOptions {
	return {
		...options,
		encoding: 'stream',
		returnFullResponse: true,
		// Read when the request is sent, after n8n got a token for it.
		get abortSignal() {
			return deadline.begin();
		},
		set abortSignal(_) {
			// n8n puts the signal of the execution here. The deadline listens to it, too.
		},
	};
}
