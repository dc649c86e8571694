import type { INodeProperties } from 'n8n-workflow';

import type { Query } from '../../shared/http/query';
import type { Item } from '../../shared/item';
import { utcTime } from './time';

interface Filter {
	label: string;
	/** Name at OneLogin. */
	query: string;
	kind: 'text' | 'id' | 'time';
	description: string;
	placeholder?: string;
}

const WILDCARD = 'The whole value, or with * for any text';

/** OneLogin API v2, GET /api/2/users. */
const FILTERS: Record<string, Filter> = {
	appId: { label: 'App ID', query: 'app_id', kind: 'id', description: 'Users who have the app' },
	createdSince: time('Created Since', 'created_since', 'Created at or after'),
	createdUntil: time('Created Until', 'created_until', 'Created at or before'),
	directoryId: {
		label: 'Directory ID',
		query: 'directory_id',
		kind: 'id',
		description: 'Users of the directory',
	},
	email: text('Email', 'email', 'e.g. ana@example.com'),
	externalId: text('External ID', 'external_id'),
	firstname: text('First Name', 'firstname'),
	groupId: {
		label: 'Group ID',
		query: 'group_id',
		kind: 'id',
		description: 'Users of the group. Not in every edition of the documentation.',
	},
	lastLoginSince: time('Last Login Since', 'last_login_since', 'Logged in last at or after'),
	lastLoginUntil: time('Last Login Until', 'last_login_until', 'Logged in last at or before'),
	lastname: text('Last Name', 'lastname'),
	samaccountname: text('SAM Account Name', 'samaccountname'),
	updatedSince: time('Updated Since', 'updated_since', 'Updated at or after'),
	updatedUntil: time('Updated Until', 'updated_until', 'Updated at or before'),
	userIds: {
		label: 'User IDs',
		query: 'user_ids',
		kind: 'text',
		description: 'IDs with commas between them',
		placeholder: 'e.g. 60308064,60308065',
	},
	username: text('Username', 'username', 'e.g. ana.martin'),
};

export const userFiltersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: Object.entries(FILTERS).map(([name, filter]) => ({
		displayName: filter.label,
		name,
		type: filter.kind === 'time' ? 'dateTime' : 'string',
		default: '',
		description: filter.description,
		...(filter.placeholder && { placeholder: filter.placeholder }),
	})),
};

/** An empty filter is refused, never left out: left out it would mean everybody. */
export function userFilters(item: Item): Query {
	const given = item.collection('filters');
	const query: Query = {};
	for (const [name, { label, query: parameter, kind }] of Object.entries(FILTERS)) {
		if (given[name] === undefined) continue;
		const value = item.asText(given[name], label);
		if (value === '') {
			throw item.refuse(
				`The filter '${label}' is empty`,
				'Nothing was sent, since without it every user would match. Give it a value or remove it.',
			);
		}
		if (kind === 'id' && !/^[0-9]{1,18}$/.test(value)) {
			throw item.refuse(
				`The filter '${label}' is not a whole number`,
				'Nothing was sent. Check the value or the expression of the filter.',
			);
		}
		query[parameter] = kind === 'time' ? utcTime(item, value, label) : value;
	}
	return query;
}

function text(label: string, query: string, placeholder?: string): Filter {
	return { label, query, kind: 'text', description: WILDCARD, placeholder };
}

function time(label: string, query: string, description: string): Filter {
	return { label, query, kind: 'time', description };
}
