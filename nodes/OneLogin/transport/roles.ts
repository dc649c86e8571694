import type { IDataObject } from 'n8n-workflow';

import { attempt, detailsOf, means, serviceError } from '../../shared/errors';
import type { ApiCall } from '../../shared/http/call';
import type { ApiClient } from '../../shared/http/client';
import { MANAGE_ALL } from './scopes';
import { idOf } from './shapes';
import { getUser } from './users';

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
			meaning: 'service',
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
	const { node } = api.run;
	const { error } = await attempt(node, api.itemIndex ?? 0, async () => await api.send(call));
	if (error === undefined) return new Set(roleIds);
	const isNotTheirs =
		means(error, 'input') && /subset of|not included as user roles/i.test(error.description ?? '');
	if (!isNotTheirs) throw error;
	const now = rolesOf(api, await getUser(api, userId));
	const left = roleIds.filter((id) => now.includes(id));
	if (left.length === roleIds.length) throw error;
	// An earlier sending of this call got no clear answer: it took what is gone now.
	const wasSent = detailsOf(error).effect === 'unknown';
	const taken = wasSent ? roleIds.filter((id) => !left.includes(id)) : [];
	const others = left.length === 0 ? [] : await takeRoles(api, userId, left);
	return new Set([...taken, ...others]);
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
		permission: MANAGE_ALL,
		step: 'removeRoles',
		subjects: [{ parameter: 'User', value: userId }],
	};
}
