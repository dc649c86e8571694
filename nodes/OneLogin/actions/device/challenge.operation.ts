import type { INodeProperties } from 'n8n-workflow';

import { noSuch } from '../../../shared/exactMatch';
import type { Item } from '../../../shared/item';
import type { Operation } from '../../../shared/operation';
import { apiVersionField, apiVersionOf } from '../../fields/apiVersion';
import { codeField, codeOf } from '../../fields/code';
import { deviceField, deviceOf } from '../../fields/ofUser';
import { challengeFields, triggerOf } from '../../fields/trigger';
import { userField, userOf } from '../../fields/user';
import { awaitAnswer } from '../../transport/challenge';
import { deviceDialect } from '../../transport/devices';
import type { DeviceDialect } from '../../transport/devices/dialect';
import { factorKind, type FactorKind } from '../../transport/factorKinds';

const answer: INodeProperties = {
	displayName: 'Answer',
	name: 'answer',
	type: 'options',
	options: [
		{
			name: 'Take a Code',
			value: 'code',
			description: 'Check a code that is known already, without a trigger before it',
		},
		{
			name: 'Wait for the User',
			value: 'wait',
			description: 'Send a push or an email once and wait for the answer',
		},
	],
	default: 'wait',
	description: 'How the user answers',
};

const waiting: INodeProperties[] = [
	{
		displayName: 'Time Limit (Seconds)',
		name: 'timeLimit',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 900 },
		displayOptions: { show: { answer: ['wait'] } },
		default: 60,
		description: 'How long to wait for the answer',
	},
	{
		displayName: 'Poll Interval (Seconds)',
		name: 'pollInterval',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 60 },
		displayOptions: { show: { answer: ['wait'] } },
		default: 3,
		description:
			"How often to ask whether the user has answered. Each time counts against the account's hourly limit.",
	},
];

/** State tokens and verifications live this long unless more is asked for, in seconds. */
const USUAL_LIFE = 120;
const LONGEST = 900;

export const challenge: Operation = {
	option: {
		name: 'Challenge',
		value: 'challenge',
		description:
			'Ask a user to prove who they are: send a push and wait for the answer, or check a code. Gives the result accepted, rejected or timedOut. The challenge is sent once, a code is submitted once.',
		action: 'Challenge device',
	},
	effect: 'once',
	fields: [
		userField,
		apiVersionField,
		deviceField,
		answer,
		{ ...codeField, displayOptions: { show: { answer: ['code'] } } },
		...waiting,
		...challengeFields,
	],

	async execute(item) {
		const dialect = deviceDialect(apiVersionOf(item));
		const deviceId = deviceOf(item);
		const ask =
			item.oneOf('answer', ['code', 'wait']) === 'code' ? withCode(item) : waitingFor(item);
		const userId = await userOf(item);
		const result = await ask(dialect, userId, deviceId);
		return { userId, deviceId, result, accepted: result === 'accepted' };
	},
};

function withCode(item: Item) {
	const code = codeOf(item);
	return async (dialect: DeviceDialect, userId: string, deviceId: string) => {
		const kind = await kindOf(item, dialect, userId, deviceId);
		if (!kind.hasCode) {
			throw item.refuse(
				'This device has no code before it was triggered',
				"Nothing was sent. Use Activate, let the user read the code, then Verify with both; or for an email choose 'Wait for the User'.",
			);
		}
		const outcome = await dialect.verify(item.api, userId, deviceId, { code });
		return outcome === 'accepted' ? outcome : 'rejected';
	};
}

function waitingFor(item: Item) {
	const limit = Math.min(item.whole('timeLimit', 1), LONGEST);
	const interval = item.whole('pollInterval', 1);
	const trigger = triggerOf(item);
	return async (dialect: DeviceDialect, userId: string, deviceId: string) => {
		const kind = await kindOf(item, dialect, userId, deviceId);
		if (!kind.canWait) {
			throw item.refuse(
				'Nothing can be waited for with this device: its user needs a code',
				"Nothing was sent. Choose 'Take a Code' for an app or a key. For SMS use Activate and Verify; for Voice use Activate, which gives out the code to type on the phone, and Get of the verification.",
			);
		}
		const sent = await dialect.trigger(item.api, userId, deviceId, {
			...trigger,
			...(limit > USUAL_LIFE && { expiresIn: limit }),
		});
		return await awaitAnswer(sent, limit, interval, item.run.signal);
	};
}

/** What kind of factor the device is; a device that is not the user's ends it before it is sent. */
async function kindOf(
	item: Item,
	dialect: DeviceDialect,
	userId: string,
	deviceId: string,
): Promise<FactorKind> {
	const devices = await dialect.devices(item.api, userId);
	const found = devices.find(({ device_id: id }) => id === deviceId);
	if (found === undefined) throw noSuch(item, 'Device', deviceId);
	return factorKind(found.auth_factor_name);
}
