import type { HttpAnswer } from '../../../shared/http/answer';
import type { ApiCall } from '../../../shared/http/call';
import type { ApiClient } from '../../../shared/http/client';
import { getUser } from '../users';
import type { DeviceRow } from './dialect';

/**
 * Makes sure that a device which "could not be found" is gone: the same words may mean that the
 * user does not exist, or that the address was wrong.
 *
 * @throws NodeApiError when the user does not exist, or when the device is still listed
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
	if (isListed) throw await api.refusal(answer, call);
}
