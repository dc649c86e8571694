import type { HttpAnswer } from '../../shared/http/answer';
import type { ApiCall, Subject } from '../../shared/http/call';
import type { Explanation } from '../../shared/http/dialect';
import { isAboutUser, refusalOf, wordsOf } from './words';

const EXPIRED_STATE =
	'A state token lives for two minutes unless more was asked for: if it is over, run Activate again and use the new one.';
const API_CREDENTIALS = 'Developers > API Credentials';

/** True for the verify call of API v1. */
function takesStateToken({ path, step }: ApiCall): boolean {
	return step === 'verifyFactor' && path[1] === '1';
}

/** What a refused call means. */
export function explainAnswer(answer: HttpAnswer, call: ApiCall): Explanation {
	const words = said(answer);
	switch (answer.status) {
		case 400:
		case 422:
			if (isAboutUser(answer)) return explainMissing(answer, words, call);
			return {
				message: 'OneLogin did not accept the values that were sent',
				description: `${takesStateToken(call) ? EXPIRED_STATE : 'Check the fields of the operation.'} ${words}`,
			};
		case 401:
			return explainUnauthorized(answer, words, call);
		case 403:
			return {
				message: 'OneLogin does not allow this',
				description: `The administrator who owns the API credential may lack the right to manage this user. ${words}`,
			};
		case 404:
			return explainMissing(answer, words, call);
		case 500:
			return {
				message: 'OneLogin is not able to answer now',
				description: `Run it again later. If it stays like this, check that the administrator who made the API credential still exists: with that user deleted, every call ends like this. ${words}`,
			};
		default:
			return answer.status > 500 || answer.status === 408
				? {
						message: 'OneLogin is not able to answer now',
						description: `Run it again later. ${words}`,
					}
				: {
						message: `OneLogin refused the request with status ${answer.status}`,
						description: words || 'It gave no reason.',
					};
	}
}

/** What a refused request for an access token means. */
export function explainCredential(status: number | undefined, code: string): Explanation {
	if (status === 429) {
		return {
			message: 'OneLogin refused to give an access token because its rate limit is used up',
			description: 'Run it again later. Nothing else was sent.',
		};
	}
	if (status === 404) {
		return {
			message: 'OneLogin has no token service at this address',
			description: "Check the field 'Subdomain' of the OneLogin credential. Nothing else was sent.",
		};
	}
	if (status !== undefined && status >= 500) {
		return {
			message: 'OneLogin is not able to give an access token now',
			description:
				'Run it again later, and check that the administrator who made the API credential still exists. Nothing else was sent.',
		};
	}
	return {
		message: 'OneLogin did not accept the credential',
		description: `Check Client ID, Client Secret and Subdomain of the OneLogin credential, and under ${API_CREDENTIALS} that it is enabled and that its scope is more than Authentication Only. Nothing else was sent.${code && ` OneLogin calls it ${code}.`}`,
	};
}

function explainUnauthorized(answer: HttpAnswer, words: string, call: ApiCall): Explanation {
	const scope = call.permission ?? 'Manage All';
	switch (refusalOf(answer)) {
		case 'scope':
			return {
				message: 'The scope of the OneLogin API credential does not reach as far as this',
				description: `This call needs the scope ${scope}. Give the n8n credential an API credential with that scope (${API_CREDENTIALS}). ${words}`,
			};
		case 'code':
			return {
				message: 'OneLogin did not accept the code',
				description: `Ask for a new code; this one is not sent again. ${words}`,
			};
		case 'pending':
			return {
				message: 'The person has not answered yet',
				description: `Ask again later. ${words}`,
			};
		default:
			return {
				message: 'OneLogin did not accept the access token for this',
				description: `Check Client ID, Client Secret and Subdomain of the credential. OneLogin may use the same words when the scope of the API credential is too small: this call needs ${scope}. ${words}`,
			};
	}
}

function explainMissing(answer: HttpAnswer, words: string, call: ApiCall): Explanation {
	const subject = missingSubject(answer, call.subjects ?? []);
	if (subject === undefined) {
		return { message: 'OneLogin does not have this', description: words || 'Check the ID.' };
	}
	return {
		message: `${subject.parameter} '${subject.value.slice(0, 100)}' does not exist at OneLogin`,
		description: `Check the parameter '${subject.parameter}'. ${words}`,
	};
}

/** Several ids may be in one path; the service's text says where it is the user that is missing. */
function missingSubject(answer: HttpAnswer, subjects: readonly Subject[]): Subject | undefined {
	const user = subjects.find(({ parameter }) => parameter === 'User');
	return (isAboutUser(answer) && user) || subjects.at(-1);
}

function said(answer: HttpAnswer): string {
	const words = wordsOf(answer);
	return words && `OneLogin says: ${words}`;
}
