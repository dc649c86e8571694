import type { INodeProperties } from 'n8n-workflow';

import type { Query } from '../../../shared/http/query';
import type { Item } from '../../../shared/item';
import type { Operation } from '../../../shared/operation';
import { userField, userOf } from '../../fields/user';
import { setStatus, shownWithStatus, type ACTIVE, type SUSPENDED } from '../../transport/users';
import { simpleUser } from './simple';

const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		{
			displayName: 'Mappings',
			name: 'mappings',
			type: 'options',
			options: [
				{ name: 'Afterwards', value: 'async', description: 'After the answer, as usual' },
				{ name: 'At Once', value: 'sync', description: 'Before the answer' },
				{ name: 'Not at All', value: 'disabled', description: 'For this change only' },
			],
			default: 'async',
			description: "When OneLogin runs the account's mappings for the user",
		},
		{
			displayName: 'Validate Policy',
			name: 'validatePolicy',
			type: 'boolean',
			default: true,
			description: "Whether the change is checked against the user's password policy",
		},
	],
};

/** The Suspend and the Reactivate operation. */
export function settingStatus(
	status: typeof ACTIVE | typeof SUSPENDED,
	option: Operation['option'],
): Operation {
	return {
		option,
		effect: 'change',
		fields: [userField, additionalFields],

		async execute(item) {
			const query = queryOf(item);
			const userId = await userOf(item);
			await setStatus(item.api, userId, status, query);
			const user = await shownWithStatus(item.api, userId, status);
			const { status: set, statusName, email, username } = simpleUser(user);
			return { userId, status: set, statusName, email, username };
		},
	};
}

function queryOf(item: Item): Query {
	const more = item.collection('additionalFields');
	return {
		mappings: item.asText(more.mappings, 'Mappings') || undefined,
		validate_policy: typeof more.validatePolicy === 'boolean' ? more.validatePolicy : undefined,
	};
}
