import { attempt, detailsOf, means, serviceError } from '../../shared/errors';
import type { ApiCall } from '../../shared/http/call';
import type { ApiClient } from '../../shared/http/client';
import { remove } from '../../shared/notFound';
import { ADMINISTRATOR } from './permissions';
import { STEPS } from './refusedChange';
import type { Target } from './target';
import { findUser } from './users';

/**
 * Deletes a user. emnify API, DELETE /api/v2/user/{user_id}, and the deprecated call of version 1.
 *
 * Where it is not emnify's own word that the user is not there, the user is read: one who can be read
 * is there, and it is the call that the service does not know.
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
		step: STEPS.deleteUser,
		permission: ADMINISTRATOR,
		subjects,
	};
	const { node } = api.run;
	const tried = await attempt(node, api.itemIndex ?? 0, async () => await remove(api, call));
	if (!tried.error) return tried.value;
	const { statusCode } = detailsOf(tried.error);
	if (!means(tried.error, 'service') || statusCode !== 404) throw tried.error;
	// A call that the service does not know is answered by the gateway before it, or names nothing.
	if ((await findUser(api, target)) === undefined) return true;
	throw serviceError(
		node,
		{
			meaning: 'service',
			message: `emnify does not delete user '${segment}' by the call of this version`,
			description:
				'The user is there, and nothing was changed. Choose the other value of the parameter API Version.',
			statusCode,
			effect: 'notDone',
		},
		api.itemIndex,
	);
}
