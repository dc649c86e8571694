import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { checkEmail } from '../shared/exactMatch';
import type { ApiClient } from '../shared/http/client';
import type { Item } from '../shared/item';
import {
	countsAsMfa,
	isoDate,
	strengthOf,
	type Factor,
	type FactorReading,
	type FactorType,
	type LifecycleProvider,
	type Person,
	type ReadingKind,
} from '../shared/lifecycle';
import { checkId, userField, userNames } from './fields/user';
import { offboardSteps, resetSteps } from './lifecycleSteps';
import { isFactor, listMethods } from './transport/methods';
import {
	ACCOUNT_FIELDS,
	getUser,
	quoteQuery,
	searchUsers,
	userById,
	usersByEmail,
} from './transport/users';

/** Auth0's contribution to Audit MFA, Reset MFA and Offboard. */
export const auth0Lifecycle: LifecycleProvider = {
	userField,
	userNames,
	findUsers,
	userPages,
	auditFilters: auditFilters(),
	readFactors,
	readAccount: async (api, userId) => await getUser(api, userId, ACCOUNT_FIELDS),
	offboardSteps,
	resetSteps,
	notCovered: [
		'access tokens already issued, until they expire',
		'sessions inside connected applications',
	],
};

/** Types of methods (Auth0 Management API, AuthenticationMethodTypeEnum) in neutral terms. */
const TYPES: Readonly<Record<string, FactorType>> = {
	totp: 'totp',
	push: 'push',
	guardian: 'push',
	phone: 'sms',
	email: 'email',
	'webauthn-roaming': 'webauthn',
	'webauthn-platform': 'webauthn',
	passkey: 'passkey',
	'recovery-code': 'recovery-code',
};

async function findUsers(item: Item): Promise<{ typed: string; users: Person[] }> {
	const { mode, value } = item.picked('userId');
	item.identity.user = value;
	await item.alone(`typed ${value.toLowerCase()}`);
	if (mode !== 'email') {
		const found = await userById(item.api, checkId(item, value));
		const users = found ? [person(found.data, found.isRow ? 'part' : 'own')] : [];
		return { typed: value, users };
	}
	checkEmail(item, value, 'User');
	const users = await usersByEmail(item.api, value);
	return { typed: value, users: users.map(({ data }) => person(data, 'whole')) };
}

async function* userPages(item: Item, wanted: number): AsyncGenerator<Person[]> {
	for await (const page of searchUsers(item.api, auditQuery(item), wanted))
		yield page.map((data) => person(data, 'whole'));
}

async function readFactors(api: ApiClient, user: Person): Promise<FactorReading> {
	const methods = await listMethods(api, user.id);
	return {
		factors: methods.filter(isFactor).map((method) => neutral(method, user.id)),
		kept: methods.filter((method) => !isFactor(method)).map(({ type }) => textOf(type) ?? 'other'),
		visibility: 'full',
	};
}

function neutral(method: IDataObject, userId: string): Factor {
	const type = typeOf(method);
	return {
		provider: 'auth0',
		userId,
		factorId: textOf(method.id) ?? '',
		type,
		strength: strengthOf(type),
		countsAsMfa: countsAsMfa(type),
		status: method.confirmed === false ? 'pending' : 'active',
		label: textOf(method.name) ?? textOf(method.phone_number) ?? textOf(method.email) ?? null,
		createdAt: isoDate(method.created_at),
		lastUsedAt: isoDate(method.last_auth_at),
	};
}

function typeOf(method: IDataObject): FactorType {
	if (method.type === 'phone' && method.preferred_authentication_method === 'voice') return 'voice';
	return TYPES[textOf(method.type) ?? ''] ?? 'other';
}

function person(data: IDataObject, kind: ReadingKind): Person {
	return {
		id: textOf(data.user_id) ?? '',
		email: textOf(data.email) ?? null,
		found: { data, kind },
	};
}

function auditFilters(): INodeProperties[] {
	return [
		{
			displayName: 'Connection',
			name: 'connection',
			type: 'string',
			default: '',
			placeholder: 'e.g. Username-Password-Authentication',
			description: 'Name of the connection that the users belong to',
		},
		{
			displayName: 'Include Blocked',
			name: 'includeBlocked',
			type: 'boolean',
			default: false,
			description: 'Whether to audit users who are blocked, too',
		},
	];
}

function auditQuery(item: Item): string {
	const filters = item.collection('filters');
	const connection = item.asText(filters.connection, 'Connection');
	if ('connection' in filters && connection === '') {
		throw item.refuse(
			"The filter 'Connection' is empty",
			'Nothing was sent, since without it every user would match. Give it a value or remove it.',
		);
	}
	const parts = [
		connection && `identities.connection:${quoteQuery(connection)}`,
		filters.includeBlocked !== true && 'NOT blocked:true',
	];
	return parts.filter(Boolean).join(' AND ');
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}
