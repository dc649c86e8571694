import { invalidBody } from './errors';
import type { Method } from './model';
import type { NewMethod } from './state';

const CHANNEL = { type: 'string', enum: ['voice', 'sms'] };
const BASE32 = { type: 'string', minLength: 1, format: 'base32' };
const PHONE_NUMBER = { type: 'string', minLength: 2, maxLength: 30 };

/** Auth0 Management API, schema `CreateUserAuthenticationMethodRequestContent`. */
export const CREATE_BODY = {
	type: 'object',
	additionalProperties: false,
	required: ['type'],
	properties: {
		type: {
			type: 'string',
			enum: ['phone', 'email', 'totp', 'webauthn-roaming', 'passkey'],
		},
		name: { type: 'string' },
		totp_secret: BASE32,
		phone_number: PHONE_NUMBER,
		email: { type: 'string' },
		preferred_authentication_method: CHANNEL,
		key_id: { type: 'string' },
		public_key: { type: 'string' },
		aaguid: { type: 'string', format: 'uuid' },
		relying_party_identifier: { type: 'string', format: 'hostname' },
		credential_device_type: { type: 'string', enum: ['single_device', 'multi_device'] },
		credential_backed_up: { type: 'boolean' },
		identity_user_id: { type: 'string' },
		user_agent: { type: 'string' },
		user_handle: { type: 'string' },
		transports: { type: 'array', items: { type: 'string' } },
	},
};

/** Auth0 Management API, schema `SetUserAuthenticationMethodsRequestContent`. */
export const REPLACE_BODY = {
	type: 'array',
	items: {
		type: 'object',
		additionalProperties: false,
		required: ['type'],
		properties: {
			type: { type: 'string', enum: ['phone', 'email', 'totp'] },
			name: { type: 'string', minLength: 1, maxLength: 20 },
			phone_number: PHONE_NUMBER,
			email: { type: 'string', minLength: 1 },
			totp_secret: BASE32,
			preferred_authentication_method: CHANNEL,
		},
	},
};

/** Auth0 Management API, schema `UpdateUserAuthenticationMethodRequestContent`. */
export const UPDATE_BODY = {
	type: 'object',
	additionalProperties: false,
	properties: { name: { type: 'string' }, preferred_authentication_method: CHANNEL },
};

/**
 * Fields without which a method of this type makes no sense. The schema
 * requires only `type`; the published examples always send these.
 */
const NEEDED: Partial<Record<string, ReadonlyArray<keyof Method>>> = {
	phone: ['phone_number'],
	email: ['email'],
	totp: ['totp_secret'],
	'webauthn-roaming': ['key_id', 'public_key', 'relying_party_identifier'],
	passkey: ['key_id', 'public_key'],
};

/** 400 when a field that this type needs is missing. */
export function requireFieldsOfType(given: NewMethod): void {
	const missing = NEEDED[given.type]?.find((field) => given[field] === undefined);
	if (missing !== undefined) throw invalidBody(`Missing required property: ${missing}'.`);
}

const IDENTIFYING: ReadonlyArray<keyof Method> = ['phone_number', 'email', 'totp_secret', 'key_id'];

/** Whether a method to be created is one that the user has already. */
export function isSameMethod(existing: Method, given: NewMethod): boolean {
	return (
		existing.type === given.type &&
		IDENTIFYING.some((field) => given[field] !== undefined && given[field] === existing[field])
	);
}

/**
 * Methods that are no factors: the password and the verified email address.
 * That "delete all" and "replace all" leave them alone is this sandbox's reading.
 */
export function isNoFactor(method: Method): boolean {
	return method.type === 'password' || method.type === 'email-verification';
}
