import type { IDataObject } from 'n8n-workflow';

import { isObject, type HttpAnswer } from '../../shared/http/answer';
import { missingIn, type MissingThing } from '../../shared/http/notFound';

/**
 * What OneLogin says in an answer, in one line; '' when it says nothing.
 *
 * API v1 puts it into `status.message`, which may be text or an object with `description`; API v2
 * uses `message`, or `description` beside a `status` that is a number. The order is that of
 * OneLogin's own Python SDK 2.0.4.
 */
export function wordsOf(answer: HttpAnswer): string {
	const { object } = answer;
	const said = sentence(object);
	return [said, ...extras(object)].filter(Boolean).join('; ');
}

function sentence(body: IDataObject): string {
	const status = isObject(body.status) ? body.status : {};
	const message = isObject(status.message) ? status.message.description : status.message;
	const candidates = [
		message,
		status.type,
		body.description,
		isObject(body.message) ? body.message.description : body.message,
		Array.isArray(body.messages) ? body.messages.filter(isText).join(', ') : undefined,
		body.name,
	];
	return candidates.find(isText) ?? '';
}

/** Which field was refused, where the body says so. */
function extras(body: IDataObject): string[] {
	const status = isObject(body.status) ? body.status : {};
	const attribute = isObject(status.message) ? status.message.attribute : undefined;
	const errors = Array.isArray(body.errors) ? body.errors.filter(isObject) : [];
	return [
		isText(attribute) ? `attribute ${attribute}` : '',
		isText(body.field) ? `field ${body.field}` : '',
		...errors.map(({ field, message }) =>
			isText(field) ? `${field}: ${[message].flat().filter(isText).join(', ')}` : '',
		),
		...parameters(body.details),
	];
}

function parameters(details: unknown): string[] {
	if (!isObject(details) || !Array.isArray(details.parameters)) return [];
	return details.parameters.map((one: unknown) => (isText(one) ? one : JSON.stringify(one)));
}

/** `status.type` of an API v1 answer in lower case, e.g. `success` or `pending`. */
export function statusType(answer: HttpAnswer): string {
	const { status } = answer.object;
	return isObject(status) && isText(status.type) ? status.type.toLowerCase() : '';
}

/**
 * What a 401 is about. OneLogin uses this status for four things:
 * - `token`: the access token is wrong or has expired
 * - `scope`: the API credential's scope does not reach as far
 * - `code`: a wrong one-time code
 * - `pending`: a push that nobody has answered yet
 * - `unclear`: none of the known texts
 */
export type Refusal = 'token' | 'scope' | 'code' | 'pending' | 'unclear';

const TOKEN_WORDS = [
	'unauthorized',
	'authentication failure',
	'please provide valid credentials',
	'this request requires authentication',
	'the request requires user authentication',
];

export function refusalOf(answer: HttpAnswer): Refusal {
	const words = sentence(answer.object).toLowerCase().trim();
	if (words.includes('insufficient permission')) return 'scope';
	if (words.includes('pending') || statusType(answer) === 'pending') return 'pending';
	if (words.includes('failed authentication with this factor')) return 'code';
	return TOKEN_WORDS.includes(words.replace(/\.$/, '')) ? 'token' : 'unclear';
}

/** What OneLogin's sentence says is not there; undefined when it says nothing of the kind. */
export function missingThing(answer: HttpAnswer): MissingThing | undefined {
	return missingIn(sentence(answer.object));
}

/** True when the answer says that the user does not exist, and not the device or factor. */
export function isAboutUser(answer: HttpAnswer): boolean {
	return missingThing(answer)?.noun === 'user';
}

/** True for a body of one of the forms that API v1 and v2 have for refusals. */
export function isOwn(answer: HttpAnswer): boolean {
	const { status, statusCode, code, name, error, description, message, messages, details, errors } =
		answer.object;
	if (isObject(status)) return status.error !== undefined || status.code !== undefined;
	if (typeof statusCode === 'number') return isText(name) || isText(message);
	if (typeof status === 'number') return isText(error) && isText(description);
	if (typeof code === 'number') return isText(message);
	return Array.isArray(messages) || Array.isArray(errors) || isObject(details);
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}
