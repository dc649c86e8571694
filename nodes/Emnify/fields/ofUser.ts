import { listOrId } from '../../shared/fields/locator';
import type { Item } from '../../shared/item';
import { checkedId } from '../transport/ids';

/** Things picked from a list of the service or by ID. */

export const keyField = listOrId({
	displayName: 'MFA Key',
	name: 'keyId',
	description: 'One of the MFA keys of the chosen user',
	search: 'searchKeys',
	example: '717',
});

export const ownKeyField = listOrId({
	displayName: 'MFA Key',
	name: 'keyId',
	description: 'One of your own MFA keys, as Create gave it out',
	search: 'searchOwnKeys',
	example: '717',
});

export const deviceField = listOrId({
	displayName: 'Trusted Device',
	name: 'deviceId',
	description: 'One of the trusted devices of the chosen user',
	search: 'searchDevices',
	example: '16',
});

export const roleField = listOrId({
	displayName: 'Role',
	name: 'roleId',
	description: 'One of the roles of the chosen user',
	search: 'searchRoles',
	example: '2',
});

export const applicationTokenField = listOrId({
	displayName: 'Application Token',
	name: 'applicationTokenId',
	description: 'One of the application tokens of the organisation',
	search: 'searchApplicationTokens',
	example: '12',
});

/** The id that the item gives to one of these fields, checked; it is given out with an error. */
export function pickedId(item: Item, field: { name: string; displayName: string }): string {
	const id = checkedId(item, item.picked(field.name).value, field.displayName);
	item.identity[field.name] = id;
	return id;
}
