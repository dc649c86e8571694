import type { Operation } from '../../../shared/operation';
import { userField, userOf } from '../../fields/user';
import { removeUser } from '../../transport/removeUser';

export const deleteOne: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		description:
			'Delete a user. It cannot be undone; suspending can. Application tokens that the user created and access tokens already given out may stay valid.',
		action: 'Delete user',
	},
	effect: 'change',
	irreversible: true,
	fields: [
		userField,
		{
			displayName: 'API Version',
			name: 'apiVersion',
			type: 'options',
			options: [
				{ name: 'Version 1 (Deprecated)', value: 'v1' },
				{ name: 'Version 2', value: 'v2' },
			],
			default: 'v2',
			description: 'Which of the two calls of emnify to use',
		},
	],

	async execute(item) {
		const version = item.oneOf('apiVersion', ['v1', 'v2']);
		const target = await userOf(item);
		const gone = await removeUser(item.api, target, version);
		return gone
			? {
					deleted: false,
					alreadyGone: true,
					note: 'There is no such user now where the credential reaches',
					...target.about,
				}
			: { deleted: true, ...target.about };
	},
};
