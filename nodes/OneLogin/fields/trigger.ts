import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../../shared/item';
import type { Trigger } from '../transport/devices/dialect';
import { smsText, wholeOf, webAddress } from './values';

/** How a challenge is sent. */

const expiresIn: INodeProperties = {
	displayName: 'Expires In (Seconds)',
	name: 'expiresIn',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 900 },
	default: 120,
	description: 'How long the user has to answer',
};

const message: INodeProperties = {
	displayName: 'Message',
	name: 'message',
	type: 'string',
	default: '',
	placeholder: 'e.g. Your code is {{otp_code}}',
	description:
		'Text of the SMS, as fixed text: OneLogin fills in {{otp_code}} and the time, {{expiration}} in version 1 and {{otp_expiry}} in version 2. At most 160 characters with the code.',
};

const numericSms: INodeProperties = {
	displayName: 'Numeric SMS Code',
	name: 'numericSms',
	type: 'boolean',
	default: true,
	description: 'Whether the code in an SMS has six digits instead of letters and digits',
};

const redirectTo: INodeProperties = {
	displayName: 'Redirect URL',
	name: 'redirectTo',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/done',
	description: 'Where the page behind the link in an email goes to',
};

const displayName: INodeProperties = {
	displayName: 'Display Name',
	name: 'displayName',
	type: 'string',
	default: '',
	description: 'Name of the device to show with the challenge',
};

function collection(
	options: INodeProperties[],
	show?: INodeProperties['displayOptions'],
): INodeProperties {
	return {
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		...(show && { displayOptions: show }),
		options,
	};
}

const OF_VERSION_1 = [expiresIn, message, numericSms];
const OF_VERSION_2 = [displayName, expiresIn, message, redirectTo];

/** Shown with the API version that knows them. */
export const triggerFields: INodeProperties[] = [
	collection(OF_VERSION_1, { show: { apiVersion: [1] } }),
	collection(OF_VERSION_2, { show: { apiVersion: [2] } }),
];

/** For what exists in version 2 only. */
export const verificationFields: INodeProperties[] = [collection(OF_VERSION_2)];

/** For Challenge, which sets the time itself. */
export const challengeFields: INodeProperties[] = [
	collection([message, numericSms], { show: { apiVersion: [1], answer: ['wait'] } }),
	collection([displayName, message, redirectTo], { show: { apiVersion: [2], answer: ['wait'] } }),
];

export function triggerOf(item: Item): Trigger {
	const more = item.collection('additionalFields');
	return {
		expiresIn: wholeOf(item, more.expiresIn, 'Expires In (Seconds)', 1, 900),
		message: smsText(item, more.message, 'Message'),
		numericSms: more.numericSms === true,
		redirectTo: webAddress(item, more.redirectTo, 'Redirect URL'),
		displayName: item.asText(more.displayName, 'Display Name') || undefined,
	};
}
