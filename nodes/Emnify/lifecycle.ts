import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { checkEmail } from '../shared/exactMatch';
import { isObject } from '../shared/http/answer';
import type { ApiClient } from '../shared/http/client';
import type { Item } from '../shared/item';
import {
	countsAsMfa,
	isoDate,
	strengthOf,
	type AccountFacts,
	type Factor,
	type FactorReading,
	type FactorType,
	type LifecycleProvider,
	type Person,
	type ReadingKind,
} from '../shared/lifecycle';
import { criteria, filterText } from './fields/filter';
import { checkId, userField, userNames } from './fields/user';
import { offboardSteps, resetSteps } from './lifecycleSteps';
import { readId } from './transport/ids';
import { keysIn } from './transport/keys';
import { rolesIn } from './transport/roles';
import { anotherUser } from './transport/target';
import { isSuspended } from './transport/userStatus';
import { findUser, getUser, userPages, usersByUsername } from './transport/users';

/** emnify's contribution to Audit MFA, Reset MFA and Offboard. */
export const emnifyLifecycle: LifecycleProvider = {
	userField,
	userNames,
	findUsers,
	userPages: auditPages,
	auditFilters: auditFilters(),
	readFactors,
	readAccount: async (api, userId) => await getUser(api, anotherUser(userId)),
	offboardSteps,
	resetSteps,
	factsIn,
	notCovered: [
		'access tokens already given out, to the user or by application tokens, until they expire (4 hours to 7 days)',
		'application tokens that the user created, unless their step was chosen',
		'application tokens of others that the user may know',
		'other Workspaces that the user belongs to',
	],
};

/** The role of who may do everything in the organisation (emnify API, GET /api/v1/user/role). */
const ADMINISTRATOR = 1;

/** A row of the list of users has no roles, which tells nothing. */
function factsIn(record: IDataObject): AccountFacts {
	if (!Array.isArray(record.roles)) return {};
	return { privileged: rolesIn(record).some(({ id }) => id === ADMINISTRATOR) };
}

/** The one key type that is documented (emnify API, GET /api/v1/user/mfa/type). */
const TOTP = 0;
/** The status of a key that is asked for (emnify API, GET /api/v1/user/mfa/status). */
const ACTIVE = 1;

async function findUsers(item: Item): Promise<{ typed: string; users: Person[] }> {
	const { mode, value } = item.picked('userId');
	item.identity.user = value;
	await item.alone(`typed ${value.toLowerCase()}`);
	if (mode !== 'username') {
		const id = checkId(item, value);
		const data = await findUser(item.api, anotherUser(id));
		return { typed: value, users: data ? [personFrom(id, data, 'own')] : [] };
	}
	checkEmail(item, value, 'User');
	const users = await usersByUsername(item.api, value);
	return { typed: value, users: users.map(({ id, data }) => personFrom(id, data, 'part')) };
}

/** @param kind `part` for a row of the list, which has status and names only */
function personFrom(id: string, data: IDataObject, kind: ReadingKind): Person {
	const email = typeof data.username === 'string' ? data.username : null;
	return { id, email, found: { data, kind } };
}

/** Suspended users are left out here, not by a filter: what `status` in a filter takes is not documented. */
async function* auditPages(item: Item, wanted: number): AsyncGenerator<Person[]> {
	const filters = item.collection('filters');
	const q = criteria({
		name: filterText(item, filters, 'name', 'Name'),
		username: filterText(item, filters, 'username', 'Username'),
	});
	let left = wanted;
	for await (const rows of userPages(item.api, q, Infinity)) {
		const people = rows
			.filter((row) => filters.includeSuspended === true || !isSuspended(row))
			.slice(0, left)
			.map((row) => personFrom(readId(row.id) ?? '', row, 'part'));
		yield people;
		left -= people.length;
		if (left <= 0) return;
	}
}

/** MFA by email is enforced by emnify and may show nowhere: what is seen is not all. */
async function readFactors(api: ApiClient, user: Person): Promise<FactorReading> {
	const record =
		user.found?.kind === 'own' ? user.found.data : await getUser(api, anotherUser(user.id));
	return {
		factors: keysIn(record).map((key) => neutral(key, user.id)),
		kept: [],
		visibility: 'partial',
	};
}

function neutral(key: IDataObject, userId: string): Factor {
	const type = typeOf(key);
	return {
		provider: 'emnify',
		userId,
		factorId: readId(key.id) ?? '',
		type,
		strength: strengthOf(type),
		countsAsMfa: countsAsMfa(type),
		status: lookedUp(key.status).id === ACTIVE ? 'active' : 'pending',
		label: lookedUp(key.type).description ?? null,
		createdAt: isoDate(key.creation_date),
		lastUsedAt: null,
	};
}

function typeOf(key: IDataObject): FactorType {
	const { id, description = '' } = lookedUp(key.type);
	if (id === TOTP) return 'totp';
	return /\be-?mail\b/i.test(description) ? 'email' : 'other';
}

/** A status or type as it stands in a record, with the id and the words of its look-up table. */
function lookedUp(value: unknown): { id: unknown; description: string | undefined } {
	if (!isObject(value)) return { id: undefined, description: undefined };
	const { id, description } = value;
	return { id, description: typeof description === 'string' ? description : undefined };
}

function auditFilters(): INodeProperties[] {
	return [
		{
			displayName: 'Include Suspended',
			name: 'includeSuspended',
			type: 'boolean',
			default: false,
			description: 'Whether to audit users who are suspended, too',
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Ana',
			description: 'Parts of a name may be matched as well as whole names',
		},
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			default: '',
			placeholder: 'e.g. ana@example.com',
			description: 'Parts of a username may be matched as well as whole ones',
		},
	];
}
