import type { Operation } from '../../../shared/operation';
import { userField, userOf } from '../../fields/user';

export const regenerateRecoveryCode: Operation = {
	option: {
		name: 'Regenerate Recovery Code',
		value: 'regenerateRecoveryCode',
		description:
			'Replace the recovery code of a user and give out the new one. The old code stops working; it cannot be undone.',
		action: 'Regenerate recovery code of user',
	},
	effect: 'once',
	handsOver: ['recovery_code'],
	irreversible: true,
	fields: [
		{
			displayName:
				'The new recovery code stands in the output of this node in clear, and so in the stored execution.',
			name: 'recoveryCodeNotice',
			type: 'notice',
			default: '',
		},
		userField,
	],

	async execute(item) {
		const userId = await userOf(item);
		const answer = await item.api.send({
			method: 'POST',
			path: ['users', userId, 'recovery-code-regeneration'],
			permission: 'update:users',
			needsBody: true,
			step: 'regenerateRecoveryCode',
			subjects: [{ parameter: 'User', value: userId }],
		});
		return { userId, recovery_code: answer.object.recovery_code };
	},
};
