import type { IDataObject } from 'n8n-workflow';

import { isObject, type HttpAnswer } from '../../shared/http/answer';
import type { ApiCall } from '../../shared/http/call';
import type { ApiClient } from '../../shared/http/client';
import { complainsOf } from './errorBody';
import { ADMINISTRATOR } from './permissions';
import type { Target } from './target';
import { getUser } from './users';

/** The id of a user's status; undefined when the record has none. */
export function userStatus({ status }: IDataObject): number | undefined {
	const id: unknown = isObject(status) ? status.id : undefined;
	return typeof id === 'number' ? id : undefined;
}

/**
 * Sets a user's status. emnify API, PATCH /api/v1/user/{user_id}.
 *
 * Whether `username` and `name` may be left out is told in two ways. They are left out at first,
 * and sent as they were just read when the service asks for them: a username that differs would
 * end the account and start its activation again.
 */
export async function setUserStatus(
	api: ApiClient,
	target: Target,
	user: IDataObject,
	change: { status: number; step: string },
): Promise<void> {
	const call: ApiCall = {
		method: 'PATCH',
		path: ['v1', 'user', target.segment],
		body: { status: { id: change.status } },
		// The same status set twice is the same as set once.
		repeat: 'repeatable',
		permission: ADMINISTRATOR,
		step: change.step,
		subjects: target.subjects,
	};
	const first = await api.send({ ...call, accept: [409, 422] });
	if (first.ok) return;
	const { username, name } = user;
	const whole: ApiCall = { ...call, body: { username, name, status: { id: change.status } } };
	const asksForMore = wantsAllFields(first) && typeof username === 'string';
	const last = asksForMore ? await api.send({ ...whole, accept: [409, 422] }) : first;
	if (last.ok) return;
	// A call whose answer was lost is sent again by itself, and may then be refused as no change.
	if (userStatus(await getUser(api, target)) === change.status) return;
	throw await api.refusal(last, call);
}

/** Missing fields are complained of as 1402 Required; some 422 come without a word. */
function wantsAllFields(answer: HttpAnswer): boolean {
	if (answer.status !== 422) return false;
	return answer.text.trim() === '' || complainsOf(answer, 1402, 'Required');
}
