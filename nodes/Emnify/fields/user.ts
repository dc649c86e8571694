import type { INodeProperties } from 'n8n-workflow';

import { checkEmail, soleMatch } from '../../shared/exactMatch';
import type { Item } from '../../shared/item';
import type { UserNameForms } from '../../shared/lifecycle';
import { checkedId, readId } from '../transport/ids';
import { anotherUser, type Target } from '../transport/target';
import { usersByUsername } from '../transport/users';

/** The user that an operation is about: from a searchable list, by ID, or by username. */
export const userField: INodeProperties = {
	displayName: 'User',
	name: 'userId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The user to work on. By username, exactly one user must have it.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchUsers', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 176257' },
		{
			displayName: 'By Username',
			name: 'username',
			type: 'string',
			placeholder: 'e.g. ana@example.com',
		},
	],
};

/**
 * The user that the item names, and the right to work on that user alone.
 *
 * @throws NodeOperationError when the value is no id or email, or no or several users have it
 */
export async function userOf(item: Item): Promise<Target> {
	const picked = item.picked('userId');
	item.identity.user = picked.value;
	await item.alone(`typed ${picked.value.toLowerCase()}`);
	const id =
		picked.mode === 'username'
			? await idByUsername(item, picked.value)
			: checkId(item, picked.value);
	await item.alone(`user ${id}`);
	return anotherUser(id);
}

async function idByUsername(item: Item, username: string): Promise<string> {
	checkEmail(item, username, 'User');
	return soleMatch(item, 'User', username, await usersByUsername(item.api, username)).id;
}

/** How emnify's users are named beside their usernames, which are emails. */
export const userNames: UserNameForms = {
	isId: (text) => readId(text) !== undefined,
	exampleId: '176257',
};

/** A user's id, checked before anything is sent. */
export function checkId(item: Item, value: string): string {
	if (!value.includes('@')) return checkedId(item, value, 'User');
	throw item.refuse(
		`The parameter 'User' is not an emnify ID: '${value.slice(0, 100)}'`,
		"Nothing was sent. It looks like an email: choose 'By Username'.",
	);
}
