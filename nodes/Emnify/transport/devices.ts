import type { IDataObject } from 'n8n-workflow';

import { detailsOf } from '../../shared/errors';
import type { ApiCall } from '../../shared/http/call';
import type { ApiClient } from '../../shared/http/client';
import { remove } from '../../shared/notFound';
import { idOutput, readId } from './ids';
import { rowsOf } from './lists';
import { STEPS } from './refusedChange';
import type { Target } from './target';

/** Answers of a service that does not know `my` in a path, and reads it as an id or as nothing. */
const UNKNOWN_PATH = [400, 404, 405];

/** What became of one device. */
export interface DeviceRemoval extends IDataObject {
	id: number | string;
	result: 'deleted' | 'alreadyGone' | 'failed' | 'unknown';
	reason?: string;
}

/**
 * A user's trusted devices, without paging. emnify API,
 * GET /api/v1/user/{user_id}/mfa/trusted_device. One's own are documented under two addresses, of
 * which the second is asked where the first is not known.
 */
export async function listDevices(api: ApiClient, target: Target): Promise<IDataObject[]> {
	const call = deviceCall(target, target.segment, 'GET');
	if (!target.own) return await rowsOf(api, call, await api.send(call));
	const answer = await api.send({ ...call, accept: UNKNOWN_PATH });
	if (answer.ok) return await rowsOf(api, call, answer);
	const short = deviceCall(target, undefined, 'GET');
	return await rowsOf(api, short, await api.send(short));
}

/**
 * Deletes one trusted device. emnify API,
 * DELETE /api/v1/user/{user_id}/mfa/trusted_device/{device_id}.
 *
 * A 404 need not say whether the device or the user is missing; the user's devices are read then.
 *
 * @returns true when it was gone already
 * @throws NodeApiError when the user does not exist, or the service refused
 */
export async function removeDevice(
	api: ApiClient,
	target: Target,
	deviceId: string,
): Promise<boolean> {
	const call = deviceCall(target, target.segment, 'DELETE', deviceId);
	const isListed = async () => {
		const left = await listDevices(api, target);
		return left.some(({ id }) => readId(id) === deviceId);
	};
	if (!target.own) return await remove(api, call, isListed);
	const answer = await api.send({ ...call, accept: UNKNOWN_PATH });
	if (answer.ok) return false;
	if (!(await isListed())) return true;
	await api.send(deviceCall(target, undefined, 'DELETE', deviceId));
	return false;
}

/** Removes all trusted devices of a user, one by one, and reports each. There is no call for all. */
export async function removeAllDevices(api: ApiClient, target: Target): Promise<DeviceRemoval[]> {
	const removals: DeviceRemoval[] = [];
	for (const device of await listDevices(api, target)) {
		removals.push(await removeReported(api, target, device));
	}
	return removals;
}

async function removeReported(
	api: ApiClient,
	target: Target,
	device: IDataObject,
): Promise<DeviceRemoval> {
	const id = readId(device.id);
	if (id === undefined) {
		return { id: '', result: 'failed', reason: 'emnify lists it without an ID' };
	}
	try {
		return {
			id: idOutput(id),
			result: (await removeDevice(api, target, id)) ? 'alreadyGone' : 'deleted',
		};
	} catch (error) {
		const reason = error instanceof Error ? error.message : 'unknown reason';
		const result = detailsOf(error).effect === 'unknown' ? 'unknown' : 'failed';
		return { id: idOutput(id), result, reason };
	}
}

/** @param segment user's id or `my`; left out for the short address of one's own devices */
function deviceCall(
	target: Target,
	segment: string | undefined,
	method: 'GET' | 'DELETE',
	deviceId?: string,
): ApiCall {
	const { permission, subjects } = target;
	const owner = segment === undefined ? [] : [segment];
	const device = deviceId === undefined ? [] : [deviceId];
	return {
		method,
		path: ['v1', 'user', ...owner, 'mfa', 'trusted_device', ...device],
		permission,
		subjects: [...subjects, ...device.map((value) => ({ parameter: 'Trusted Device', value }))],
		...(method === 'DELETE' && { step: STEPS.deleteDevice }),
	};
}
