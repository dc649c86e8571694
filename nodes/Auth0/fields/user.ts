import type { INodeProperties } from 'n8n-workflow';

import { checkEmail, soleMatch } from '../../shared/exactMatch';
import type { Item } from '../../shared/item';
import type { UserNameForms } from '../../shared/lifecycle';
import { usersByEmail } from '../transport/users';

/** The user that an operation is about: from a searchable list, by ID, or by email. */
export const userField: INodeProperties = {
	displayName: 'User',
	name: 'userId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The user to work on. By email, exactly one user must have it.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchUsers', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. auth0|5f7c8ec7c33c6c004bbafe82',
		},
		{
			displayName: 'By Email',
			name: 'email',
			type: 'string',
			placeholder: 'e.g. ana@example.com',
		},
	],
};

/**
 * The id of the user that the item names, and the right to work on that user alone.
 *
 * @throws NodeOperationError when the value is no id or email, or the email has no or several users
 */
export async function userOf(item: Item): Promise<string> {
	const picked = item.picked('userId');
	item.identity.user = picked.value;
	await item.alone(`typed ${picked.value.toLowerCase()}`);
	const id =
		picked.mode === 'email' ? await idByEmail(item, picked.value) : checkId(item, picked.value);
	await item.alone(`user ${id}`);
	return id;
}

async function idByEmail(item: Item, email: string): Promise<string> {
	checkEmail(item, email, 'User');
	const users = await usersByEmail(item.api, email);
	return soleMatch(item, 'User', email, users).id;
}

/** The connection's strategy, a bar, and the id in it, which may hold blanks and bars of its own. */
const USER_ID = /^[\w.-]+\|[^*"<>`{}[\]]+$/;

/** How Auth0's users are named beside their emails. */
export const userNames: UserNameForms = {
	isId: (text) => USER_ID.test(text),
	exampleId: 'auth0|5f7c8ec7c33c6c004bbafe82',
};

/**
 * Refuses what is no user id. Auth0's user ids are `{provider}|{id}` (Auth0, Identify Users).
 */
export function checkId(item: Item, value: string): string {
	if (value.includes('|')) return value;
	throw item.refuse(
		`The parameter 'User' is not an Auth0 user ID: '${value.slice(0, 100)}'`,
		value.includes('@')
			? "Nothing was sent. It looks like an email: choose 'By Email'."
			: 'Nothing was sent. User IDs look like auth0|5f7c8ec7c33c6c004bbafe82, with the part before the bar.',
	);
}
