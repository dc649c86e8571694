import type { INodeProperties } from 'n8n-workflow';

import { checkEmail, soleMatch } from '../../shared/exactMatch';
import type { Item } from '../../shared/item';
import { usersWith, type FoundUser, type LookupField } from '../transport/users';
import { checkUserId } from './ids';

/** The user that an operation is about: from a searchable list, by ID, by email or by username. */
export const userField: INodeProperties = {
	displayName: 'User',
	name: 'userId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The user to work on. By email or username, exactly one user must have it.',
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
			placeholder: 'e.g. 60308064',
		},
		{
			displayName: 'By Email',
			name: 'email',
			type: 'string',
			placeholder: 'e.g. ana@example.com',
		},
		{
			displayName: 'By Username',
			name: 'username',
			type: 'string',
			placeholder: 'e.g. ana.martin',
		},
	],
};

/**
 * The id of the user that the item names, and the right to work on that user alone.
 *
 * @throws NodeOperationError when the value is no id, email or username, or when no user or several
 * users have it
 */
export async function userOf(item: Item): Promise<string> {
	const { mode, value } = item.picked('userId');
	item.identity.user = value;
	await item.alone(`typed ${value.toLowerCase()}`);
	const id =
		mode === 'email' || mode === 'username'
			? soleMatch(item, 'User', value, await usersNamed(item, mode, value)).id
			: checkUserId(item, value);
	await item.alone(`user ${id}`);
	return id;
}

/**
 * All users with this email or username, compared exactly but for case.
 *
 * @throws NodeOperationError when the value is no email, or could select many
 */
export async function usersNamed(
	item: Item,
	field: LookupField,
	value: string,
): Promise<FoundUser[]> {
	if (field === 'email') checkEmail(item, value, 'User');
	if (value.includes('*')) {
		throw item.refuse(
			`The parameter 'User' holds a wildcard: '${value.slice(0, 100)}'`,
			"Nothing was sent, since * stands for any text at OneLogin and many users could match. Give the whole email or username, or choose 'By ID'.",
		);
	}
	return await usersWith(item.api, field, value);
}
