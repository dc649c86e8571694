import type { IDataObject } from 'n8n-workflow';

import type { HttpAnswer } from '../../shared/http/answer';
import type { ApiCall } from '../../shared/http/call';
import type { Explanation } from '../../shared/http/dialect';
import {
	explainNotFound,
	isMissing,
	missingIn,
	notReached,
	type NotFound,
} from '../../shared/http/notFound';

const MACHINE_TO_MACHINE =
	'Applications > APIs > Auth0 Management API > Machine to Machine Applications';

/** What a refused Management API call means. Bodies are `{statusCode, error, message, errorCode?}`. */
export function explainAnswer(answer: HttpAnswer, call: ApiCall): Explanation {
	const code = errorCode(answer);
	return { ...explainStatus(answer, call, code), ...(code !== '' && { code }) };
}

function explainStatus(answer: HttpAnswer, call: ApiCall, code: string): Explanation {
	const words = serviceWords(answer);
	const { status } = answer;
	if (status >= 500 || status === 408) return explainFailure(status, words);
	// A token that is refused is told as that, whoever looked at it first.
	if (status === 401) {
		return {
			meaning: 'token',
			message: 'Auth0 did not accept the access token',
			description: `Check that Domain and Audience of the credential belong together and that the token has not expired. ${words}`,
		};
	}
	if (!isOwn(answer.object)) return notReached('Auth0');
	switch (status) {
		case 400:
			return {
				meaning: 'input',
				message: 'Auth0 did not accept the values that were sent',
				description: `Check the fields of the operation. ${words}`,
			};
		case 403:
			return explainForbidden(code, words, call);
		case 404:
			return explainMissing(code, answer.object, call);
		case 409:
			return explainConflict(code, words);
		case 414:
			return {
				meaning: 'input',
				message: 'The search is too long for Auth0',
				description: 'Shorten the filter or split it over several runs.',
			};
		default:
			return {
				meaning: 'service',
				message: `Auth0 refused the request with status ${status}`,
				description: words || 'It gave no reason.',
			};
	}
}

function explainFailure(status: number, words: string): Explanation {
	return {
		meaning: 'service',
		message: 'Auth0 is not able to answer now',
		description:
			status === 503
				? `A search that takes longer than two seconds ends like this too: make its filter narrower. ${words}`
				: `Run it again later. ${words}`,
	};
}

/** What a refused request for an access token means (OAuth shape: `{error, error_description}`). */
export function explainCredential(
	status: number | undefined,
	code: string,
	says?: string,
): Explanation {
	if (status === 429 || code === 'too_many_requests' || code === 'slow_down') {
		return {
			meaning: 'limit',
			message: 'Auth0 gives no access token now because too many were asked for',
			description:
				'n8n keeps an access token until it expires: one credential for all workflows asks for the fewest.',
		};
	}
	if (isUnauthorizedApplication(status, code, says)) {
		return {
			meaning: 'permission',
			message: 'Auth0 does not let this application use the Management API',
			description: `Authorise it under ${MACHINE_TO_MACHINE}, allow the grant type Client Credentials, and check the field Audience of the credential. Nothing else was sent.`,
		};
	}
	if (status === 404 || (status !== undefined && status >= 500)) {
		return {
			meaning: 'service',
			message:
				status === 404
					? 'Auth0 has no token service at this address'
					: 'Auth0 is not able to give an access token now',
			description:
				status === 404
					? "Check the field 'Domain' of the Auth0 credential. Nothing else was sent."
					: 'Run it again later.',
		};
	}
	// With a wrong secret comes the same word as for an application without authorisation.
	const isOpen = code === 'access_denied' && status === undefined && says === undefined;
	return {
		meaning: 'token',
		message: 'Auth0 did not accept the credential',
		description: isOpen
			? `Either the application is not authorised for the Management API (${MACHINE_TO_MACHINE}; check the field Audience, too), or Client ID and Client Secret do not belong together: n8n does not hand on which of the two. Nothing else was sent. Auth0 calls it ${code}.`
			: `Check Client ID, Client Secret, Domain and Audience of the Auth0 credential, and that the application is authorised under ${MACHINE_TO_MACHINE}. Nothing else was sent.${code && ` Auth0 calls it ${code}.`}`,
	};
}

/**
 * 403 says that the application may not use the API; 401 that its secret is wrong, with the same
 * word `access_denied` (Auth0 Authentication API, Get Token). n8n hides the status of both, n8n 1.x
 * the sentence, too: "Client is not authorized to access ...", "Service not enabled within domain:
 * ...", "No audience parameter was provided ...", or "Unauthorized".
 */
function isUnauthorizedApplication(status: number | undefined, code: string, says = ''): boolean {
	if (status !== undefined) return status === 403;
	if (code === 'unauthorized_client') return true;
	return code === 'access_denied' && /not authorized|not enabled|audience/i.test(says);
}

/** A plan that lacks something is told by a code of its own, or by the code for a missing permission. */
const UPGRADE = /upgrade your (?:subscription|plan)/i;

function explainForbidden(code: string, words: string, call: ApiCall): Explanation {
	if (code === 'insufficient_entitlement' || UPGRADE.test(words)) {
		return {
			meaning: 'plan',
			message: 'The plan of the Auth0 tenant does not include this',
			description: words || NEEDS_ENTERPRISE,
		};
	}
	// The code is often there, and not always.
	if (code === 'insufficient_scope' || /: insufficient scope\b/i.test(words)) {
		const permission = call.permission ? `This call needs ${call.permission}. ` : '';
		return {
			meaning: 'permission',
			message: 'The Auth0 credential lacks a permission for this',
			description: `${permission}${words} Grant it under ${MACHINE_TO_MACHINE}. A token that n8n already holds keeps its old permissions until it expires; a new credential gets a new token at once.`,
		};
	}
	return {
		meaning: needsPlan(call) ? 'plan' : /passkey/i.test(words) ? 'state' : 'permission',
		message: 'Auth0 does not allow this',
		description: [words || 'It gave no reason.', needsPlan(call) && NEEDS_ENTERPRISE]
			.filter(Boolean)
			.join(' '),
	};
}

const NEEDS_ENTERPRISE = 'Sessions and refresh tokens need an Enterprise plan.';

/** Calls on sessions and refresh tokens (Auth0, Manage User Sessions: Enterprise plans). */
function needsPlan({ path }: ApiCall): boolean {
	return ['sessions', 'refresh-tokens', 'revoke-access'].some((part) => path.includes(part));
}

function explainConflict(code: string, words: string): Explanation {
	if (code === 'custom_domain_conflict') {
		return {
			meaning: 'input',
			message: 'Auth0 needs to know which custom domain of the tenant is meant',
			description: `Nothing was changed. The tenant has several custom domains: name one of them that is verified in the option Custom Domain of the node. ${words}`,
		};
	}
	return {
		meaning: 'conflict',
		message: 'Auth0 already has this',
		description: `Nothing was changed. List what the user has before you create it again. ${words}`,
	};
}

/**
 * A 404 in Auth0's form. What a plan without sessions and refresh tokens answers to a call on them
 * is not documented; one that names nothing may be that where a list is asked for.
 */
function explainMissing(code: string, body: IDataObject, call: ApiCall): Explanation {
	const told = explainNotFound('Auth0', call, readMissing(code, body, call));
	if (told.undecided !== true || !needsPlan(call) || call.method !== 'GET') return told;
	return { ...told, meaning: 'plan', description: `${told.description} ${NEEDS_ENTERPRISE}` };
}

/** What the service's code or sentence says is not there. */
function readMissing(code: string, { message }: IDataObject, { subjects = [] }: ApiCall): NotFound {
	const words = wordsIn(message);
	const noun = nounOfCode(code);
	const thing = noun === undefined ? missingIn(message) : { noun, id: undefined };
	if (thing === undefined) return { kind: 'unnamed', words };
	return { kind: 'named', subjects: subjects.filter((one) => isMissing(thing, one)), words };
}

/** E.g. "inexistent_user", "enrollment_not_found". */
function nounOfCode(code: string): string | undefined {
	const found = /^(?:inexistent_([a-z_]{1,40})|([a-z_]{1,40})_not_found)$/.exec(code);
	return (found?.[1] ?? found?.[2])?.replace(/_/g, ' ');
}

/** True for a body of the Management API's form. */
function isOwn({ statusCode, message }: IDataObject): boolean {
	return typeof statusCode === 'number' && typeof message === 'string';
}

/** The machine-readable reason; often, not always, there. */
export function errorCode(answer: HttpAnswer): string {
	const { errorCode: code } = answer.object;
	return typeof code === 'string' ? code : '';
}

function serviceWords(answer: HttpAnswer): string {
	return wordsIn(answer.object.message);
}

function wordsIn(message: unknown): string {
	return typeof message === 'string' && message !== '' ? `Auth0 says: ${message}` : '';
}
