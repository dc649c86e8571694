/** A refusal; thrown by handlers, sent by the error handler. Both versions have their own body. */
export class OneLoginError extends Error {
	constructor(
		readonly statusCode: number,
		readonly body: object,
	) {
		super(`Refused with ${statusCode}`);
	}
}

/** API v1: everything is inside `status`; the message may be an object. */
export function refuse1(
	code: number,
	message: string | { description: string; attribute: string },
): OneLoginError {
	return new OneLoginError(code, {
		status: { error: true, code, type: TYPES[code] ?? 'error', message },
	});
}

const TYPES: Record<number, string> = {
	400: 'bad request',
	401: 'Unauthorized',
	403: 'forbidden',
	404: 'Not Found',
};

/** API v2: a flat body. */
export function refuse2(
	statusCode: number,
	name: string,
	message: string,
	more: object = {},
): OneLoginError {
	return new OneLoginError(statusCode, { statusCode, name, message, ...more });
}

export const unknownUser1 = (id: string) => refuse1(404, `User for id ${id} was not found`);

export const notFound2 = () =>
	refuse2(404, 'NotFoundError', 'The resource with the given id could not be found');

export const noSuchRequest2 = () =>
	refuse2(
		404,
		'NotFound',
		"The resource can't be found or the server has not found anything matching the Request-URI",
	);

export const invalid2 = (parameters: string[]) =>
	refuse2(422, 'ValidationError', 'Validations failed', { details: { parameters } });

/** What a success without data looks like in API v1. */
export function success1(message = 'Success') {
	return { status: { error: false, code: 200, type: 'success', message } };
}
