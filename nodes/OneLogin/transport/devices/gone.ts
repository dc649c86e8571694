import { serviceError } from '../../../shared/errors';
import type { HttpAnswer } from '../../../shared/http/answer';
import type { ApiCall } from '../../../shared/http/call';
import type { ApiClient } from '../../../shared/http/client';
import { getUser } from '../users';
import type { DeviceRow } from './dialect';

/**
 * Makes sure that a device which "could not be found" is gone: the same words may mean that the
 * user does not exist, or that the address was wrong.
 *
 * @throws NodeApiError when the user does not exist, or when the device is still listed: then
 * nothing is known of it, since lists may show for minutes what was removed before
 */
export async function confirmGone(
	api: ApiClient,
	call: ApiCall,
	answer: HttpAnswer,
	list: () => Promise<DeviceRow[]>,
): Promise<void> {
	const [user, device] = (call.subjects ?? []).map(({ value }) => value);
	await getUser(api, user ?? '');
	const isListed = (await list()).some(({ device_id: id }) => id === device);
	if (!isListed) return;
	const refusal = await api.refusal(answer, call);
	throw serviceError(
		api.run.node,
		{
			message: `OneLogin does not find the device '${device ?? ''}', but still lists it`,
			description: `It may be gone and shown for some minutes more: list the devices again later. ${refusal.description ?? ''}`,
			statusCode: answer.status,
			effect: 'unknown',
		},
		api.itemIndex,
	);
}
