import type { IDataObject } from 'n8n-workflow';

import { serviceError, type ItemError } from '../../shared/errors';
import { isId, type About } from '../../shared/http/about';
import { isObject, type HttpAnswer } from '../../shared/http/answer';
import type { ApiCall } from '../../shared/http/call';
import type { ApiClient } from '../../shared/http/client';

/** The shapes in which OneLogin gives its data. They are read here and nowhere else. */

/** The error for an answer that was a success, but holds nothing that OneLogin would say. */
export function notOneLogin(api: ApiClient, answer: HttpAnswer): ItemError {
	return serviceError(
		api.run.node,
		{
			meaning: 'service',
			message: 'OneLogin sent an answer that cannot be read',
			description:
				'Check that the host in the credential is that of OneLogin and that no proxy answers in its place. If this step changes something, look up whether it was done before you run it again.',
			statusCode: answer.status,
			effect: 'unknown',
		},
		api.itemIndex,
	);
}

/**
 * The rows of an API v1 list.
 *
 * @param key member of `data` that holds the list, where `data` is an object
 * @throws NodeApiError when the answer is JSON, but not of this interface: what a portal or proxy
 * says must not be read as "there is nothing"
 */
export async function listed1(
	api: ApiClient,
	call: ApiCall,
	{ body }: HttpAnswer,
	key?: string,
): Promise<IDataObject[]> {
	if (isWrapped(body) || Array.isArray(body)) return dataRows(body, key);
	throw await api.unreadable(call);
}

/** True for the wrapper that all answers of API v1 have: `status`, and `data` where there is any. */
function isWrapped(body: unknown): boolean {
	if (!isObject(body)) return false;
	return isObject(body.status) ? body.status.error !== true : 'data' in body;
}

/**
 * The rows in an API v1 answer. `data` is an array, an array within an array, an object that holds
 * the array under `key`, or absent when there is nothing.
 */
export function dataRows(body: unknown, key?: string): IDataObject[] {
	// OneLogin's OpenAPI document describes some of these answers as not wrapped at all.
	const data: unknown = isObject(body) ? body.data : body;
	if (Array.isArray(data)) return data.flat(1).filter(isObject);
	if (!isObject(data)) return [];
	const list: unknown = key === undefined ? undefined : data[key];
	if (Array.isArray(list)) return list.flat(1).filter(isObject);
	return key === undefined ? [data] : [];
}

/**
 * The rows of an API v2 list, which is a bare array. One object alone counts as a list of it, as
 * OneLogin's OpenAPI document has it for factors.
 *
 * @param id member that every row has
 * @throws NodeApiError as {@link listed1}
 */
export async function listed2(
	api: ApiClient,
	call: ApiCall,
	{ body }: HttpAnswer,
	id: string,
): Promise<IDataObject[]> {
	if (Array.isArray(body)) return body.filter(isObject);
	if (isObject(body) && body[id] !== undefined) return [body];
	throw await api.unreadable(call);
}

/** A single result: the documentation of API v2 prints it as an array of one, others as an object. */
export function single(body: unknown): IDataObject {
	const first: unknown = Array.isArray(body) ? body[0] : body;
	return isObject(first) ? first : {};
}

/** A single result, object or array of one, whose member `name` holds the id. */
export function aboutSingle(name: string, id: string): About {
	return (body) => (!Array.isArray(body) || body.length === 1) && isId(single(body)[name], id);
}

/**
 * A single result that may name itself by a UUID in `id`, and then by this one: in answers to codes
 * the documentation shows none.
 */
export function aboutRequest(id: string): About {
	return (body) => {
		const { id: told } = single(body);
		return told === undefined || textOf(told).toLowerCase() === id.toLowerCase();
	};
}

/**
 * A single result that has text or a number in the member `mark`, by which it is told from what a portal or proxy says.
 *
 * @throws NodeApiError when it has not
 */
export function marked(
	api: ApiClient,
	answer: HttpAnswer,
	mark: string,
	result: IDataObject = single(answer.body),
): IDataObject {
	if (['string', 'number'].includes(typeof result[mark])) return result;
	throw notOneLogin(api, answer);
}

/** An id as text. OneLogin gives ids as numbers in one version and as text in the other. */
export function idOf(value: unknown): string {
	if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
	return typeof value === 'string' ? value.trim() : '';
}

export function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

/** Adds the members that have a value: API v2 refuses parameters that it does not expect. */
export function filled(members: Record<string, unknown>): IDataObject {
	return Object.fromEntries(
		Object.entries(members).filter(([, value]) => value !== '' && value !== undefined),
	) as IDataObject;
}

/** A copy without the named members. */
export function without(row: IDataObject, ...names: string[]): IDataObject {
	return Object.fromEntries(
		Object.entries(row).filter(([name]) => !names.includes(name)),
	) as IDataObject;
}
