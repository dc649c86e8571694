import type { IDataObject } from 'n8n-workflow';

import { listFields, wantedCount } from '../../../shared/fields/list';
import { isObject } from '../../../shared/http/answer';
import type { Item } from '../../../shared/item';
import type { Operation } from '../../../shared/operation';
import { listApplicationTokens, statusOf, TOKEN_STATUS } from '../../transport/applicationTokens';
import { readId } from '../../transport/ids';

export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		description:
			'List application tokens of the organisation, if wanted of one creator only. The tokens themselves cannot be read.',
		action: 'Get many application tokens',
	},
	effect: 'read',
	fields: [
		...listFields,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Creator',
					name: 'creator',
					type: 'string',
					default: '',
					placeholder: 'e.g. 176257 or ana@example.com',
					description: 'ID or username of the user who created the tokens',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: [
						{ name: 'Activated', value: TOKEN_STATUS.activated },
						{ name: 'Revoked', value: TOKEN_STATUS.revoked },
					],
					default: 0,
					description: 'Status that the tokens have',
				},
			],
		},
	],

	async execute(item) {
		const wanted = wantedCount(item);
		const { creator, status } = item.collection('filters');
		const isCreator = creator === undefined ? undefined : creatorTest(item, creator);
		const tokens = await listApplicationTokens(item.api);
		return tokens
			.filter((token) => status === undefined || statusOf(token) === status)
			.filter((token) => isCreator?.(token) ?? true)
			.slice(0, wanted);
	},
};

/** emnify's list has no filter; an empty one is refused, never taken for everybody. */
function creatorTest(item: Item, creator: unknown): (token: IDataObject) => boolean {
	const wanted = item.asText(creator, 'Creator').toLowerCase();
	if (readId(wanted) === undefined && !wanted.includes('@')) {
		throw item.refuse(
			`The filter 'Creator' is neither an ID nor a username: '${wanted.slice(0, 100)}'`,
			'Nothing was sent. Give the ID or the email of the user, or remove the filter.',
		);
	}
	return ({ creator: by }) => {
		if (!isObject(by)) return false;
		const username = typeof by.username === 'string' ? by.username.toLowerCase() : undefined;
		return readId(by.id) === wanted || username === wanted;
	};
}
