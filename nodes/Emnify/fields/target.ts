import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../../shared/item';
import { myOwnUser, type Target } from '../transport/target';
import { userField, userOf } from './user';

/** Whose keys or devices: those of the user who signed in, or another user's. */
export const targetFields: INodeProperties[] = [
	{
		displayName: 'Target',
		name: 'target',
		type: 'options',
		options: [
			{
				name: 'Another User',
				value: 'anotherUser',
				description: 'A user of the organisation. Needs the role Administrator.',
			},
			{
				name: 'My Own User',
				value: 'myOwnUser',
				description: 'The user who signed in. Needs a credential with user credentials.',
			},
		],
		default: 'anotherUser',
		description: 'Whose they are',
	},
	{ ...userField, displayOptions: { show: { target: ['anotherUser'] } } },
];

/** Whom the item is about, and the right to work on that user alone. */
export async function targetOf(item: Item): Promise<Target> {
	return item.oneOf('target', ['anotherUser', 'myOwnUser']) === 'myOwnUser'
		? await ownUserOf(item)
		: await userOf(item);
}

/** The user who signed in, and the right to work on that user alone. */
export async function ownUserOf(item: Item): Promise<Target> {
	item.identity.user = 'myOwnUser';
	await item.alone('own user');
	return await myOwnUser(item.run);
}
