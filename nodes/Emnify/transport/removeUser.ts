import { serviceError } from '../../shared/errors';
import type { ApiCall } from '../../shared/http/call';
import type { ApiClient } from '../../shared/http/client';
import { ADMINISTRATOR } from './permissions';
import { STEPS } from './refusedChange';
import type { Target } from './target';
import { findUser } from './users';

/**
 * Deletes a user. emnify API, DELETE /api/v2/user/{user_id}, and the deprecated call of version 1.
 *
 * A 404 means that the user was gone, unless the user can still be read: then it is the call that
 * the service does not know.
 *
 * @returns true when the user was gone already
 */
export async function removeUser(
	api: ApiClient,
	target: Target,
	version: 'v1' | 'v2',
): Promise<boolean> {
	const { segment, subjects } = target;
	const call: ApiCall = {
		method: 'DELETE',
		path: [version, 'user', segment],
		accept: [404],
		step: STEPS.deleteUser,
		permission: ADMINISTRATOR,
		subjects,
	};
	const answer = await api.send(call);
	if (answer.ok) return false;
	if ((await findUser(api, target)) === undefined) return true;
	throw serviceError(
		api.run.node,
		{
			message: `emnify does not delete user '${segment}' by the call of this version`,
			description:
				'The user is there, and nothing was changed. Choose the other value of the parameter API Version.',
			statusCode: answer.status,
			effect: 'notDone',
		},
		api.itemIndex,
	);
}
