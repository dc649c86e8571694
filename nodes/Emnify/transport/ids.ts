import type { Item } from '../../shared/item';

/**
 * emnify's ids are whole numbers that it reads as a Java long, whatever its documentation calls
 * them. Words such as `my`, `mfa` or `trusted_device` are routes in the same place, so that
 * nothing but a number may stand there.
 */
const ID = /^[1-9][0-9]{0,18}$/;

/** The id as text, or undefined when it is none. */
export function readId(value: unknown): string | undefined {
	const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
	return ID.test(text) ? text : undefined;
}

/**
 * A value checked as an id, before anything is sent.
 *
 * @throws NodeOperationError that names the parameter
 */
export function checkedId(item: Item, value: string, parameter: string): string {
	const id = readId(value);
	if (id !== undefined) return id;
	throw item.refuse(
		`The parameter '${parameter}' is not an emnify ID: '${value.slice(0, 100)}'`,
		'Nothing was sent. IDs are whole numbers, e.g. 717. Check the value that the incoming item holds.',
	);
}

/** An id as it stands in output: a number like in emnify's own answers, as long as it is exact. */
export function idOutput(id: string): number | string {
	const number = Number(id);
	return Number.isSafeInteger(number) ? number : id;
}
