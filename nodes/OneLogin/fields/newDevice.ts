import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../../shared/item';
import type { NewDevice } from '../transport/devices/dialect';
import { factorOf } from './ofUser';
import { phoneNumber, smsText, wholeOf, webAddress } from './values';

/** What is enrolled. Version 1 takes a phone number, version 2 the phone of the user's profile. */

export const displayNameField: INodeProperties = {
	displayName: 'Display Name',
	name: 'displayName',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. Work phone',
	description: 'Name of the device, shown to the user',
};

export const numberField: INodeProperties = {
	displayName: 'Phone Number',
	name: 'number',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. +14155550123',
	description: 'Where SMS and calls go, with country code',
};

export const verifiedField: INodeProperties = {
	displayName: 'Already Verified',
	name: 'verified',
	type: 'boolean',
	default: false,
	description:
		'Whether the device is active at once, without a code from the user. For SMS, Voice and Email only, where you know that the phone or address is theirs; Voice needs it in version 1.',
};

export const enrollOptions: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		{
			displayName: 'Expires In (Seconds)',
			name: 'expiresIn',
			type: 'number',
			typeOptions: { minValue: 120, maxValue: 900 },
			default: 120,
			description: 'How long the user has to finish',
		},
		{
			displayName: 'Message',
			name: 'customMessage',
			type: 'string',
			default: '',
			placeholder: 'e.g. Your code is {{otp_code}}, valid until {{otp_expiry}}',
			description:
				'Text of the SMS, as fixed text: OneLogin fills in {{otp_code}} and {{otp_expiry}}. At most 160 characters with the code.',
		},
		{
			displayName: 'Redirect URL',
			name: 'redirectTo',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/done',
			description: 'Where the page behind the link in an email goes to',
		},
	],
};

/** Reads the fields; `withNumber` in version 1. */
export function newDeviceOf(item: Item, withNumber: boolean): NewDevice {
	const device: NewDevice = {
		factorId: factorOf(item),
		displayName: item.requiredText('displayName'),
		verified: item.flag('verified'),
	};
	if (withNumber) {
		return { ...device, number: phoneNumber(item, item.requiredText('number'), 'Phone Number') };
	}
	const more = item.collection('additionalFields');
	return {
		...device,
		expiresIn: wholeOf(item, more.expiresIn, 'Expires In (Seconds)', 120, 900),
		redirectTo: webAddress(item, more.redirectTo, 'Redirect URL'),
		customMessage: smsText(item, more.customMessage, 'Message'),
	};
}
