import type { Item } from './item';

const EMAIL = /^[^\s@]+@[^\s@]+$/;

/** Refuses what is no email address, before it is looked up. */
export function checkEmail(
	item: Item,
	value: string,
	parameter: string,
	advice = "Check the value, or choose 'By ID'.",
): void {
	if (EMAIL.test(value) && value.length <= 320) return;
	throw item.refuse(
		`The parameter '${parameter}' is not an email address: '${value.slice(0, 100)}'`,
		`Nothing was sent. ${advice}`,
	);
}

/**
 * The one account that was found for what the user typed. Zero or several are told, never guessed.
 *
 * @param found accounts that are the same as `typed` by our own comparison
 */
export function soleMatch<T extends { id: string }>(
	item: Item,
	parameter: string,
	typed: string,
	found: readonly T[],
): T {
	const [only, ...others] = found;
	if (only === undefined) {
		throw item.refuse(
			`No user was found for '${typed}'`,
			`Check the parameter '${parameter}'. Nothing was changed.`,
		);
	}
	if (others.length > 0) {
		throw item.refuse(
			`${found.length} users were found for '${typed}'`,
			`Name one of them by ID in the parameter '${parameter}': ${found.map(({ id }) => id).join(', ')}. Nothing was changed.`,
		);
	}
	return only;
}

/** The error for an id that names nothing at the service, where a 404 was taken as an answer. */
export function noSuch(item: Item, parameter: string, id: string) {
	return item.refuse(
		`${parameter} '${id.slice(0, 100)}' does not exist`,
		`Check the parameter '${parameter}'.`,
	);
}
