import type { HttpAnswer } from '../../shared/http/answer';
import type { ApiCall, Subject } from '../../shared/http/call';
import type { Explanation } from '../../shared/http/dialect';

const MACHINE_TO_MACHINE =
	'Applications > APIs > Auth0 Management API > Machine to Machine Applications';

/** What a refused Management API call means. Bodies are `{statusCode, error, message, errorCode?}`. */
export function explainAnswer(answer: HttpAnswer, call: ApiCall): Explanation {
	const code = errorCode(answer);
	return { ...explainStatus(answer, call, code), ...(code !== '' && { code }) };
}

function explainStatus(answer: HttpAnswer, call: ApiCall, code: string): Explanation {
	const words = serviceWords(answer);
	switch (answer.status) {
		case 400:
			return {
				message: 'Auth0 did not accept the values that were sent',
				description: `Check the fields of the operation. ${words}`,
			};
		case 401:
			return {
				message: 'Auth0 did not accept the access token',
				description: `Check that Domain and Audience of the credential belong together and that the token has not expired. ${words}`,
			};
		case 403:
			return explainForbidden(code, words, call);
		case 404:
			return explainMissing(code, words, call);
		case 409:
			return {
				message: 'Auth0 already has this',
				description: `Nothing was changed. List what the user has before you create it again. ${words}`,
			};
		case 414:
			return {
				message: 'The search is too long for Auth0',
				description: 'Shorten the filter or split it over several runs.',
			};
		case 503:
			return {
				message: 'Auth0 is not able to answer now',
				description: `A search that takes longer than two seconds ends like this too: make its filter narrower. ${words}`,
			};
		default:
			return answer.status >= 500 || answer.status === 408
				? {
						message: 'Auth0 is not able to answer now',
						description: `Run it again later. ${words}`,
					}
				: {
						message: `Auth0 refused the request with status ${answer.status}`,
						description: words || 'It gave no reason.',
					};
	}
}

/** What a refused request for an access token means (OAuth shape: `{error, error_description}`). */
export function explainCredential(status: number | undefined, code: string): Explanation {
	if (status === 403 || code === 'unauthorized_client') {
		return {
			message: 'Auth0 does not let this application use the Management API',
			description: `Authorise it under ${MACHINE_TO_MACHINE}, allow the grant type Client Credentials, and check the field Audience of the credential.`,
		};
	}
	if (status === 429) {
		return {
			message: 'Auth0 refused to give an access token because too many were requested',
			description: 'Run it again later.',
		};
	}
	if (status !== undefined && status >= 500) {
		return {
			message: 'Auth0 is not able to give an access token now',
			description: 'Run it again later.',
		};
	}
	return {
		message: 'Auth0 did not accept the credential',
		description: `Check Client ID, Client Secret, Domain and Audience of the Auth0 credential, and that the application is authorised under ${MACHINE_TO_MACHINE}. Nothing else was sent.${code && ` Auth0 calls it ${code}.`}`,
	};
}

function explainForbidden(code: string, words: string, call: ApiCall): Explanation {
	if (code === 'insufficient_scope') {
		const permission = call.permission ? `This call needs ${call.permission}. ` : '';
		return {
			message: 'The Auth0 credential lacks a permission for this',
			description: `${permission}${words} Grant it under ${MACHINE_TO_MACHINE}. A token that n8n already holds keeps its old permissions until it expires; a new credential gets a new token at once.`,
		};
	}
	if (code === 'insufficient_entitlement') {
		return {
			message: 'The plan of the Auth0 tenant does not include this',
			description: words || 'Sessions and refresh tokens need an Enterprise plan.',
		};
	}
	return { message: 'Auth0 does not allow this', description: words || 'It gave no reason.' };
}

function explainMissing(code: string, words: string, call: ApiCall): Explanation {
	const subject = missingSubject(code, words, call.subjects ?? []);
	if (subject === undefined) {
		return { message: 'Auth0 does not have this', description: words || 'Check the ID.' };
	}
	return {
		message: `${subject.parameter} '${subject.value.slice(0, 100)}' does not exist at Auth0`,
		description: `Check the parameter '${subject.parameter}'. ${words}`,
	};
}

/** Several ids may be in one path; the service's text says which one it did not find. */
function missingSubject(
	code: string,
	words: string,
	subjects: readonly Subject[],
): Subject | undefined {
	const aboutUser = code === 'inexistent_user' || /user does not exist/i.test(words);
	return (aboutUser && subjects.find(({ parameter }) => parameter === 'User')) || subjects.at(-1);
}

/** True when a 404 is about the user and not about what was to be deleted. */
export function isUserMissing(answer: HttpAnswer): boolean {
	return (
		answer.status === 404 &&
		(errorCode(answer) === 'inexistent_user' || /user does not exist/i.test(serviceWords(answer)))
	);
}

/** The machine-readable reason; often, not always, there. */
export function errorCode(answer: HttpAnswer): string {
	const { errorCode: code } = answer.object;
	return typeof code === 'string' ? code : '';
}

function serviceWords(answer: HttpAnswer): string {
	const { message } = answer.object;
	return typeof message === 'string' && message !== '' ? `Auth0 says: ${message}` : '';
}
