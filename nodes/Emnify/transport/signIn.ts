import type { IDataObject } from 'n8n-workflow';

import { serviceError, toItemError, type Fault } from '../../shared/errors';
import { HttpAnswer } from '../../shared/http/answer';
import type { ApiCall } from '../../shared/http/call';
import type { Explanation } from '../../shared/http/dialect';
import type { Item } from '../../shared/item';
import { LOGIN_REFUSALS } from './loginTexts';
import { readLogin, type LoginRefusal, type LoginResult } from './login';

/** Answers that a sign-in reads itself. */
const ANSWERS = [400, 401, 403, 404, 422, 429];

/**
 * Sends a sign-in, once, and without n8n's own sign-in before it. Whatever keeps it from giving a
 * result ends the run: the account locks after three refusals, and all items sign in to the same.
 *
 * emnify API, POST /api/v1/authenticate.
 *
 * @param texts what a refusal means here, where it means something else than for a credential
 */
export async function sendSignIn(
	item: Item,
	call: Pick<ApiCall, 'body' | 'step' | 'secrets'>,
	texts: Partial<Record<LoginRefusal, Explanation>> = {},
): Promise<Exclude<LoginResult, { state: 'refused' }>> {
	const { run } = item;
	// The next sign-in has to know how this one ended.
	await item.alone('sign-in');
	const outcome: unknown = await item.api
		.send({
			method: 'POST',
			path: ['v1', 'authenticate'],
			repeat: 'once',
			needsBody: true,
			withoutToken: true,
			accept: ANSWERS,
			...call,
		})
		.catch((error: unknown) => error);
	if (!(outcome instanceof HttpAnswer)) {
		const error = toItemError(run.node, outcome, item.index);
		run.refuseCredential(STOPPED, false);
		throw error;
	}
	const result = readLogin(outcome.status, outcome.text);
	if (result.state !== 'refused') return result;
	const fault: Fault = {
		...(texts[result.refusal] ?? LOGIN_REFUSALS[result.refusal]),
		statusCode: outcome.status,
		// A success without a token is nobody's refusal: the code may have been used up.
		effect: outcome.ok ? 'unknown' : 'notDone',
	};
	run.refuseCredential(fault, true);
	throw serviceError(run.node, fault, item.index);
}

const STOPPED: Fault = {
	message: 'A sign-in of another item came to no end',
	description:
		'Nothing was sent for this item: after three refused sign-ins in a row emnify locks the account. Run it again later.',
	effect: 'notDone',
};

/** Output fields that hold tokens. */
export const TOKEN_FIELDS: readonly string[] = ['authToken', 'refreshToken'];

/** The tokens that a finished sign-in gave, as output. */
export function tokensOutput(result: Extract<LoginResult, { state: 'signedIn' }>): IDataObject {
	return {
		authToken: result.authToken,
		...(result.refreshToken !== undefined && { refreshToken: result.refreshToken }),
	};
}
