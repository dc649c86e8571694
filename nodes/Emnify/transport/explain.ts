import type { HttpAnswer } from '../../shared/http/answer';
import type { ApiCall, Subject } from '../../shared/http/call';
import type { Explanation } from '../../shared/http/dialect';
import {
	explainNotFound,
	isMissing,
	missingIn,
	notReached,
	type NotFound,
} from '../../shared/http/notFound';
import { complainsOf, errorBody, isOwn, serviceWords } from './errorBody';
import { USER_SIGN_IN } from './permissions';
import { refusedChange } from './refusedChange';

/** What a refused call means. */
export function explainAnswer(answer: HttpAnswer, call: ApiCall): Explanation {
	const words = serviceWords(answer);
	if (isForeign(answer)) return notReached('emnify');
	const { description, ...told } = explainStatus(answer, call, words);
	const hint = userSignInHint(answer, call);
	const said = words === '' || description.includes(words);
	return {
		...told,
		description: [description, hint, said ? '' : words].filter(Boolean).join(' '),
	};
}

/**
 * True for a refusal that is not emnify's own: the gateway before it answers in words of its own. A
 * refused token and a missing right are told by the gateway, too, and some refusals come without a
 * body.
 */
function isForeign(answer: HttpAnswer): boolean {
	if (![400, 404, 409, 422].includes(answer.status)) return false;
	const isEmpty = answer.text.trim() === '';
	return isEmpty ? answer.status === 404 : !isOwn(answer);
}

function explainStatus(answer: HttpAnswer, call: ApiCall, words: string): Explanation {
	const special = refusedChange(answer, call);
	if (special !== undefined) return special;
	switch (answer.status) {
		case 400:
			return {
				meaning: 'input',
				message: 'emnify did not accept the values that were sent',
				description: 'Check the IDs and fields of the operation.',
			};
		case 401:
			if (complainsOf(answer, 1104, 'Forbidden')) return notAllowed(call);
			return {
				meaning: 'token',
				message: 'emnify did not accept the access token',
				description:
					'A new one did not help, or the call may be sent once only. Check that the user or the application token of the credential is active, then run it again.',
			};
		case 403:
			return notAllowed(call);
		case 404:
			return explainMissing(answer, call);
		case 409:
			return {
				meaning: 'state',
				message: 'emnify refuses this in the present state',
				description: 'Nothing was changed. Look at what there is before you run it again.',
			};
		case 422:
			return {
				meaning: 'input',
				message: 'emnify did not accept the values that were sent',
				description: 'Nothing was changed. Check the fields of the operation.',
			};
		default:
			return {
				meaning: 'service',
				...(answer.status >= 500 || answer.status === 408
					? { message: 'emnify is not able to answer now', description: 'Run it again later.' }
					: {
							message: `emnify refused the request with status ${answer.status}`,
							description: words || 'It gave no reason.',
						}),
			};
	}
}

/** Some calls of API v2 answer 401 for it (emnify API, remove a role in a Workspace). */
function notAllowed({ permission }: ApiCall): Explanation {
	return {
		meaning: 'permission',
		message: 'emnify does not allow this',
		description: `The user or application token of the credential lacks the right.${permission === undefined ? '' : ` This call needs ${permission}.`}`,
	};
}

const REACH = 'Users are found in the organisation of the credential and those directly below it.';

function explainMissing(answer: HttpAnswer, call: ApiCall): Explanation {
	const told = explainNotFound('emnify', call, readMissing(answer, call.subjects ?? []));
	const isAboutUser = told.meaning === 'missing' || told.meaning === 'gone';
	return isAboutUser ? { ...told, description: `${told.description} ${REACH}` } : told;
}

/** NotFound and InvalidReference (emnify developer documentation, Error codes). */
const NOT_FOUND = { code: 1201, token: 'NotFound' };
const INVALID_REFERENCE = { code: 1401, token: 'InvalidReference' };

/**
 * What emnify says in a 404. Two ids may be in one path, and the message may name one of them; a
 * reference may be to something else than what was asked for.
 */
function readMissing(answer: HttpAnswer, subjects: readonly Subject[]): NotFound {
	const { code, token, message } = errorBody(answer);
	const is = (known: typeof NOT_FOUND) =>
		code === known.code || (code === undefined && token === known.token);
	// The words of the answer are added by who asks.
	const words = '';
	if (!is(NOT_FOUND) && !is(INVALID_REFERENCE)) return { kind: 'unnamed', words };
	const thing = missingIn(message);
	const named = subjects.filter((subject) => thing && isMissing(thing, subject));
	if (named.length > 0) return { kind: 'named', subjects: named, words };
	return is(NOT_FOUND) && namesNothing(message)
		? { kind: 'named', subjects, words }
		: { kind: 'unnamed', words };
}

const SAYS_NOTHING: ReadonlySet<string> = new Set(
	'a be could does entity exist exists found here id is no not object requested resource such the there was with'.split(
		' ',
	),
);

/** True for a message without any noun of its own, e.g. "Not found." */
function namesNothing(message: string): boolean {
	const words = message.toLowerCase().split(/[^a-z0-9]+/);
	return words.every((word) => word === '' || SAYS_NOTHING.has(word));
}

/** Whether an application token may act on "the requesting user" is not documented. */
function userSignInHint(answer: HttpAnswer, call: ApiCall): string {
	if (call.permission !== USER_SIGN_IN || answer.status >= 500) return '';
	return 'This acts on the user who signed in, and the credential signs in with an application token, which may stand for no user: use a credential with user credentials.';
}
