import type { Operation } from '../../../shared/operation';
import { userField, userOf } from '../../fields/user';
import { forgetBrowsers } from '../../transport/users';

export const forgetRememberedBrowsers: Operation = {
	option: {
		name: 'Forget Remembered Browsers',
		value: 'forgetRememberedBrowsers',
		description:
			'Make all browsers that skip MFA for a user ask for it again. It cannot be undone.',
		action: 'Forget remembered browsers of user',
	},
	effect: 'change',
	irreversible: true,
	fields: [userField],

	async execute(item) {
		const userId = await userOf(item);
		await forgetBrowsers(item.api, userId);
		return { forgotten: true, userId };
	},
};
