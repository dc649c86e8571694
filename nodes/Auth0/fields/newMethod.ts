import type { IDataObject } from 'n8n-workflow';

import { checkEmail } from '../../shared/exactMatch';
import type { Item } from '../../shared/item';
import { readTotpSecret } from '../../shared/totpSecret';

/**
 * Checks of values that are about to become a method. Each refuses before anything is sent, and
 * names the place where the person typed the value.
 */

/** Any digits with a plus, blanks and brackets, 2 to 30 characters (Auth0 Management API schema). */
export function phoneNumber(item: Item, value: string, label = 'Phone Number'): string {
	if (/^\+?[0-9][0-9 ()./-]{1,28}$/.test(value)) return value;
	throw item.refuse(
		`The parameter '${label}' is not a phone number`,
		isMasked(value) ? MASKED : 'Nothing was sent. Write it like +441234567890.',
	);
}

export function emailAddress(item: Item, value: string, label = 'Email'): string {
	if (isMasked(value)) throw item.refuse(`The parameter '${label}' is masked`, MASKED);
	checkEmail(item, value, label, 'Write it like ana@example.com.');
	return value;
}

export function totpSecret(item: Item, value: string, label = 'TOTP Secret'): string {
	const secret = readTotpSecret(value);
	if (secret !== undefined) return secret;
	throw item.refuse(
		`The parameter '${label}' is not a Base32 secret`,
		'Nothing was sent. It has the letters A to Z and the digits 2 to 7 only.',
	);
}

/** Adds the members that have a value. */
export function filled(members: Record<string, unknown>): IDataObject {
	return Object.fromEntries(
		Object.entries(members).filter(([, value]) => value !== '' && value !== undefined),
	) as IDataObject;
}

const MASKED =
	'Nothing was sent. Auth0 masks phone numbers and emails when it gives them out, so what was read cannot be sent back. Give the real value.';

/** `XXXXXXXXXXX5044`, `chuc****@exam*******`: what the service gives out when a method is read. */
export function isMasked(value: string): boolean {
	return value.includes('**') || /X{3,}/.test(value);
}
