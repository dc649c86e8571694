import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../../../shared/item';
import { now } from '../../../shared/time';
import { criteria } from '../../fields/filter';
import { MOST_TYPES } from '../../transport/events';

const DAY_MS = 86_400_000;
/** emnify keeps events for 30 days. */
const HISTORY_MS = 30 * DAY_MS;

/** Event types about sign-in, MFA and users (emnify developer documentation, Event types). */
const EVENT_TYPES = [
	{ name: 'Application Authentication Failed', value: 7 },
	{ name: 'Multi-Factor Authentication', value: 14 },
	{ name: 'OpenVPN Authentication', value: 30 },
	{ name: 'Support Access', value: 13 },
	{ name: 'User Authentication Failed', value: 6 },
	{ name: 'User Deleted', value: 46 },
	{ name: 'User Switched Workspaces', value: 67 },
	{ name: 'User Verified', value: 41 },
];

export const eventFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'From',
			name: 'from',
			type: 'dateTime',
			default: '',
			description: 'Only events since then. emnify keeps events for 30 days.',
		},
		{
			displayName: 'Other Type IDs',
			name: 'otherTypes',
			type: 'string',
			default: '',
			placeholder: 'e.g. 4,8',
			description: 'IDs of further event types, parted by commas',
		},
		{
			displayName: 'Types',
			name: 'types',
			type: 'multiOptions',
			options: EVENT_TYPES,
			default: [14],
			description: 'Kinds of events. With Other Type IDs, at most six.',
		},
		{
			displayName: 'Until',
			name: 'until',
			type: 'dateTime',
			default: '',
			description: 'Only events until then. Left out while From is set, it is now.',
		},
	],
};

/**
 * The filter of the item in emnify's form. `from` and `until` are valid together only, and types
 * are told by number.
 */
export function eventQuery(item: Item): string | undefined {
	const { from, until, types, otherTypes } = item.collection('filters');
	const ids = typeIds(item, types, otherTypes);
	const last = until === undefined ? undefined : timeOf(item, until, 'Until');
	const first = from === undefined ? undefined : timeOf(item, from, 'From');
	if (first !== undefined && first > (last ?? now())) {
		throw item.refuse(
			"The filter 'From' lies after the end of the time",
			"Nothing was sent. Check the filters 'From' and 'Until'.",
		);
	}
	const end = last ?? (first === undefined ? undefined : now());
	const start = first ?? (end === undefined ? undefined : end - HISTORY_MS);
	return criteria({
		type: ids.length === 0 ? undefined : ids.join('|'),
		from: start === undefined ? undefined : seconds(start),
		until: end === undefined ? undefined : seconds(end),
	});
}

function typeIds(item: Item, types: unknown, otherTypes: unknown): string[] {
	const chosen = Array.isArray(types) ? types.map(String) : [];
	const typed =
		otherTypes === undefined ? [] : item.asText(otherTypes, 'Other Type IDs').split(',');
	const ids = [...new Set([...chosen, ...typed.map((id) => id.trim())])];
	const wrong = ids.find((id) => !/^[0-9]{1,9}$/.test(id));
	if ((types !== undefined || otherTypes !== undefined) && (ids.length === 0 || wrong === '')) {
		const filter = otherTypes === undefined ? 'Types' : 'Other Type IDs';
		throw item.refuse(
			`The filter '${filter}' is empty`,
			'Nothing was sent, since without it events of every type would match. Choose a type or remove the filter.',
		);
	}
	if (wrong !== undefined) {
		throw item.refuse(
			`The filter 'Other Type IDs' holds what is no number: '${wrong.slice(0, 50)}'`,
			'Nothing was sent. Event types are told by number, e.g. 14.',
		);
	}
	if (ids.length <= MOST_TYPES) return ids;
	throw item.refuse(
		`emnify filters by ${MOST_TYPES} event types at most, and ${ids.length} are chosen`,
		'Nothing was sent. Choose fewer, or split them over two nodes.',
	);
}

function timeOf(item: Item, value: unknown, label: string): number {
	const time = Date.parse(item.asText(value, label));
	if (!Number.isNaN(time)) return time;
	throw item.refuse(
		`The filter '${label}' is not a date and time`,
		'Nothing was sent. Give it as 2026-11-01T00:00:00Z.',
	);
}

/** `YYYY-MM-DDTHH:mm:ssZ`, in UTC. */
function seconds(time: number): string {
	return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
