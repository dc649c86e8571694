import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../../../shared/item';
import type { Operation } from '../../../shared/operation';
import { apiVersionField, apiVersionOf } from '../../fields/apiVersion';
import { checkCode, codeField } from '../../fields/code';
import { deviceField, deviceOf } from '../../fields/ofUser';
import { userField, userOf } from '../../fields/user';
import { deviceDialect, type ApiVersion } from '../../transport/devices';
import type { CodeCheck } from '../../transport/devices/dialect';
import { TEMPORARY_TOKEN } from '../../transport/devices/v1';

const target: INodeProperties = {
	displayName: 'What to Verify',
	name: 'target',
	type: 'options',
	displayOptions: { show: { apiVersion: [1] } },
	options: [
		{ name: 'Device', value: 'device' },
		{
			name: 'Temporary MFA Token',
			value: 'temporaryToken',
			description: 'A token of the operation Generate, for a user who has no device',
		},
	],
	default: 'device',
	description: 'Whether the code comes from a device or is a temporary MFA token',
};

const stateToken: INodeProperties = {
	displayName: 'State Token',
	name: 'stateToken',
	type: 'string',
	typeOptions: { password: true },
	displayOptions: { show: { apiVersion: [1], target: ['device'] } },
	default: '',
	description:
		'From Activate or Enroll, for devices that need a trigger. It lives for two minutes unless Activate set more.',
};

export const verify: Operation = {
	option: {
		name: 'Verify',
		value: 'verify',
		description:
			'Submit a one-time code of a device, once, or ask whether a push was answered. Gives the outcome accepted, rejected or pending. The first accepted code makes a pending device active.',
		action: 'Verify device',
	},
	effect: 'once',
	fields: [
		userField,
		apiVersionField,
		target,
		{ ...deviceField, displayOptions: { hide: { target: ['temporaryToken'] } } },
		{
			...codeField,
			required: undefined,
			description: `${codeField.description} In version 1 it may be empty, to ask with the State Token whether a push was answered.`,
		},
		stateToken,
	],

	async execute(item) {
		const version = apiVersionOf(item);
		const isToken =
			version === 1 && item.oneOf('target', ['device', 'temporaryToken']) === 'temporaryToken';
		const deviceId = isToken ? TEMPORARY_TOKEN : deviceOf(item);
		const check = checkOf(item, version, isToken);
		const userId = await userOf(item);
		const outcome = await deviceDialect(version).verify(item.api, userId, deviceId, check);
		return { userId, deviceId, outcome, accepted: outcome === 'accepted' };
	},
};

function checkOf(item: Item, version: ApiVersion, isToken: boolean): CodeCheck {
	const code = item.text('code');
	const state = version === 1 && !isToken ? item.text('stateToken') : '';
	if (code !== '') return { code: checkCode(item, code), stateToken: state };
	if (state !== '') return { code: '', stateToken: state };
	throw item.refuse(
		"The parameter 'Code' is empty",
		version === 1 && !isToken
			? "Nothing was sent. Give the code, or the 'State Token' alone to ask whether a push was answered."
			: 'Nothing was sent. Check that the incoming item holds a value for it.',
	);
}
