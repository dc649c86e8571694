import type { Operation } from '../../../shared/operation';
import { userField, userOf } from '../../fields/user';
import { stateName } from '../../transport/accountNames';
import { setState as setUserState } from '../../transport/users';

export const setState: Operation = {
	option: {
		name: 'Set State',
		value: 'setState',
		description:
			'Set the licence state of a user. Unlicensed frees the licence; this is the only way out of it again.',
		action: 'Set state of user',
	},
	effect: 'change',
	fields: [
		userField,
		{
			displayName: 'State',
			name: 'state',
			type: 'options',
			options: [
				{ name: 'Approved', value: 1, description: 'Licensed' },
				{ name: 'Rejected', value: 2 },
				{ name: 'Unapproved', value: 0 },
				{ name: 'Unlicensed', value: 3 },
			],
			default: 1,
			description: 'The state to set',
		},
	],

	async execute(item) {
		const state = item.whole('state', 0);
		if (stateName(state) === null) {
			throw item.refuse(
				"The parameter 'State' is none of OneLogin's states",
				'Nothing was sent. Give 0 (Unapproved), 1 (Approved), 2 (Rejected) or 3 (Unlicensed).',
			);
		}
		const userId = await userOf(item);
		const changed = await setUserState(item.api, userId, state);
		return { userId, state, stateName: stateName(state), changed };
	},
};
