import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/http/answer';
import type { ApiCall } from '../../shared/http/call';
import type { ApiClient } from '../../shared/http/client';
import { collect } from '../../shared/paging';
import { offsetPages } from './lists';

const METHODS = 'authentication-methods';

/** Readable entries that are no factors; no bulk removal of this package deletes them. */
const NOT_FACTORS: ReadonlySet<unknown> = new Set(['password', 'email-verification']);

export function isFactor(method: IDataObject): boolean {
	return !NOT_FACTORS.has(method.type);
}

/** One-time access that stands in for a factor. */
export function isRecoveryCode({ type }: IDataObject): boolean {
	return type === 'recovery-code';
}

/**
 * A user's methods, those begun but not finished too (`confirmed: false`), page by page.
 *
 * Auth0 Management API, GET /users/{id}/authentication-methods.
 */
export async function* methodPages(
	api: ApiClient,
	userId: string,
	wanted: number,
): AsyncGenerator<IDataObject[]> {
	const call = {
		path: ['users', userId, METHODS],
		permission: 'read:authentication_methods',
		subjects: [{ parameter: 'User', value: userId }],
	};
	for await (const page of offsetPages(api, call, wanted, 'authenticators')) {
		yield page.map(readMethod);
	}
}

/** All of a user's methods. */
export async function listMethods(api: ApiClient, userId: string): Promise<IDataObject[]> {
	return await collect(methodPages(api, userId, Infinity));
}

/** The call for one method; `change` gives the verb and the body. */
export function methodCall(
	userId: string,
	methodId: string,
	change: Pick<
		ApiCall,
		'method' | 'body' | 'accept' | 'needsBody' | 'permission' | 'step' | 'repeat'
	>,
): ApiCall {
	return {
		path: ['users', userId, METHODS, methodId],
		// The answer to a change need not name the method (Auth0 Management API, PATCH).
		about: (body) =>
			isObject(body) &&
			((body.id === undefined && change.method !== 'GET') || isSameDevice(body.id, methodId)),
		subjects: [
			{ parameter: 'User', value: userId },
			{ parameter: 'Authentication Method', value: methodId },
		],
		...change,
	};
}

/**
 * True for two ids of one authenticator: some endpoints put the type before it, e.g. `totp|dev_...`,
 * others do not.
 */
export function isSameDevice(one: unknown, other: string): boolean {
	return typeof one === 'string' && devicePart(one) === devicePart(other);
}

function devicePart(id: string): string {
	return id.slice(id.indexOf('|') + 1);
}

/** The call for all methods of a user. */
export function methodsCall(
	userId: string,
	change: Pick<ApiCall, 'method' | 'body' | 'accept' | 'needsBody' | 'permission' | 'step'>,
): ApiCall {
	return {
		path: ['users', userId, METHODS],
		subjects: [{ parameter: 'User', value: userId }],
		...change,
	};
}

/** Spellings of the documentation page beside those of the schema. */
const CAMEL_CASE: Record<string, string> = {
	relyingPartyIdentifier: 'relying_party_identifier',
	keyId: 'key_id',
	publicKey: 'public_key',
};

/**
 * A method as this package gives it out: always in the schema's spelling, never with a TOTP
 * secret, which the schema of some answers allows.
 */
export function readMethod(method: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(method)
			.filter(([name]) => name !== 'totp_secret')
			.map(([name, value]) => [CAMEL_CASE[name] ?? name, value]),
	) as IDataObject;
}
