import { attempt, detailsOf, isUndecided, means, serviceError } from '../../shared/errors';
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
	if (!means(tried.error, 'service')) throw tried.error;
	if (!isUndecided(tried.error)) {
		// A call that the service does not know is answered by the gateway before it, as a wrong address is.
		const { error } = tried;
		error.description = `${error.description ?? ''} ${OTHER_VERSION}`.trim();
		throw error;
	}
	const details = detailsOf(tried.error);
	const wasSent = details.effect === 'unknown';
	if ((await findUser(api, target)) === undefined) return !wasSent;
	if (wasSent) throw tried.error;
	throw serviceError(
		node,
		{
			meaning: 'service',
			message: `emnify does not delete user '${segment}' by the call of this version`,
			description: `The user is there, and nothing was changed. ${OTHER_VERSION}`,
			statusCode: details.statusCode,
			effect: 'notDone',
		},
		api.itemIndex,
	);
}

const OTHER_VERSION =
	'It may be that emnify does not know the call of this version: choose the other value of the parameter API Version.';
