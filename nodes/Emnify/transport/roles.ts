import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/http/answer';
import type { ApiCall } from '../../shared/http/call';
import type { ApiClient } from '../../shared/http/client';
import { attempt, means } from '../../shared/errors';
import { remove } from '../../shared/notFound';
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
		step: STEPS.removeRole,
		permission: ADMINISTRATOR,
		subjects: [...target.subjects, { parameter: 'Role', value: roleId }],
	};
	const held = async () => rolesIn(await getUser(api, target)).map(({ id }) => readId(id));
	const isHeld = async () => (await held()).includes(roleId);
	const { node } = api.run;
	const tried = await attempt(
		node,
		api.itemIndex ?? 0,
		async () => await remove(api, call, isHeld),
	);
	if (!tried.error) return tried.value ? 'alreadyGone' : 'removed';
	if (!means(tried.error, 'state')) throw tried.error;
	const [only, ...others] = await held();
	if (only === roleId && others.length === 0) return 'last';
	throw tried.error;
}
