import type { IDataObject } from 'n8n-workflow';

import { attempt, isUndecided, means } from '../../shared/errors';
import { aboutId } from '../../shared/http/about';
import { isObject } from '../../shared/http/answer';
import type { ApiCall } from '../../shared/http/call';
import type { ApiClient } from '../../shared/http/client';
import { findById } from '../../shared/notFound';
import { collect } from '../../shared/paging';
import { readId } from './ids';
import { pagedList, readPage, wholeList } from './lists';
import { ADMINISTRATOR, ANY_ROLE } from './permissions';
import type { Target } from './target';

export interface FoundUser {
	id: string;
	username: string;
	/** As the service gave it; in a list it has neither roles nor MFA keys. */
	data: IDataObject;
}

const USERS = { path: ['v1', 'user'], permission: ADMINISTRATOR };
/** Characters that part one criterion of a filter from the next; how to escape them is not documented. */
const FILTER_SIGNS = /[,:]/;

/** The user statuses that emnify documents, by id. */
export const USER_STATUS = { pending: 0, active: 1, suspended: 2 } as const;

/** True when a filter can hold the value. */
export function fitsFilter(value: string): boolean {
	return !FILTER_SIGNS.test(value);
}

/** Users that match a filter such as `status:2`, page by page. emnify API, GET /api/v1/user. */
export function userPages(api: ApiClient, q: string | undefined, wanted: number) {
	return pagedList(api, { ...USERS, query: { q } }, wanted);
}

/** One page of users, for lists in the editor. */
export async function userPage(api: ApiClient, q: string | undefined, page: number) {
	return await readPage(api, { ...USERS, query: { q } }, page);
}

/**
 * All users whose username is `username`, compared without case. What a filter matches (whole
 * names, parts, patterns) is not documented, so that every row is compared; both spellings are
 * asked for, and the call for one user, which takes a username too, when the filter found nobody.
 */
export async function usersByUsername(api: ApiClient, username: string): Promise<FoundUser[]> {
	const found = new Map<string, FoundUser>();
	const keep = async (row: IDataObject) => {
		if (!isNamed(row, username)) return;
		const user = readUser(row);
		// Passed over, a leaver would be taken for gone.
		if (user === undefined) throw await api.unreadable({ method: 'GET', ...USERS });
		found.set(user.id, user);
	};
	const spellings = [...new Set([username, username.toLowerCase()])];
	for (const spelling of spellings.filter(fitsFilter)) {
		const rows = await collect(userPages(api, `username:${spelling}`, Infinity));
		for (const row of rows) await keep(row);
	}
	for (const spelling of found.size === 0 ? spellings : []) {
		const row = await userNamed(api, spelling, fitsFilter(spelling));
		if (row !== undefined) await keep(row);
	}
	return [...found.values()];
}

/**
 * The record of the user with a username. Where a filter has found nobody before, an answer that names
 * nothing, or that takes the name for no id, says no more.
 *
 * @param wasSought a filter was asked for this username
 */
async function userNamed(
	api: ApiClient,
	username: string,
	wasSought: boolean,
): Promise<IDataObject | undefined> {
	const tried = await attempt(
		api.run.node,
		api.itemIndex ?? 0,
		async () =>
			await api.send({
				method: 'GET',
				path: ['v1', 'user', username],
				about: (body) => isObject(body) && isNamed(body, username),
				permission: ADMINISTRATOR,
				subjects: [{ parameter: 'User', value: username }],
			}),
	);
	if (!tried.error) return tried.value.object;
	if (means(tried.error, 'missing') && !isUndecided(tried.error)) return undefined;
	if (wasSought && (means(tried.error, 'input') || isUndecided(tried.error))) return undefined;
	throw tried.error;
}

function isNamed(row: IDataObject, username: string): boolean {
	const { username: name } = row;
	return typeof name === 'string' && name.toLowerCase() === username.toLowerCase();
}

/**
 * The record of a user. emnify API, GET /api/v1/user/{user_id}; `my` is the user who signed in, of
 * whom no id is known before.
 */
export async function getUser(api: ApiClient, target: Target): Promise<IDataObject> {
	return (await api.send(userCall(target))).object;
}

/**
 * The record of a user, or undefined where emnify says that there is none. No filter of its list is
 * documented to find every user by id, so that an answer which names nothing stays one.
 */
export async function findUser(api: ApiClient, target: Target): Promise<IDataObject | undefined> {
	return await findById(api, 'User', async () => await getUser(api, target));
}

function userCall({ own, segment, permission, subjects }: Target): ApiCall {
	return {
		method: 'GET',
		path: ['v1', 'user', segment],
		about: own ? (body) => isObject(body) && readId(body.id) !== undefined : aboutId('id', segment),
		permission,
		subjects,
	};
}

/** All roles that there are. emnify API, GET /api/v1/user/role. */
export async function listRoles(api: ApiClient): Promise<IDataObject[]> {
	return await wholeList(api, { path: ['v1', 'user', 'role'], permission: ANY_ROLE });
}

function readUser(row: IDataObject): FoundUser | undefined {
	const id = readId(row.id);
	if (id === undefined) return undefined;
	return { id, username: typeof row.username === 'string' ? row.username : '', data: row };
}
