import type { User } from './model';
import type { OneLoginSettings } from './settings';

type Query = Record<string, string | string[]>;

const TEXT_FILTERS = [
	'email',
	'username',
	'firstname',
	'lastname',
	'samaccountname',
	'external_id',
] as const;
const NUMBER_FILTERS = ['directory_id', 'group_id'] as const;
const TIME_FILTERS = ['created', 'updated', 'last_login'] as const;

/** Names of all query parameters that select users, in API v2. */
export const FILTER_NAMES: readonly string[] = [
	...TEXT_FILTERS,
	...NUMBER_FILTERS,
	...TIME_FILTERS.flatMap((name) => [`${name}_since`, `${name}_until`]),
	'user_ids',
	'app_id',
];

/** The users that match every filter of the query; `*` stands for any text. */
export function filterUsers(
	users: Iterable<User>,
	query: Query,
	settings: OneLoginSettings,
): User[] {
	const text = (name: string) => (typeof query[name] === 'string' ? query[name] : '');
	return [...users].filter(
		(user) =>
			TEXT_FILTERS.every((name) => matches(user[name], text(name), settings)) &&
			NUMBER_FILTERS.every((name) => text(name) === '' || user[name] === Number(text(name))) &&
			TIME_FILTERS.every((name) => isWithin(user, name, text)) &&
			isOneOf(user, text('user_ids')) &&
			text('app_id') === '',
	);
}

function matches(value: string | null, wanted: string, settings: OneLoginSettings): boolean {
	if (wanted === '') return true;
	const source = wanted
		.split('*')
		.map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
		.join('.*');
	const flags = settings.caseSensitiveFilters ? 's' : 'is';
	return new RegExp(`^${source}$`, flags).test(value ?? '');
}

function isWithin(
	user: User,
	name: (typeof TIME_FILTERS)[number],
	text: (name: string) => string,
): boolean {
	const value = name === 'last_login' ? user.last_login : user[`${name}_at`];
	const since = text(`${name}_since`);
	const until = text(`${name}_until`);
	if (since === '' && until === '') return true;
	if (value === null) return false;
	return (since === '' || value >= since) && (until === '' || value <= until);
}

function isOneOf(user: User, ids: string): boolean {
	return ids === '' || ids.split(',').includes(String(user.id));
}
