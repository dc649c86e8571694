import { listOrId } from '../../shared/fields/locator';
import type { Item } from '../../shared/item';
import { checkDeviceId, checkFactorId } from './ids';

/** Things of the chosen user, picked from that user's list or by ID. */

export const deviceField = listOrId({
	displayName: 'Device',
	name: 'deviceId',
	description: 'One of the devices of the chosen user: a factor that was enrolled',
	search: 'searchDevices',
	example: '525509',
});

export const factorField = listOrId({
	displayName: 'Factor',
	name: 'factorId',
	description: 'One of the factors that the chosen user can still enroll. IDs differ per account.',
	search: 'searchFactors',
	example: '16282',
});

/** @param allowTemporary whether the device of a temporary MFA token may be meant */
export function deviceOf(item: Item, allowTemporary = false): string {
	const { value } = item.picked(deviceField.name);
	item.identity.deviceId = value;
	return checkDeviceId(item, value, allowTemporary);
}

export function factorOf(item: Item): string {
	return checkFactorId(item, item.picked(factorField.name).value);
}
