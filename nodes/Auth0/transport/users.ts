import type { IDataObject } from 'n8n-workflow';

import { inputError, type ItemError } from '../../shared/errors';
import { aboutId } from '../../shared/http/about';
import type { ApiClient } from '../../shared/http/client';
import { SHOWN_WITHIN_MS, shownInRead } from '../../shared/lifecycle';
import { findUserById, type UserById } from '../../shared/notFound';
import type { Page } from '../../shared/paging';
import { offsetPage, PAGE_SIZE, wholeList } from './lists';

export interface FoundUser {
	id: string;
	email: string;
	/** As the service gave it. */
	data: IDataObject;
}

/** What lookups and steps have to know of a user, so that one request serves them all. */
export const ACCOUNT_FIELDS = ['user_id', 'email', 'blocked', 'multifactor'] as const;

const READ_USERS = 'read:users';
/** Most users that one search gives (Auth0, List and Search Users). */
const SEARCH_LIMIT = 1000;

/**
 * All accounts whose email is `email`, compared without case. Auth0 looks up case-sensitively, and
 * not every connection stores addresses in lower case: both spellings are asked for.
 *
 * Auth0 Management API, GET /users-by-email (immediately consistent, no paging).
 */
export async function usersByEmail(api: ApiClient, email: string): Promise<FoundUser[]> {
	const found = new Map<string, FoundUser>();
	for (const spelling of new Set([email, email.toLowerCase()])) {
		const query = { email: spelling, fields: ACCOUNT_FIELDS.join(','), include_fields: true };
		const call = { path: ['users-by-email'], query, permission: READ_USERS };
		for (const row of await wholeList(api, call, 'users')) {
			if (asText(row.email)?.toLowerCase() !== email.toLowerCase()) continue;
			const user = readUser(row);
			// Passed over, a leaver would be taken for gone.
			if (user === undefined) throw await api.unreadable({ method: 'GET', ...call });
			found.set(user.id, user);
		}
	}
	return [...found.values()];
}

/**
 * One user. Auth0 Management API, GET /users/{id} (immediately consistent).
 *
 * @param fields what to give; `user_id` always is
 * @param secrets that no answer may hold
 */
export async function getUser(
	api: ApiClient,
	userId: string,
	fields?: readonly string[],
	secrets: readonly string[] = [],
): Promise<IDataObject> {
	const answer = await api.send({
		method: 'GET',
		path: ['users', userId],
		query: fields && {
			fields: [...new Set(['user_id', ...fields])].join(','),
			include_fields: true,
		},
		about: aboutId('user_id', userId),
		permission: READ_USERS,
		secrets,
		subjects: [{ parameter: 'User', value: userId }],
	});
	return answer.object;
}

/**
 * One user; undefined when Auth0 says that there is none with this id, or when a search for exactly
 * this id finds none. Auth0 Management API, GET /users/{id} and GET /users?q=user_id:.
 */
export async function userById(api: ApiClient, userId: string): Promise<UserById | undefined> {
	const search = { q: `user_id:${quoteQuery(userId)}`, fields: ACCOUNT_FIELDS.join(',') };
	return await findUserById(api, async () => await getUser(api, userId, ACCOUNT_FIELDS), {
		rows: async () => (await searchPage(api, search, 0)).rows,
		isIt: ({ user_id: id }) => id === userId,
		call: { method: 'GET', path: ['users'] },
	});
}

/**
 * Makes sure that a user exists, for calls that answer the same whether or not it does.
 *
 * @param secrets of the call that follows, which no answer may hold
 */
export async function requireUser(
	api: ApiClient,
	userId: string,
	secrets: readonly string[] = [],
): Promise<void> {
	await getUser(api, userId, ['user_id'], secrets);
}

/** One page of the user search, for lists in the editor. `page` counts from 0. */
export async function searchPage(
	api: ApiClient,
	search: { q?: string; fields?: string; sort?: string },
	page: number,
): Promise<Page<IDataObject>> {
	const found = await offsetPage(
		api,
		{
			path: ['users'],
			query: {
				q: search.q,
				search_engine: 'v3',
				sort: search.sort,
				fields: search.fields,
				include_fields: search.fields === undefined ? undefined : true,
			},
			permission: READ_USERS,
		},
		`${page}:${PAGE_SIZE}`,
		'users',
	);
	const last = (page + 1) * PAGE_SIZE >= SEARCH_LIMIT;
	return last ? { rows: found.rows } : found;
}

/**
 * Users that match a search, page by page and without end: Auth0 gives at most 1,000 per search,
 * so after those the search starts again at the last one's creation date.
 *
 * @throws NodeOperationError when as many were created at the same time: the rest cannot be reached
 */
export async function* searchUsers(
	api: ApiClient,
	q: string,
	wanted: number,
): AsyncGenerator<IDataObject[]> {
	let left = wanted;
	let since: string | undefined;
	let atSince = new Set<unknown>();
	for (;;) {
		const range = since === undefined ? '' : `created_at:["${since}" TO *]`;
		const windowQuery = [q && range ? `(${q})` : q, range].filter(Boolean).join(' AND ');
		let lastCreated = since;
		let count = 0;
		for (let page = 0; page * PAGE_SIZE < SEARCH_LIMIT; page++) {
			const { rows } = await searchPage(
				api,
				{ q: windowQuery || undefined, sort: 'created_at:1' },
				page,
			);
			count += rows.length;
			const fresh = rows.filter(({ user_id: id }) => !atSince.has(id)).slice(0, left);
			if (fresh.length > 0) yield fresh;
			left -= fresh.length;
			lastCreated = asText(rows.at(-1)?.created_at) ?? lastCreated;
			atSince = remember(atSince, rows, lastCreated);
			if (rows.length < PAGE_SIZE || left <= 0) return;
		}
		if (count < SEARCH_LIMIT) return;
		if (lastCreated === since) throw notWhole(api, since);
		since = lastCreated;
	}
}

function notWhole({ run, itemIndex }: ApiClient, created: string | undefined): ItemError {
	const when = created === undefined ? 'without a creation date' : `created at ${created}`;
	return inputError(
		run.node,
		{
			message: 'Auth0 does not give out all users that match',
			description: `It gives at most ${SEARCH_LIMIT} for one search, and as many were ${when}, so that the list would not be whole. Nothing was changed. Narrow the list by a filter, for example by Connection.`,
		},
		itemIndex,
	);
}

/** Ids of the users created at `created`, which the next search will give again. */
function remember(known: Set<unknown>, rows: readonly IDataObject[], created: string | undefined) {
	const same = rows.filter((row) => row.created_at === created).map((row) => row.user_id);
	const wholePage = same.length === rows.length;
	return new Set(wholePage ? [...known, ...same] : same);
}

function readUser(row: IDataObject): FoundUser | undefined {
	const id = asText(row.user_id);
	if (id === undefined || id === '') return undefined;
	return { id, email: asText(row.email) ?? '', data: row };
}

function asText(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

/** A word escaped for Auth0's Lucene query syntax. */
export function escapeQuery(word: string): string {
	return word.replace(/[+\-&|!(){}[\]^"~*?:\\/\s]/g, '\\$&');
}

/** True for a user whom an administrator has blocked; the field is absent for who never was. */
export function isBlocked({ blocked }: IDataObject): boolean {
	return blocked === true;
}

/**
 * How long a read may go without showing a block, in milliseconds. Reads by id are documented as
 * immediately consistent (Auth0, List and Search Users), so that no time is named.
 */
export const BLOCK_SHOWN_WITHIN_MS = SHOWN_WITHIN_MS;

/**
 * Blocks or unblocks a user. It neither ends sessions nor lifts a brute-force block. The answer tells
 * the user with what was asked for: whether it came about, only a read says.
 *
 * Auth0 Management API, PATCH /users/{id} with `blocked`.
 */
export async function setBlocked(api: ApiClient, userId: string, blocked: boolean): Promise<void> {
	await api.send({
		method: 'PATCH',
		path: ['users', userId],
		body: { blocked },
		repeat: 'repeatable',
		about: aboutId('user_id', userId),
		permission: 'update:users',
		step: blocked ? 'blockUser' : 'unblockUser',
		subjects: [{ parameter: 'User', value: userId }],
	});
}

/**
 * A user after {@link setBlocked}, as a read shows it.
 *
 * @throws NodeApiError of effect `unknown` when it is not shown
 */
export async function shownAs(
	api: ApiClient,
	userId: string,
	blocked: boolean,
): Promise<IDataObject> {
	return await shownInRead(api, {
		read: async () => await getUser(api, userId, ['email', 'name', 'blocked']),
		isShown: (user) => isBlocked(user) === blocked,
		instead: (user) => `the user '${userId}' is ${isBlocked(user) ? '' : 'not '}blocked`,
		withinMs: BLOCK_SHOWN_WITHIN_MS,
	});
}

/** A value in quotes for Auth0's Lucene query syntax. */
export function quoteQuery(value: string): string {
	return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/**
 * Forgets all browsers that skip MFA for the user. What was remembered cannot be read.
 *
 * Auth0 Management API, POST /users/{id}/multifactor/actions/invalidate-remember-browser.
 */
export async function forgetBrowsers(api: ApiClient, userId: string): Promise<void> {
	await api.send({
		method: 'POST',
		path: ['users', userId, 'multifactor', 'actions', 'invalidate-remember-browser'],
		repeat: 'repeatable',
		permission: 'update:users',
		step: 'forgetRememberedBrowsers',
		subjects: [{ parameter: 'User', value: userId }],
	});
}
