import type { HttpAnswer } from '../../shared/http/answer';
import type { ApiCall, Subject } from '../../shared/http/call';
import type { Explanation } from '../../shared/http/dialect';
import { serviceWords } from './errorBody';
import { USER_SIGN_IN } from './permissions';
import { refusedChange } from './refusedChange';

/** What a refused call means. */
export function explainAnswer(answer: HttpAnswer, call: ApiCall): Explanation {
	const words = serviceWords(answer);
	const { message, description } = explainStatus(answer, call, words);
	const hint = userSignInHint(answer, call);
	const said = words === '' || description.includes(words);
	return {
		message,
		description: [description, hint, said ? '' : words].filter(Boolean).join(' '),
	};
}

function explainStatus(answer: HttpAnswer, call: ApiCall, words: string): Explanation {
	const special = refusedChange(answer, call);
	if (special !== undefined) return special;
	switch (answer.status) {
		case 400:
			return {
				message: 'emnify did not accept the values that were sent',
				description: 'Check the IDs and fields of the operation.',
			};
		case 401:
			return {
				message: 'emnify did not accept the access token',
				description:
					'A new one did not help, or the call may be sent once only. Check that the user or the application token of the credential is active, then run it again.',
			};
		case 403:
			return {
				message: 'emnify does not allow this',
				description: `The user or application token of the credential lacks the right.${call.permission === undefined ? '' : ` This call needs ${call.permission}.`}`,
			};
		case 404:
			return explainMissing(call, words);
		case 409:
			return {
				message: 'emnify refuses this in the present state',
				description: 'Nothing was changed. Look at what there is before you run it again.',
			};
		case 422:
			return {
				message: 'emnify did not accept the values that were sent',
				description: 'Nothing was changed. Check the fields of the operation.',
			};
		default:
			return answer.status >= 500 || answer.status === 408
				? { message: 'emnify is not able to answer now', description: 'Run it again later.' }
				: {
						message: `emnify refused the request with status ${answer.status}`,
						description: words || 'It gave no reason.',
					};
	}
}

function explainMissing(call: ApiCall, words: string): Explanation {
	const subject = missingSubject(call.subjects ?? [], words);
	if (subject === undefined) {
		return { message: 'emnify does not have this', description: 'Check the IDs of the operation.' };
	}
	return {
		message: `${subject.parameter} '${subject.value.slice(0, 100)}' does not exist at emnify`,
		description: `Check the parameter '${subject.parameter}'. Users are found in the organisation of the credential and those directly below it.`,
	};
}

/** Two ids may be in one path; the service's text may say which one it did not find. */
function missingSubject(subjects: readonly Subject[], words: string): Subject | undefined {
	const aboutUser = /\buser with id\b/i.test(words);
	return (aboutUser && subjects.find(({ parameter }) => parameter === 'User')) || subjects.at(-1);
}

/** Whether an application token may act on "the requesting user" is not documented. */
function userSignInHint(answer: HttpAnswer, call: ApiCall): string {
	if (call.permission !== USER_SIGN_IN || answer.status >= 500) return '';
	return 'This acts on the user who signed in, and the credential signs in with an application token, which may stand for no user: use a credential with user credentials.';
}
