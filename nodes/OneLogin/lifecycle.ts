import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { attempt, means } from '../shared/errors';
import type { ApiClient } from '../shared/http/client';
import type { Item } from '../shared/item';
import {
	countsAsMfa,
	failureOf,
	strengthOf,
	type Factor,
	type FactorReading,
	type LifecycleProvider,
	type Person,
	type ReadingKind,
} from '../shared/lifecycle';
import type { Run } from '../shared/run/run';
import { checkUserId, userNames } from './fields/ids';
import { tokenLifeField } from './fields/tokenLife';
import { userField, usersNamed } from './fields/user';
import { userFilters, userFiltersField } from './fields/userFilters';
import { offboardSteps, resetSteps } from './lifecycleSteps';
import { deviceDialect } from './transport/devices';
import { distinct, isTemporaryToken, onlyInVersion2 } from './transport/devices/bothVersions';
import type { DeviceRow } from './transport/devices/dialect';
import { factorKind } from './transport/factorKinds';
import { findUser } from './transport/findUser';
import { NOT_LISTED } from './transport/notListed';
import { idOf, textOf } from './transport/shapes';
import { getUser, isSuspended, userPages } from './transport/users';

/** OneLogin's contribution to Audit MFA, Reset MFA and Offboard. */
export const oneLoginLifecycle: LifecycleProvider = {
	userField,
	userNames,
	findUsers,
	userPages: auditedUsers,
	auditFilters: auditFilters(),
	readFactors,
	readAccount: getUser,
	offboardSteps,
	resetSteps,
	resetOptions: [tokenLifeField],
	factsIn: ({ directory_id: directory }) => ({
		...(directory !== undefined && { directorySourced: directory !== null }),
	}),
	notCovered: [...NOT_LISTED, 'sessions inside connected applications'],
};

async function findUsers(item: Item): Promise<{ typed: string; users: Person[] }> {
	const { mode, value } = item.picked('userId');
	item.identity.user = value;
	await item.alone(`typed ${value.toLowerCase()}`);
	if (mode === 'email' || mode === 'username') {
		const users = await usersNamed(item, mode, value);
		return {
			typed: value,
			users: users.map(({ id, email, username }) => ({
				id,
				email: email || null,
				usernames: [username],
			})),
		};
	}
	const found = await findUser(item.api, checkUserId(item, value));
	const users = found ? [person(found.data, found.isRow ? 'part' : 'own')] : [];
	return { typed: value, users };
}

/** The service has no filter for the status, so who is suspended is left out here. */
async function* auditedUsers(item: Item, wanted: number): AsyncGenerator<Person[]> {
	const all = item.collection('filters').includeSuspended === true;
	let left = wanted;
	const pages = userPages(item.api, userFilters(item), all ? wanted : Infinity);
	for await (const page of pages) {
		const people = page.filter((row) => all || !isSuspended(row)).slice(0, left);
		left -= people.length;
		if (people.length > 0) yield people.map((row) => person(row, 'part'));
		if (left <= 0) return;
	}
}

async function readFactors(api: ApiClient, user: Person): Promise<FactorReading> {
	const devices1 = distinct(await deviceDialect(1).devices(api, user.id));
	const { devices: devices2, unreadable } = await readVersion2(api, user.id);
	const devices = [...devices1, ...onlyInVersion2(devices1, devices2)];
	return {
		factors: devices.map((device) => neutral(device, user.id)),
		kept: [],
		visibility: 'partial',
		...(unreadable !== undefined && { unreadable }),
	};
}

/** Refusals of version 2 for the scope: asked once per run, since it would be the same for all. */
const refusals = new WeakMap<Run, string>();

/**
 * Version 2 shows factors that version 1 has no name for (email), but needs the scope Manage All,
 * which an audit should not need.
 */
async function readVersion2(
	api: ApiClient,
	userId: string,
): Promise<{ devices: DeviceRow[]; unreadable?: string }> {
	const { run, itemIndex = 0 } = api;
	const known = refusals.get(run);
	if (known !== undefined) return { devices: [], unreadable: known };
	const tried = await attempt(
		run.node,
		itemIndex,
		async () => await deviceDialect(2).devices(api, userId),
	);
	if (!tried.error) return { devices: tried.value };
	const unreadable = `API v2: ${failureOf(tried.error).reason}`;
	// Version 1 has just listed this user's devices.
	if (means(tried.error, 'missing')) return { devices: [], unreadable };
	if (!means(tried.error, 'permission', 'plan')) throw tried.error;
	refusals.set(run, unreadable);
	return { devices: [], unreadable };
}

function neutral(device: DeviceRow, userId: string): Factor {
	const type = isTemporaryToken(device)
		? 'temporary-code'
		: factorKind(device.auth_factor_name).type;
	return {
		provider: 'oneLogin',
		userId,
		factorId: device.device_id,
		type,
		strength: strengthOf(type),
		countsAsMfa: countsAsMfa(type),
		status: device.active === false ? 'pending' : 'active',
		label: textOf(device.user_display_name) || textOf(device.type_display_name) || null,
		createdAt: null,
		lastUsedAt: null,
	};
}

function person(data: IDataObject, kind: ReadingKind): Person {
	return {
		id: idOf(data.id),
		email: textOf(data.email) || null,
		usernames: [textOf(data.username)],
		found: { data, kind },
	};
}

function auditFilters(): INodeProperties[] {
	const filters = (userFiltersField.options ?? []) as INodeProperties[];
	const includeSuspended: INodeProperties = {
		displayName: 'Include Suspended',
		name: 'includeSuspended',
		type: 'boolean',
		default: false,
		description: 'Whether to audit users who are suspended, too',
	};
	return [...filters, includeSuspended].sort((a, b) => a.displayName.localeCompare(b.displayName));
}
