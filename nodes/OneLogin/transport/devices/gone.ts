import { attempt, detailsOf, isUndecided, means, serviceError } from '../../../shared/errors';
import type { ApiCall } from '../../../shared/http/call';
import type { ApiClient } from '../../../shared/http/client';
import { getUser } from '../users';
import type { DeviceRow } from './dialect';

/**
 * Deletes a device. Where OneLogin answers that it could not find it, the user and the devices are
 * read: the same words may mean that the user does not exist, or that the address was wrong.
 *
 * @returns true when it was gone before; false when this call deleted it, in an earlier sending too
 * @throws NodeApiError when the user does not exist, or when the device is still listed: then
 * nothing is known of it, since lists may show for minutes what was removed before
 */
export async function removeDevice(
	api: ApiClient,
	call: ApiCall,
	list: () => Promise<DeviceRow[]>,
): Promise<boolean> {
	const { node } = api.run;
	const { error } = await attempt(
		node,
		api.itemIndex ?? 0,
		async () => await api.send({ ...call, deletesOne: true }),
	);
	if (error === undefined) return false;
	if (!means(error, 'gone') && !isUndecided(error)) throw error;

	const [user, device] = (call.subjects ?? []).map(({ value }) => value);
	await getUser(api, user ?? '');
	const isListed = (await list()).some(({ device_id: id }) => id === device);
	// An earlier sending of this very call got no clear answer: it deleted what is gone now.
	if (!isListed) return detailsOf(error).effect !== 'unknown';
	throw serviceError(
		node,
		{
			meaning: 'service',
			message: `OneLogin does not find the device '${device ?? ''}', but still lists it`,
			description: `It may be gone and shown for some minutes more: list the devices again later. ${error.description ?? ''}`,
			statusCode: detailsOf(error).statusCode,
			effect: 'unknown',
		},
		api.itemIndex,
	);
}
