import { listFields, wantedCount } from '../../../shared/fields/list';
import { pick, simplifyField } from '../../../shared/fields/simplify';
import type { Item } from '../../../shared/item';
import type { Operation } from '../../../shared/operation';
import { collect } from '../../../shared/paging';
import { quoteQuery, searchUsers } from '../../transport/users';
import { SIMPLE_USER } from './simple';

export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		description:
			'List users, those that match a search or many. New users may be missing for a moment.',
		action: 'Get many users',
	},
	effect: 'read',
	fields: [
		...listFields,
		simplifyField,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Blocked',
					name: 'blocked',
					type: 'boolean',
					default: true,
					description: 'Whether to give blocked users only, or those who are not blocked',
				},
				{
					displayName: 'Connection',
					name: 'connection',
					type: 'string',
					default: '',
					placeholder: 'e.g. Username-Password-Authentication',
					description: 'Name of the connection that the user belongs to',
				},
				{
					displayName: 'Email',
					name: 'email',
					type: 'string',
					default: '',
					placeholder: 'e.g. ana@example.com',
					description: 'The whole address, compared without case',
				},
				{
					displayName: 'Query',
					name: 'query',
					type: 'string',
					default: '',
					placeholder: 'e.g. email:"ana@example.com" AND logins_count:[100 TO *]',
					description: "Search in Auth0's Lucene query syntax",
				},
			],
		},
	],

	async execute(item) {
		const wanted = wantedCount(item);
		const simplify = item.flag('simplify');
		const users = await collect(searchUsers(item.api, queryOf(item), wanted));
		return simplify
			? users.map((user) => ({ ...pick(user, SIMPLE_USER), blocked: user.blocked === true }))
			: users;
	},
};

/** An empty filter is refused, never left out: left out it would mean everybody. */
function queryOf(item: Item): string {
	const filters = item.collection('filters');
	const given = (name: string, label: string) => {
		if (filters[name] === undefined) return undefined;
		const text = item.asText(filters[name], label);
		if (text !== '') return text;
		throw item.refuse(
			`The filter '${label}' is empty`,
			'Nothing was sent, since without it every user would match. Give it a value or remove it.',
		);
	};
	const email = given('email', 'Email');
	const connection = given('connection', 'Connection');
	const query = given('query', 'Query');
	const parts = [
		query && `(${query})`,
		email && `email:${quoteQuery(email)}`,
		connection && `identities.connection:${quoteQuery(connection)}`,
		filters.blocked === true && 'blocked:true',
		filters.blocked === false && 'NOT blocked:true',
	];
	return parts.filter(Boolean).join(' AND ');
}
