import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/http/answer';
import type { ApiCall } from '../../shared/http/call';
import type { ApiClient } from '../../shared/http/client';
import { readId } from './ids';
import { ADMINISTRATOR } from './permissions';
import { STEPS } from './refusedChange';
import type { Target } from './target';
import { getUser } from './users';

/** What became of a role; `last` is a user's only role, which the service does not remove. */
export type RoleRemoval = 'removed' | 'alreadyGone' | 'last';

/** The roles in a user's record; there is no call that lists them. */
export function rolesIn({ roles }: IDataObject): IDataObject[] {
	return Array.isArray(roles) ? (roles as unknown[]).filter(isObject) : [];
}

/**
 * Takes a role from a user. emnify API, DELETE /api/v1/user/{user_id}/role/{role_id}: "the last
 * role cannot be removed". What a 404 or a 409 is about is seen in the user's record.
 *
 * @throws NodeApiError when the user does not exist, or the service refused for another reason
 */
export async function takeRole(
	api: ApiClient,
	target: Target,
	roleId: string,
): Promise<RoleRemoval> {
	const call: ApiCall = {
		method: 'DELETE',
		path: ['v1', 'user', target.segment, 'role', roleId],
		accept: [404, 409],
		step: STEPS.removeRole,
		permission: ADMINISTRATOR,
		subjects: [...target.subjects, { parameter: 'Role', value: roleId }],
	};
	const answer = await api.send(call);
	if (answer.ok) return 'removed';
	const held = rolesIn(await getUser(api, target)).map(({ id }) => readId(id));
	if (answer.status === 404 && !held.includes(roleId)) return 'alreadyGone';
	if (answer.status === 409 && held.length === 1 && held[0] === roleId) return 'last';
	throw await api.refusal(answer, call);
}
