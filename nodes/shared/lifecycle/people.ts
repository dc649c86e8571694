import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../item';
import type { Person } from './step';

/** Ids and emails in the Protected Users field: one per line, or separated by commas. */
export function protectedUsers(item: Item): ReadonlySet<string> {
	const given = item.collection('lifecycleOptions').protectedUsers;
	const list: unknown[] = Array.isArray(given)
		? given
		: item.asText(given, 'Protected Users').split(/[\n,;]+/);
	return new Set(
		list.map((one) => item.asText(one, 'Protected Users').toLowerCase()).filter(Boolean),
	);
}

/** True when the user stands in the list, by id or by email. Case does not matter. */
export function isProtected(user: Person, list: ReadonlySet<string>): boolean {
	const names = [user.id, user.email ?? ''].map((name) => name.toLowerCase());
	return names.some((name) => name !== '' && list.has(name));
}

/** The options that steps may read. */
export function stepOptions(item: Item): IDataObject {
	return item.collection('lifecycleOptions');
}
