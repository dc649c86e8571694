import type { Operation } from '../../../shared/operation';
import {
	displayNameField,
	enrollOptions,
	newDeviceOf,
	verifiedField,
} from '../../fields/newDevice';
import { enrollNotice } from '../../fields/notices';
import { factorField } from '../../fields/ofUser';
import { userField, userOf } from '../../fields/user';
import { createRegistration } from '../../transport/registrations';

export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		description:
			'Begin to enroll a factor for a user: sends the SMS, email or call, or gives out what the app needs. SMS and Voice use the phone of the user profile. Running it again begins another one.',
		action: 'Create registration',
	},
	effect: 'once',
	handsOver: ['factor_data'],
	fields: [enrollNotice, userField, factorField, displayNameField, verifiedField, enrollOptions],

	async execute(item) {
		const wanted = newDeviceOf(item, false);
		const userId = await userOf(item);
		return await createRegistration(item.api, userId, wanted);
	},
};
