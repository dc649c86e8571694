import { factorKind } from '../factorKinds';
import { textOf } from '../shapes';
import type { DeviceRow } from './dialect';

/** A device of push and code is listed twice by API v1; here each device stands once. */
export function distinct(devices: readonly DeviceRow[]): DeviceRow[] {
	return [...new Map(devices.map((device) => [device.device_id, device])).values()];
}

/**
 * What version 2 lists and version 1 does not. Whether both give a device the same id is not
 * documented, so of the rest a device of version 2 is also taken for one of version 1 that is
 * active and has the same factor and the same name, one for one.
 */
export function onlyInVersion2(
	listed1: readonly DeviceRow[],
	listed2: readonly DeviceRow[],
): DeviceRow[] {
	const devices1 = distinct(listed1);
	const devices2 = distinct(listed2);
	const ids1 = idsOf(devices1);
	const ids2 = idsOf(devices2);
	const unpaired = devices1
		.filter(({ device_id: id, active }) => !ids2.has(id) && active !== false)
		.map(likeness);
	return devices2.filter((device) => {
		if (ids1.has(device.device_id)) return false;
		const at = unpaired.indexOf(likeness(device));
		if (at >= 0) unpaired.splice(at, 1);
		return at < 0;
	});
}

function likeness(device: DeviceRow): string {
	const { auth_factor_name: name, user_display_name: label } = device;
	return JSON.stringify([factorKind(name).type, textOf(label)]);
}

function idsOf(devices: readonly DeviceRow[]): Set<string> {
	return new Set(devices.map(({ device_id: id }) => id));
}

/**
 * Version 2 may list a temporary MFA token as a device (API v2, Generate MFA Token, gives it such an
 * id). It is no factor that anybody enrolled.
 */
export function isTemporaryToken({ device_id: id }: DeviceRow): boolean {
	return id.startsWith('user_temp_otp_');
}
