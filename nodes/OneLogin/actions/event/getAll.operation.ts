import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { listFields, wantedCount } from '../../../shared/fields/list';
import { pick, simplifyField } from '../../../shared/fields/simplify';
import type { Query } from '../../../shared/http/query';
import type { Item } from '../../../shared/item';
import type { Operation } from '../../../shared/operation';
import { collect } from '../../../shared/paging';
import { utcTime } from '../../fields/time';
import { userField, userOf } from '../../fields/user';
import { eventPages } from '../../transport/events';
import { idOf } from '../../transport/shapes';
import { eventTypeName, eventTypeOptions } from './types';

const SIMPLE_EVENT = [
	'created_at',
	'event_type_id',
	'user_name',
	'actor_user_name',
	'actor_system',
	'ipaddr',
	'otp_device_name',
	'notes',
	'error_description',
] as const;

const eventsOf: INodeProperties = {
	displayName: 'Events Of',
	name: 'eventsOf',
	type: 'options',
	options: [
		{ name: 'All Users', value: 'all' },
		{ name: 'One User', value: 'user' },
	],
	default: 'all',
	description: 'Whose events: the user acted upon, not the one who acted',
};

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [
		{
			displayName: 'Event Type IDs',
			name: 'otherTypes',
			type: 'string',
			default: '',
			placeholder: 'e.g. 5,6',
			description: 'Further types by number, with commas between them',
		},
		{
			displayName: 'Event Types',
			name: 'types',
			type: 'multiOptions',
			options: eventTypeOptions,
			default: [],
			description: 'Types around MFA and the end of access',
		},
		{
			displayName: 'Since',
			name: 'since',
			type: 'dateTime',
			default: '',
			description: 'At or after this time',
		},
		{
			displayName: 'Sort',
			name: 'sort',
			type: 'options',
			options: [
				{ name: 'Newest First', value: '-created_at' },
				{ name: 'Oldest First', value: '+created_at' },
			],
			default: '-created_at',
			description: 'In which order. Without it the order is up to OneLogin.',
		},
		{
			displayName: 'Until',
			name: 'until',
			type: 'dateTime',
			default: '',
			description: 'At or before this time',
		},
	],
};

export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		description:
			"List events of the account's log: devices added and removed, challenges, suspensions. The latest may be missing for a while.",
		action: 'Get many events',
	},
	effect: 'read',
	fields: [
		eventsOf,
		{ ...userField, displayOptions: { show: { eventsOf: ['user'] } } },
		...listFields,
		simplifyField,
		filters,
	],

	async execute(item) {
		const wanted = wantedCount(item);
		const simplify = item.flag('simplify');
		const query = queryOf(item);
		const userId =
			item.oneOf('eventsOf', ['all', 'user']) === 'user' ? await userOf(item) : undefined;
		const events = await collect(eventPages(item.api, { ...query, user_id: userId }, wanted));
		return events.map(simplify ? simpleEvent : wholeEvent);
	},
};

function queryOf(item: Item): Query {
	const given = item.collection('filters');
	return {
		event_type_id: typesOf(item, given),
		since: timeOf(item, given.since, 'Since'),
		until: timeOf(item, given.until, 'Until'),
		sort: item.asText(given.sort, 'Sort') || undefined,
	};
}

/** An empty filter is refused, never left out: left out it would mean every event. */
function typesOf(item: Item, given: IDataObject): string | undefined {
	if (given.types === undefined && given.otherTypes === undefined) return undefined;
	const typed = item.asText(given.otherTypes, 'Event Type IDs').replace(/\s/g, '');
	const ids = [
		...typeIds(item, 'Event Types', given.types ?? []),
		...typeIds(item, 'Event Type IDs', typed === '' ? [] : typed.split(',')),
	];
	if (ids.length === 0) throw refusedTypes(item, "The filter 'Event Types' is empty");
	return [...new Set(ids)].join(',');
}

function typeIds(item: Item, label: string, given: unknown): string[] {
	const list: unknown[] = Array.isArray(given) ? given : given === '' ? [] : [undefined];
	const ids = list.map((id) =>
		typeof id === 'number' || typeof id === 'string' ? String(id) : '',
	);
	if (ids.every((id) => /^[0-9]{1,9}$/.test(id))) return ids;
	throw refusedTypes(item, `The filter '${label}' is not a list of numbers`);
}

function refusedTypes(item: Item, message: string) {
	return item.refuse(
		message,
		'Nothing was sent. Choose a type, give numbers with commas between them, or remove the filter.',
	);
}

function timeOf(item: Item, value: unknown, label: string): string | undefined {
	if (value !== '') return utcTime(item, value, label);
	throw item.refuse(
		`The filter '${label}' is empty`,
		'Nothing was sent. Give it a value or remove it.',
	);
}

/** An event as OneLogin gives it, its own ids as text. */
function wholeEvent(event: IDataObject): IDataObject {
	const ids = ['id', 'user_id', 'actor_user_id', 'otp_device_id'].flatMap((name) =>
		idOf(event[name]) === '' ? [] : [[name, idOf(event[name])]],
	);
	return {
		...event,
		...(Object.fromEntries(ids) as IDataObject),
		event_type_name: eventTypeName(event.event_type_id),
	};
}

function simpleEvent(event: IDataObject): IDataObject {
	const whole = wholeEvent(event);
	return {
		...pick(whole, ['id']),
		...pick(whole, SIMPLE_EVENT),
		...pick(whole, ['event_type_name', 'user_id', 'actor_user_id', 'otp_device_id']),
	};
}
