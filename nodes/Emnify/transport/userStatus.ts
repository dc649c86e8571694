import type { IDataObject } from 'n8n-workflow';

import { aboutIdIfTold } from '../../shared/http/about';
import { isObject, type HttpAnswer } from '../../shared/http/answer';
import type { ApiCall } from '../../shared/http/call';
import type { ApiClient } from '../../shared/http/client';
import { SHOWN_WITHIN_MS, shownInRead } from '../../shared/lifecycle';
import { complainsOf } from './errorBody';
import { ADMINISTRATOR } from './permissions';
import type { Target } from './target';
import { getUser, USER_STATUS } from './users';

/** The id of a user's status; undefined when the record has none. */
export function userStatus({ status }: IDataObject): number | undefined {
	const id: unknown = isObject(status) ? status.id : undefined;
	return typeof id === 'number' ? id : undefined;
}

/** True for a user who cannot sign in until reactivated. */
export function isSuspended(user: IDataObject): boolean {
	return userStatus(user) === USER_STATUS.suspended;
}

/** How long a read may go without showing a status that was set, in milliseconds; not documented. */
export const STATUS_SHOWN_WITHIN_MS = SHOWN_WITHIN_MS;

/**
 * A user after {@link setUserStatus}, as a read shows it.
 *
 * @throws NodeApiError of effect `unknown` when it is not shown
 */
export async function shownWithStatus(
	api: ApiClient,
	target: Target,
	status: number,
): Promise<IDataObject> {
	return await shownInRead(api, {
		read: async () => await getUser(api, target),
		isShown: (user) => userStatus(user) === status,
		instead: (user) =>
			`the status of the user '${target.segment}' is ${statusText(user) ?? 'not told'}`,
		withinMs: STATUS_SHOWN_WITHIN_MS,
	});
}

/** A user's status in emnify's words. */
export function statusText({ status }: IDataObject): string | null {
	const description: unknown = isObject(status) ? status.description : undefined;
	return typeof description === 'string' ? description : null;
}

/**
 * Sets a user's status. emnify API, PATCH /api/v1/user/{user_id}, answered 204 without a body: whether
 * it came about, only a read says.
 *
 * Whether `username` and `name` may be left out is told in two ways. They are left out at first,
 * and sent as they were just read when the service asks for them: a username that differs would
 * end the account and start its activation again.
 *
 * @returns true when a read has shown it already, after a refusal
 */
export async function setUserStatus(
	api: ApiClient,
	target: Target,
	user: IDataObject,
	change: { status: number; step: string },
): Promise<boolean> {
	const call: ApiCall = {
		method: 'PATCH',
		path: ['v1', 'user', target.segment],
		body: { status: { id: change.status } },
		// The same status set twice is the same as set once.
		repeat: 'repeatable',
		permission: ADMINISTRATOR,
		step: change.step,
		about: aboutIdIfTold('id', target.segment),
		subjects: target.subjects,
	};
	const first = await api.send({ ...call, accept: [409, 422] });
	if (first.ok) return false;
	const { username, name } = user;
	const whole: ApiCall = { ...call, body: { username, name, status: { id: change.status } } };
	const asksForMore = wantsAllFields(first) && typeof username === 'string';
	const last = asksForMore ? await api.send({ ...whole, accept: [409, 422] }) : first;
	if (last.ok) return false;
	// A call whose answer was lost is sent again by itself, and may then be refused as no change.
	if (userStatus(await getUser(api, target)) === change.status) return true;
	throw await api.refusal(last, call);
}

/** Missing fields are complained of as 1402 Required; some 422 come without a word. */
function wantsAllFields(answer: HttpAnswer): boolean {
	if (answer.status !== 422) return false;
	return answer.text.trim() === '' || complainsOf(answer, 1402, 'Required');
}
