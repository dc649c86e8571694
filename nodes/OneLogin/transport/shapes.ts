import type { IDataObject } from 'n8n-workflow';

import { serviceError } from '../../shared/errors';
import { isObject, type HttpAnswer } from '../../shared/http/answer';
import type { ApiClient } from '../../shared/http/client';

/** The shapes in which OneLogin gives its data. They are read here and nowhere else. */

/**
 * The body of an answer that was a success.
 *
 * @throws NodeApiError when it is empty or no JSON: an empty list must not be read out of the page
 * of a proxy
 */
export function jsonOf(api: ApiClient, answer: HttpAnswer): unknown {
	const { body } = answer;
	if (isObject(body) || Array.isArray(body)) return body;
	throw serviceError(
		api.run.node,
		{
			message: 'OneLogin answered with something that is not JSON',
			description:
				'Check that the host in the credential is that of the API and that no proxy answers in its place. If this step changes something, look up whether it was done before you run it again.',
			statusCode: answer.status,
			effect: 'unknown',
		},
		api.itemIndex,
	);
}

/**
 * The rows in an API v1 answer. `data` is an array, an array within an array, an object that holds
 * the array under `key`, or absent when there is nothing.
 */
export function dataRows(body: unknown, key?: string): IDataObject[] {
	// OneLogin's OpenAPI document describes some of these answers as not wrapped at all.
	const data: unknown = isObject(body) && !Array.isArray(body) && 'data' in body ? body.data : body;
	if (Array.isArray(data)) return data.flat(1).filter(isObject);
	if (!isObject(data)) return [];
	const listed: unknown = key === undefined ? undefined : data[key];
	if (Array.isArray(listed)) return listed.flat(1).filter(isObject);
	return key === undefined ? [data] : [];
}

/** The rows of an API v2 list, which is a bare array; one object alone counts as a list of it. */
export function bareRows(body: unknown): IDataObject[] {
	if (Array.isArray(body)) return body.filter(isObject);
	return isObject(body) && Object.keys(body).length > 0 ? [body] : [];
}

/** A single API v2 result: the documentation prints it as an array of one, others as an object. */
export function single(body: unknown): IDataObject {
	return bareRows(body)[0] ?? {};
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
