import type { HttpAnswer } from '../../shared/http/answer';
import { repeatOf, type ApiCall, type Subject } from '../../shared/http/call';
import type { Explanation } from '../../shared/http/dialect';
import { explainNotFound, isMissing, notReached, type NotFound } from '../../shared/http/notFound';
import { isAboutUser, isOwn, missingThing, refusalOf, wordsOf } from './words';

const EXPIRED_STATE =
	'A state token lives for two minutes unless more was asked for: if it is over, run Activate again and use the new one.';
const API_CREDENTIALS = 'Developers > API Credentials';

/** Refusals of these statuses have one of OneLogin's own forms, or no body. */
const FORMED: ReadonlySet<number> = new Set([400, 403, 404, 422]);

/** True for the verify call of API v1. */
function takesStateToken({ path, step }: ApiCall): boolean {
	return step === 'verifyFactor' && path[1] === '1';
}

/** What a refused call means. */
export function explainAnswer(answer: HttpAnswer, call: ApiCall): Explanation {
	const words = said(answer);
	if (FORMED.has(answer.status) && answer.text.trim() !== '' && !isOwn(answer)) {
		return notReached('OneLogin');
	}
	switch (answer.status) {
		case 400:
		case 422:
			if (isAboutUser(answer)) return explainMissing(answer, words, call);
			if (saysNotFound(answer, call)) {
				return explainNotFound('OneLogin', call, { kind: 'unnamed', words });
			}
			return {
				meaning: 'input',
				message: 'OneLogin did not accept the values that were sent',
				description: `${takesStateToken(call) ? EXPIRED_STATE : 'Check the fields of the operation.'} ${words}`,
			};
		case 401:
			return explainUnauthorized(answer, words, call);
		case 403:
			return {
				meaning: 'permission',
				message: 'OneLogin does not allow this',
				description: `The administrator who owns the API credential may lack the right to manage this user. ${words}`,
			};
		case 404:
			return explainMissing(answer, words, call);
		case 500:
			return {
				meaning: 'service',
				message: 'OneLogin is not able to answer now',
				description: `Run it again later. If it stays like this, check that the administrator who made the API credential still exists: with that user deleted, every call ends like this. ${words}`,
			};
		default:
			return {
				meaning: answer.status === 409 ? 'conflict' : 'service',
				...(answer.status > 500 || answer.status === 408
					? {
							message: 'OneLogin is not able to answer now',
							description: `Run it again later. ${words}`,
						}
					: {
							message: `OneLogin refused the request with status ${answer.status}`,
							description: words || 'It gave no reason.',
						}),
			};
	}
}

/** What a refused request for an access token means. */
export function explainCredential(status: number | undefined, code: string): Explanation {
	if (status === 429 || code === 'too_many_requests' || code === 'slow_down') {
		return {
			meaning: 'limit',
			message: 'OneLogin gives no access token now because too many requests were made',
			description:
				'The limit is that of the account. n8n keeps an access token until it expires: one credential for all workflows asks for the fewest.',
		};
	}
	if (status === 403 || code === 'unauthorized_client') {
		return {
			meaning: 'permission',
			message: 'OneLogin does not let this API credential use the API',
			description: `Check under ${API_CREDENTIALS} that it is enabled and what its scope is, and what stands between n8n and OneLogin. Nothing else was sent.`,
		};
	}
	if (status === 404) {
		return {
			meaning: 'service',
			message: 'OneLogin has no token service at this address',
			description: "Check the field 'Subdomain' of the OneLogin credential. Nothing else was sent.",
		};
	}
	if (status !== undefined && status >= 500) {
		return {
			meaning: 'service',
			message: 'OneLogin is not able to give an access token now',
			description:
				'Run it again later, and check that the administrator who made the API credential still exists. Nothing else was sent.',
		};
	}
	return {
		meaning: 'token',
		message: 'OneLogin did not accept the credential',
		description: `Check Client ID, Client Secret and Subdomain of the OneLogin credential, and under ${API_CREDENTIALS} that it is enabled and that its scope is more than Authentication Only. Nothing else was sent.${code && ` OneLogin calls it ${code}.`}`,
	};
}

function explainUnauthorized(answer: HttpAnswer, words: string, call: ApiCall): Explanation {
	const scope = call.permission ?? 'Manage All';
	switch (refusalOf(answer)) {
		case 'scope':
			return {
				meaning: 'permission',
				message: 'The scope of the OneLogin API credential does not reach as far as this',
				description: `This call needs the scope ${scope}. Give the n8n credential an API credential with that scope (${API_CREDENTIALS}). ${words}`,
			};
		case 'code':
			return {
				meaning: 'input',
				message: 'OneLogin did not accept the code',
				description: `Ask for a new code; this one is not sent again. ${words}`,
			};
		case 'pending':
			return {
				meaning: 'state',
				message: 'The person has not answered yet',
				description: `Ask again later. ${words}`,
			};
		// A token in known words was renewed before this came up, and a renewal that failed is told as
		// that: what is still refused is refused for the scope, which OneLogin may say in the same words.
		default:
			return {
				meaning: isUnclearOnce(answer, call) ? 'token' : 'permission',
				message: 'OneLogin did not accept the access token for this',
				description: `Check Client ID, Client Secret and Subdomain of the credential. OneLogin may use the same words when the scope of the API credential is too small: this call needs ${scope}. ${words}`,
			};
	}
}

/** A call that is sent once is not sent again for words that nobody knows: its token was not renewed. */
function isUnclearOnce(answer: HttpAnswer, call: ApiCall): boolean {
	return refusalOf(answer) === 'unclear' && repeatOf(call) === 'once';
}

function explainMissing(answer: HttpAnswer, words: string, call: ApiCall): Explanation {
	return explainNotFound('OneLogin', call, readMissing(answer, words, call.subjects ?? []));
}

/**
 * 400 `Factor could not be found` is what API v1 answers where it finds no such device, and the same
 * words may be about something else (OneLogin API v1, Remove an MFA Factor).
 */
function saysNotFound(answer: HttpAnswer, { deletesOne }: ApiCall): boolean {
	if (deletesOne !== true || answer.status !== 400) return false;
	return /could not be found|not found/i.test(wordsOf(answer));
}

/**
 * What OneLogin says of a thing that is not there. API v1 names it in a sentence; API v2 has one
 * name for an id that it does not know and another for an address. With two ids in the path, which
 * of them it is API v2 does not say.
 */
function readMissing(answer: HttpAnswer, words: string, subjects: readonly Subject[]): NotFound {
	if (!isOwn(answer)) return { kind: 'foreign' };
	const thing = missingThing(answer);
	// "The resource" is whatever the path names.
	if (thing !== undefined && thing.noun !== 'resource') {
		const named = subjects.filter((subject) => isMissing(thing, subject));
		return { kind: named.length > 0 ? 'named' : 'unnamed', subjects: named, words };
	}
	return { kind: saysUnknownId(answer) ? 'named' : 'unnamed', subjects, words };
}

function saysUnknownId(answer: HttpAnswer): boolean {
	const { name, error } = answer.object;
	return (
		name === 'NotFoundError' ||
		error === 'NotFoundError' ||
		/with the given id could not be found/i.test(wordsOf(answer))
	);
}

function said(answer: HttpAnswer): string {
	const words = wordsOf(answer);
	return words && `OneLogin says: ${words}`;
}
