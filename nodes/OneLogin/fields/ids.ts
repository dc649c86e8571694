import type { Item } from '../../shared/item';
import type { UserNameForms } from '../../shared/lifecycle';

/** OneLogin counts users, devices and factors with whole numbers; they are kept as text. */
const NUMBER_LIKE = /^[1-9][0-9]{0,17}$/;
/** Device id of a temporary MFA token in API v2. */
const TEMPORARY_TOKEN = /^user_temp_otp_[1-9][0-9]{0,17}$/;
const REQUEST_ID = /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/;

/** How OneLogin's users are named beside their emails. */
export const userNames: UserNameForms = {
	isId: (text) => NUMBER_LIKE.test(text),
	exampleId: '60308064',
	usernames: true,
};

export function checkUserId(item: Item, value: string): string {
	if (NUMBER_LIKE.test(value)) return value;
	throw item.refuse(
		`The parameter 'User' is not a OneLogin user ID: '${value.slice(0, 100)}'`,
		value.includes('@')
			? "Nothing was sent. It looks like an email: choose 'By Email'."
			: 'Nothing was sent. User IDs are whole numbers, e.g. 60308064.',
	);
}

/**
 * @param allowTemporary whether the device of a temporary MFA token may be meant
 * @param parameter what the field is called
 */
export function checkDeviceId(
	item: Item,
	value: string,
	allowTemporary = false,
	parameter = 'Device',
): string {
	if (NUMBER_LIKE.test(value) || (allowTemporary && TEMPORARY_TOKEN.test(value))) return value;
	throw item.refuse(
		`The parameter '${parameter}' is not a OneLogin device ID: '${value.slice(0, 100)}'`,
		value === '0'
			? "Nothing was sent. 0 stands for a temporary MFA token: choose it under 'What to Verify' of the operation Verify."
			: 'Nothing was sent. Device IDs are whole numbers, e.g. 525509.',
	);
}

export function checkFactorId(item: Item, value: string): string {
	if (NUMBER_LIKE.test(value)) return value;
	throw item.refuse(
		`The parameter 'Factor' is not a OneLogin factor ID: '${value.slice(0, 100)}'`,
		'Nothing was sent. Factor IDs are whole numbers that differ per account; Get Available lists them.',
	);
}

/** The id of a registration or verification, as far as it can be told: the service gives UUIDs. */
export function requestId(item: Item, name: string, label: string): string {
	const value = item.id(name);
	if (REQUEST_ID.test(value)) return value;
	throw item.refuse(
		`The parameter '${label}' is not an ID as OneLogin gives it: '${value.slice(0, 100)}'`,
		'Nothing was sent. It looks like 11111111-2222-4333-8444-555555555555.',
	);
}
