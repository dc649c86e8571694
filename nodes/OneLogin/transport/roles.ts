import type { IDataObject } from 'n8n-workflow';

import { serviceError } from '../../shared/errors';
import type { ApiCall } from '../../shared/http/call';
import type { ApiClient } from '../../shared/http/client';
import { MANAGE_ALL } from './scopes';
import { idOf } from './shapes';
import { getUser } from './users';
import { wordsOf } from './words';

/**
 * Ids of the roles of a user, as API v2 gives it.
 *
 * @throws NodeApiError when the user does not tell them: that must not be read as "none"
 */
export function rolesOf(api: ApiClient, { role_ids: roles }: IDataObject): string[] {
	if (Array.isArray(roles)) return roles.map(idOf).filter((id) => id !== '');
	throw serviceError(
		api.run.node,
		{
			message: 'OneLogin does not tell the roles of the user',
			description: 'Look the roles up in the administration page, and remove them there.',
			effect: 'notDone',
		},
		api.itemIndex,
	);
}

/**
 * Takes roles from a user, all with one call. The service refuses it as a whole when the user no
 * longer has one of them, e.g. because a mapping took it: then those that are left are taken.
 *
 * @returns ids of the roles that were taken; the others were gone already
 */
export async function takeRoles(
	api: ApiClient,
	userId: string,
	roleIds: readonly string[],
): Promise<ReadonlySet<string>> {
	const call = removeRolesCall(userId, roleIds);
	const answer = await api.send(call);
	if (answer.ok) return new Set(roleIds);
	const isNotTheirs = /subset of|not included as user roles/i.test(wordsOf(answer));
	const now = isNotTheirs ? rolesOf(api, await getUser(api, userId)) : roleIds;
	const left = roleIds.filter((id) => now.includes(id));
	if (left.length === roleIds.length) throw await api.refusal(answer, call);
	return left.length === 0 ? new Set() : await takeRoles(api, userId, left);
}

/**
 * OneLogin API v1, PUT /api/1/users/{user_id}/remove_roles, with `role_id_array` as integers as the
 * documentation has it.
 */
function removeRolesCall(userId: string, roleIds: readonly string[]): ApiCall {
	return {
		method: 'PUT',
		path: ['api', '1', 'users', userId, 'remove_roles'],
		body: { role_id_array: roleIds.map(Number) },
		accept: [400],
		permission: MANAGE_ALL,
		step: 'removeRoles',
		subjects: [{ parameter: 'User', value: userId }],
	};
}
