import type { IDataObject } from 'n8n-workflow';

import type { HttpAnswer } from '../../shared/http/answer';
import type { ApiCall } from '../../shared/http/call';
import type { ApiClient } from '../../shared/http/client';
import type { Query } from '../../shared/http/query';
import { SHOWN_WITHIN_MS, shownInRead } from '../../shared/lifecycle';
import { collect, pages, type Page } from '../../shared/paging';
import { statusName } from './accountNames';
import { ANY_READ, MANAGE_ALL, MANAGE_USERS } from './scopes';
import { aboutSingle, idOf, listed2, single, textOf } from './shapes';
import { wordsOf } from './words';

/** Most rows per page that every page of OneLogin's documentation agrees on. */
const PAGE_SIZE = 50;

/** What a person is looked up by, as the service names it. */
export type LookupField = 'email' | 'username';

export interface FoundUser {
	id: string;
	email: string;
	username: string;
}

/**
 * All users whose email or username is `value`, compared here without case: `*` is a wildcard in
 * the service's filters, and whether they mind the case is not documented, so both spellings are
 * asked for.
 *
 * OneLogin API v2, GET /api/2/users.
 */
export async function usersWith(
	api: ApiClient,
	field: LookupField,
	value: string,
): Promise<FoundUser[]> {
	const found = new Map<string, FoundUser>();
	for (const spelling of new Set([value, value.toLowerCase()])) {
		const rows = await collect(userPages(api, { [field]: spelling }, Infinity));
		for (const user of rows.map(readUser)) {
			if (user[field].toLowerCase() === value.toLowerCase()) found.set(user.id, user);
		}
	}
	return [...found.values()];
}

function readUser(row: IDataObject): FoundUser {
	return { id: idOf(row.id), email: textOf(row.email), username: textOf(row.username) };
}

/** Users that match the filters, page by page. */
export function userPages(
	api: ApiClient,
	filters: Query,
	wanted: number,
): AsyncGenerator<IDataObject[]> {
	const size = Math.min(PAGE_SIZE, wanted);
	const seen = new Set<string>();
	return pages(wanted, async (place) => {
		const page = await userPage(api, filters, place ?? firstPage(size));
		// A service that passes over the page number would give the first page for ever.
		const fresh = page.rows.filter(({ id }) => !seen.has(idOf(id)));
		for (const { id } of fresh) seen.add(idOf(id));
		return { rows: fresh, next: page.next };
	});
}

export function firstPage(size = PAGE_SIZE): string {
	return `page:1:${size}`;
}

/**
 * One page of users.
 *
 * @param place `page:{number}:{size}`, or `cursor:{cursor}` where the service counts no pages. A
 * cursor holds the page size already; together with `limit` or `page` the service refuses it.
 */
export async function userPage(
	api: ApiClient,
	filters: Query,
	place: string,
): Promise<Page<IDataObject>> {
	const [kind, ...rest] = place.split(':');
	const [number = 1, size = PAGE_SIZE] = rest.map(Number);
	const query =
		kind === 'cursor'
			? { ...filters, cursor: rest.join(':') }
			: { ...filters, limit: size, page: number };
	const call: ApiCall = { method: 'GET', path: ['api', '2', 'users'], query, permission: ANY_READ };
	const answer = await api.send(call);
	const rows = await listed2(api, call, answer, 'id');
	// Passed over, a leaver would be taken for gone.
	if (rows.some(({ id }) => idOf(id) === '')) throw await api.unreadable(call);
	return { rows, next: nextPlace(answer, rows.length, number, size) };
}

/** Where the next page is, from what the headers tell: Current-Page and Total-Pages, or After-Cursor. */
function nextPlace(answer: HttpAnswer, count: number, asked: number, size: number) {
	const current = Number(answer.header('current-page') ?? NaN);
	const total = Number(answer.header('total-pages') ?? NaN);
	if (Number.isInteger(current) && Number.isInteger(total)) {
		return current < total ? `page:${current + 1}:${size}` : undefined;
	}
	const cursor = answer.header('after-cursor') ?? '';
	if (cursor !== '' && cursor !== 'null') return `cursor:${cursor}`;
	return count >= size ? `page:${asked + 1}:${size}` : undefined;
}

/** One user. OneLogin API v2, GET /api/2/users/{user_id}. */
export async function getUser(api: ApiClient, userId: string): Promise<IDataObject> {
	const answer = await api.send({
		method: 'GET',
		path: ['api', '2', 'users', userId],
		about: aboutSingle('id', userId),
		permission: ANY_READ,
		subjects: [{ parameter: 'User', value: userId }],
	});
	return single(answer.body);
}

export const ACTIVE = 1;
export const SUSPENDED = 2;
const LOCKED = 3;

/** True for a user who cannot log in until reactivated. */
export function isSuspended({ status }: IDataObject): boolean {
	return status === SUSPENDED;
}

/**
 * How long a read may go without showing a status that was set, in milliseconds. Most calls act at
 * once; for those that do not OneLogin names minutes, for which nobody is kept waiting (OneLogin API,
 * overview: a queued job may take up to 5 minutes).
 */
export const STATUS_SHOWN_WITHIN_MS = SHOWN_WITHIN_MS;

/**
 * Suspends a user or makes a user active. API v1 refuses to write `status`. The answer tells the user
 * with what was asked for: whether it came about, only a read says.
 *
 * OneLogin API v2, PUT /api/2/users/{user_id}.
 */
export async function setStatus(
	api: ApiClient,
	userId: string,
	status: typeof ACTIVE | typeof SUSPENDED,
	query: Query = {},
): Promise<void> {
	await api.send({
		method: 'PUT',
		path: ['api', '2', 'users', userId],
		query,
		body: { status },
		about: aboutSingle('id', userId),
		permission: MANAGE_USERS,
		step: status === SUSPENDED ? 'suspendUser' : 'reactivateUser',
		subjects: [{ parameter: 'User', value: userId }],
	});
}

/**
 * A user after {@link setStatus}, as a read shows it.
 *
 * @throws NodeApiError of effect `unknown` when it is not shown
 */
export async function shownWithStatus(
	api: ApiClient,
	userId: string,
	status: typeof ACTIVE | typeof SUSPENDED,
): Promise<IDataObject> {
	return await shownInRead(api, {
		read: async () => await getUser(api, userId),
		isShown: (user) => user.status === status,
		instead: (user) =>
			`the status of the user '${userId}' is ${statusName(user.status) ?? 'not told'}`,
		withinMs: STATUS_SHOWN_WITHIN_MS,
	});
}

/** The calls of API v1 that change a user's account, all of them PUT with a wrapped answer. */
function accountCall(userId: string, action: string, rest: Partial<ApiCall>): ApiCall {
	return {
		method: 'PUT',
		path: ['api', '1', 'users', userId, action],
		permission: MANAGE_ALL,
		subjects: [{ parameter: 'User', value: userId }],
		...rest,
	};
}

/**
 * Locks a user for some minutes; 0 for as long as the user's policy says. It ends by itself.
 *
 * OneLogin API v1, PUT /api/1/users/{user_id}/lock_user.
 */
export async function lock(api: ApiClient, userId: string, minutes: number): Promise<void> {
	await api.send(
		accountCall(userId, 'lock_user', { body: { locked_until: minutes }, step: 'lockUser' }),
	);
}

/**
 * Lifts a lock. OneLogin API v2, POST /api/2/users/{user_id}/unlock.
 *
 * A user who is not locked is refused. That is also how a call ends that is sent again because its
 * answer was lost, so that the user is looked at then.
 *
 * @returns false when the user was not locked
 */
export async function unlock(api: ApiClient, userId: string): Promise<boolean> {
	const call: ApiCall = {
		method: 'POST',
		path: ['api', '2', 'users', userId, 'unlock'],
		repeat: 'repeatable',
		accept: [422],
		permission: MANAGE_USERS,
		step: 'unlockUser',
		subjects: [{ parameter: 'User', value: userId }],
	};
	const answer = await api.send(call);
	if (answer.ok) return true;
	const { status, locked_until: until } = await getUser(api, userId);
	if (until === null && status !== LOCKED) return false;
	throw await api.refusal(answer, call);
}

/**
 * Ends the user's OneLogin sessions, not those inside connected applications.
 *
 * OneLogin API v1, PUT /api/1/users/{user_id}/logout.
 */
export async function logOut(api: ApiClient, userId: string): Promise<void> {
	await api.send(accountCall(userId, 'logout', { permission: MANAGE_USERS, step: 'logOutUser' }));
}

/**
 * Sets the licence state of a user. OneLogin API v1, PUT /api/1/users/{user_id}/set_state.
 *
 * @returns false when the user was in this state already
 */
export async function setState(api: ApiClient, userId: string, state: number): Promise<boolean> {
	const call = accountCall(userId, 'set_state', {
		body: { state },
		accept: [400],
		step: 'setUserState',
	});
	const answer = await api.send(call);
	if (answer.ok) return true;
	if (/already in this state/i.test(wordsOf(answer))) return false;
	throw await api.refusal(answer, call);
}
