import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/http/answer';
import type { Item } from '../../shared/item';
import { findById, remove } from '../../shared/notFound';
import { wholeList } from './lists';
import { isSameDevice, listMethods } from './methods';
import { readOne, type Access } from './sessions';

/**
 * Paths such as /sessions/{id} and /guardian/enrollments/{id} name no user: a wrong id would hit
 * somebody else. So what is to be changed is read first and compared with the user of the item.
 */

/**
 * A session or refresh token of this user; undefined when there is none with this id.
 *
 * @throws NodeOperationError when it belongs to another user
 */
export async function ownAccess(
	item: Item,
	access: Access,
	id: string,
	userId: string,
): Promise<IDataObject | undefined> {
	const found = await readOne(item.api, access, id, userId);
	if (found === undefined || found.user_id === userId) return found;
	throw notTheirs(item, access.parameter, id, userId);
}

/**
 * An enrollment of this user; undefined when there is none with this id. The answer to reading an
 * enrollment names no user, so it is looked for among the user's enrollments and methods, whose
 * ids share the part `dev_...`.
 *
 * @throws NodeOperationError when it is not among them
 */
export async function ownEnrollment(
	item: Item,
	id: string,
	userId: string,
): Promise<IDataObject | undefined> {
	const found = await findById<IDataObject>(
		item.api,
		'Enrollment',
		async () => {
			const answer = await item.api.send({
				method: 'GET',
				path: ['guardian', 'enrollments', id],
				about: (body) => isObject(body) && isSameDevice(body.id, id),
				permission: 'read:guardian_enrollments',
				subjects: [{ parameter: 'Enrollment', value: id }],
			});
			return answer.object;
		},
		async () => await listedEnrollment(item, id, userId),
	);
	if (found === undefined) return undefined;
	if ((await listedEnrollment(item, id, userId)) === undefined)
		throw notTheirs(item, 'Enrollment', id, userId);
	return found;
}

/**
 * Deletes an enrollment of this user. Auth0 Management API, DELETE /guardian/enrollments/{id}.
 *
 * @returns true when it was gone already
 */
export async function removeEnrollment(item: Item, id: string, userId: string): Promise<boolean> {
	const call = {
		path: ['guardian', 'enrollments', id],
		permission: 'delete:guardian_enrollments',
		step: 'deleteEnrollment',
		subjects: [{ parameter: 'Enrollment', value: id }],
	};
	return await remove(
		item.api,
		call,
		async () => (await listedEnrollment(item, id, userId)) !== undefined,
	);
}

/** The list of enrollments may hold the first alone: what it lacks is looked for among the methods. */
async function listedEnrollment(
	item: Item,
	id: string,
	userId: string,
): Promise<IDataObject | undefined> {
	const enrollments = await listEnrollments(item, userId);
	const found = enrollments.find((one) => isSameDevice(one.id, id));
	if (found !== undefined) return found;
	return (await listMethods(item.api, userId)).find((method) => isSameDevice(method.id, id));
}

/** A user's confirmed enrollment, as a list. Auth0 Management API, GET /users/{id}/enrollments. */
export async function listEnrollments(
	{ api }: Pick<Item, 'api'>,
	userId: string,
): Promise<IDataObject[]> {
	const call = {
		path: ['users', userId, 'enrollments'],
		permission: 'read:users',
		subjects: [{ parameter: 'User', value: userId }],
	};
	return await wholeList(api, call, 'enrollments');
}

function notTheirs(item: Item, parameter: string, id: string, userId: string) {
	return item.refuse(
		`${parameter} '${id.slice(0, 100)}' does not belong to the user '${userId.slice(0, 100)}'`,
		`Nothing was changed. Check the parameters 'User' and '${parameter}'.`,
	);
}
