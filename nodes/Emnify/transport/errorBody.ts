import type { IDataObject } from 'n8n-workflow';

import { isObject, type HttpAnswer } from '../../shared/http/answer';

/**
 * What an emnify answer says beside its status. Three shapes are known: the API's
 * `{error_code, error_token, message, errors?}`, the gateway's `{message}`, and no body at all.
 */
export interface ErrorBody {
	code: number | undefined;
	token: string;
	message: string;
	/** The single complaints of some 422 answers. */
	parts: ErrorBody[];
}

export function errorBody(answer: HttpAnswer): ErrorBody {
	return read(answer.object);
}

function read({ error_code: code, error_token: token, message, errors }: IDataObject): ErrorBody {
	return {
		code: typeof code === 'number' ? code : undefined,
		token: typeof token === 'string' ? token : '',
		message: typeof message === 'string' ? message : '',
		parts: Array.isArray(errors) ? errors.filter(isObject).map(read) : [],
	};
}

/** True for a body of the API's own form. */
export function isOwn(answer: HttpAnswer): boolean {
	const { code, token, parts } = errorBody(answer);
	return code !== undefined || token !== '' || parts.length > 0;
}

/** The service's own words, for the second sentence of an error. */
export function serviceWords(answer: HttpAnswer): string {
	const { message, parts } = errorBody(answer);
	const words = [message, ...parts.map((part) => part.message)].filter((text) => text !== '');
	return words.length === 0 ? '' : `emnify says: ${words.join(' ')}`;
}

/** True when the answer, or one of its complaints, has the error code or token. */
export function complainsOf(answer: HttpAnswer, code: number, token: string): boolean {
	const body = errorBody(answer);
	return [body, ...body.parts].some((one) => one.code === code || one.token === token);
}
