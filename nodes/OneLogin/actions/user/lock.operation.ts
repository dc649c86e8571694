import type { Operation } from '../../../shared/operation';
import { userField, userOf } from '../../fields/user';
import { lock as lockUser } from '../../transport/users';

export const lock: Operation = {
	option: {
		name: 'Lock',
		value: 'lock',
		description:
			'Keep a user from logging in for some minutes. It ends by itself: suspend the user when access shall end.',
		action: 'Lock user',
	},
	effect: 'change',
	fields: [
		userField,
		{
			displayName: 'Minutes',
			name: 'minutes',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description:
				"How long. 0 is the time in the user's policy, or until somebody unlocks the user when the policy has none. It cannot be shorter than the policy's own time.",
		},
	],

	async execute(item) {
		const minutes = item.whole('minutes', 0);
		const userId = await userOf(item);
		await lockUser(item.api, userId, minutes);
		return { locked: true, userId, minutes };
	},
};
