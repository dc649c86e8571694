import type { Item } from '../../shared/item';

/** Values of collections. Each function refuses before anything is sent. */

/** A whole number from `least` to `most`; undefined when it was not added. */
export function wholeOf(
	item: Item,
	value: unknown,
	label: string,
	least: number,
	most: number,
): number | undefined {
	if (value === undefined) return undefined;
	if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most)
		return value;
	throw item.refuse(
		`The parameter '${label}' is not a whole number from ${least} to ${most}`,
		'Nothing was sent. Check the value or the expression of the parameter.',
	);
}

/** Placeholders that OneLogin fills in, with the shortest text that stands for them. */
const PLACEHOLDER = /\{\{\s*(otp_code|otp_expiry|expiration)\s*\}\}/g;

/** The text of an SMS, at most 160 characters; undefined when it was not added. */
export function smsText(item: Item, value: unknown, label: string): string | undefined {
	const text = item.asText(value, label);
	if (text === '') return undefined;
	if (text.replace(PLACEHOLDER, '').length <= 160) return text;
	throw item.refuse(
		`The parameter '${label}' is longer than the 160 characters of an SMS`,
		'Nothing was sent. Shorten it; the code has to fit in too.',
	);
}

/** A web address; undefined when it was not added. */
export function webAddress(item: Item, value: unknown, label: string): string | undefined {
	const text = item.asText(value, label);
	if (text === '') return undefined;
	if (/^https?:\/\/[^\s]+$/i.test(text)) return text;
	throw item.refuse(
		`The parameter '${label}' is not a web address`,
		'Nothing was sent. Write it like https://example.com/done.',
	);
}

/** A phone number in the form E.164. */
export function phoneNumber(item: Item, value: string, label: string): string {
	if (/^\+[1-9][0-9]{6,14}$/.test(value)) return value;
	throw item.refuse(
		`The parameter '${label}' is not a phone number in international form`,
		'Nothing was sent. Write it like +14155550123: a plus, the country code, digits only.',
	);
}
