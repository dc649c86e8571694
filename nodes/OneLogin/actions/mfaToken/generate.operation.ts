import type { Operation } from '../../../shared/operation';
import { apiVersionField, apiVersionOf } from '../../fields/apiVersion';
import { tokenNotice } from '../../fields/notices';
import { userField, userOf } from '../../fields/user';
import { wholeOf } from '../../fields/values';
import { generateMfaToken } from '../../transport/mfaToken';

const LONGEST = 259_200;

export const generate: Operation = {
	option: {
		name: 'Generate',
		value: 'generate',
		description:
			'Make a temporary MFA token with which a user passes MFA without a device, e.g. after losing a phone. There is no call that takes it back.',
		action: 'Generate MFA token',
	},
	effect: 'once',
	handsOver: ['mfa_token'],
	fields: [
		tokenNotice,
		userField,
		apiVersionField,
		{
			displayName: 'Expires In (Seconds)',
			name: 'expiresIn',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: LONGEST },
			default: 600,
			description:
				'How long the token is good for, at most 259,200 (72 hours). OneLogin may not take less than 120.',
		},
		{
			displayName: 'Reusable',
			name: 'reusable',
			type: 'boolean',
			default: false,
			description:
				'Whether the token may be used any number of times, in any app, until it expires. Warning: a reusable token is a standing way around MFA, and only suspending the user stops it.',
		},
	],

	async execute(item) {
		const expiresIn = item.whole('expiresIn', 1);
		wholeOf(item, expiresIn, 'Expires In (Seconds)', 1, LONGEST);
		const reusable = item.flag('reusable');
		const version = apiVersionOf(item);
		const userId = await userOf(item);
		return await generateMfaToken(item.api, userId, version, expiresIn, reusable);
	},
};
