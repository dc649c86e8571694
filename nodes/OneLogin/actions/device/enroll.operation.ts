import type { Operation } from '../../../shared/operation';
import { apiVersionField, apiVersionOf } from '../../fields/apiVersion';
import {
	displayNameField,
	enrollOptions,
	newDeviceOf,
	numberField,
	verifiedField,
} from '../../fields/newDevice';
import { factorField } from '../../fields/ofUser';
import { enrollNotice } from '../../fields/notices';
import { userField, userOf } from '../../fields/user';
import { deviceDialect } from '../../transport/devices';

export const enroll: Operation = {
	option: {
		name: 'Enroll',
		value: 'enroll',
		description:
			'Enroll a factor for a user. Version 1 enrolls SMS and Voice by phone number; version 2 begins a registration, for Authenticator and Protect too. Running it again makes another device.',
		action: 'Enroll device',
	},
	effect: 'once',
	handsOver: ['state_token', 'factor_data'],
	fields: [
		{ ...enrollNotice, displayOptions: { show: { apiVersion: [2] } } },
		userField,
		apiVersionField,
		factorField,
		displayNameField,
		{ ...numberField, displayOptions: { show: { apiVersion: [1] } } },
		verifiedField,
		{ ...enrollOptions, displayOptions: { show: { apiVersion: [2] } } },
	],

	async execute(item) {
		const version = apiVersionOf(item);
		const wanted = newDeviceOf(item, version === 1);
		const userId = await userOf(item);
		return await deviceDialect(version).enroll(item.api, userId, wanted);
	},
};
