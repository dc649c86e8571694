import { deletion } from '../../../shared/deletion';
import type { Operation } from '../../../shared/operation';
import { userField, userOf } from '../../fields/user';
import { removeLegacyProvider } from '../../transport/legacyProviders';

export const deleteMultifactorProvider: Operation = {
	option: {
		name: 'Delete Multifactor Provider',
		value: 'deleteMultifactorProvider',
		description:
			'Remove the legacy MFA provider (Duo or Google Authenticator) of a user, who has to set it up again. It cannot be undone.',
		action: 'Delete multifactor provider of user',
	},
	effect: 'change',
	irreversible: true,
	fields: [
		userField,
		{
			displayName: 'Provider',
			name: 'multifactorProvider',
			type: 'options',
			options: [
				{ name: 'Duo', value: 'duo' },
				{ name: 'Google Authenticator', value: 'google-authenticator' },
			],
			default: 'google-authenticator',
			description: 'The provider to remove',
		},
	],

	async execute(item) {
		const provider = item.id('multifactorProvider');
		const userId = await userOf(item);
		const gone = await removeLegacyProvider(
			item.api,
			userId,
			provider,
			'deleteMultifactorProvider',
		);
		return deletion(gone, { userId, provider }, 'provider');
	},
};
