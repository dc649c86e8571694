import { detailsOf } from '../../shared/errors';
import type { ApiClient } from '../../shared/http/client';
import { deviceDialect, type ApiVersion } from './devices';
import { distinct } from './devices/bothVersions';
import type { DeviceRow } from './devices/dialect';
import { textOf } from './shapes';

/** What became of one device. */
export type DeviceRemoval = {
	deviceId: string;
	factor: string;
	name: string;
	apiVersion: ApiVersion;
	result: 'removed' | 'alreadyGone' | 'stillListed' | 'failed' | 'unknown';
	reason?: string;
};

/** What was done, and why the last look could not be had, if it could not. */
export interface DeviceRemovals {
	devices: DeviceRemoval[];
	notChecked?: string;
}

/**
 * Removes every device that the interface shows, and looks again afterwards.
 *
 * Version 1 lists pending devices too, version 2 active ones only, and neither lists WebAuthn,
 * security questions or certificates. Whether both give a device the same id is not documented: so
 * what version 1 lists is removed through version 1, and what version 2 still lists after that
 * through version 2. A device listed twice (a push and a code of one app) is removed once.
 *
 * @throws NodeApiError when one of the two lists cannot be read; nothing was removed then
 */
export async function removeAllDevices(api: ApiClient, userId: string): Promise<DeviceRemovals> {
	const listed1 = await list(api, userId, 1);
	const listed2 = await list(api, userId, 2);
	if (listed1.length + listed2.length === 0) return { devices: [] };

	const devices = await removeEach(api, userId, listed1, 1);
	try {
		const tried = idsOf(listed1);
		const left2 = (await list(api, userId, 2)).filter(({ device_id: id }) => !tried.has(id));
		devices.push(...(await removeEach(api, userId, left2, 2)));
		const left = {
			1: idsOf(await list(api, userId, 1)),
			2: idsOf(await list(api, userId, 2)),
		};
		const settledDevices = devices.map((device) => settled(device, left[device.apiVersion]));
		return { devices: [...settledDevices, ...unexpected(devices, left)] };
	} catch (error) {
		// What was removed must not be lost because the look afterwards failed.
		return { devices, notChecked: reasonOf(error) };
	}
}

async function removeEach(
	api: ApiClient,
	userId: string,
	devices: readonly DeviceRow[],
	apiVersion: ApiVersion,
): Promise<DeviceRemoval[]> {
	const removals: DeviceRemoval[] = [];
	for (const device of distinct(devices)) {
		const about = {
			deviceId: device.device_id,
			factor: textOf(device.auth_factor_name),
			name: textOf(device.user_display_name),
			apiVersion,
		};
		try {
			const gone = await deviceDialect(apiVersion).remove(api, userId, device.device_id);
			removals.push({ ...about, result: gone ? 'alreadyGone' : 'removed' });
		} catch (error) {
			const isOpen = detailsOf(error).effect === 'unknown';
			removals.push({
				...about,
				result: isOpen ? 'unknown' : 'failed',
				reason: reasonOf(error),
			});
		}
	}
	return removals;
}

/** What the last look says about a removal: it settles those whose answer was lost. */
function settled(removal: DeviceRemoval, left: ReadonlySet<string>): DeviceRemoval {
	const isLeft = left.has(removal.deviceId);
	if (removal.result === 'unknown') return { ...removal, result: isLeft ? 'failed' : 'removed' };
	if (removal.result === 'failed' || !isLeft) return removal;
	return {
		...removal,
		result: 'stillListed',
		reason: 'OneLogin took the removal but still lists the device',
	};
}

/** Devices that are listed now and were not before, e.g. enrolled meanwhile. */
function unexpected(
	removals: readonly DeviceRemoval[],
	left: Readonly<Record<ApiVersion, ReadonlySet<string>>>,
): DeviceRemoval[] {
	const known = new Set(removals.map(({ deviceId }) => deviceId));
	const fresh = new Map<string, ApiVersion>();
	for (const id of left[2]) if (!known.has(id)) fresh.set(id, 2);
	for (const id of left[1]) if (!known.has(id)) fresh.set(id, 1);
	return [...fresh].map(([deviceId, apiVersion]) => ({
		deviceId,
		factor: '',
		name: '',
		apiVersion,
		result: 'stillListed' as const,
		reason: 'It was not there before: somebody may have enrolled it meanwhile',
	}));
}

function idsOf(devices: readonly DeviceRow[]): Set<string> {
	return new Set(devices.map(({ device_id: id }) => id));
}

async function list(api: ApiClient, userId: string, version: ApiVersion): Promise<DeviceRow[]> {
	return await deviceDialect(version).devices(api, userId);
}

function reasonOf(error: unknown): string {
	return error instanceof Error ? error.message : 'unknown reason';
}
