import type { Explanation } from '../../../shared/http/dialect';
import type { IDataObject } from 'n8n-workflow';

import { serviceError } from '../../../shared/errors';
import type { Item } from '../../../shared/item';
import type { Operation } from '../../../shared/operation';
import { STEPS } from '../../transport/refusedChange';
import { sendSignIn, tokensOutput, TOKEN_FIELDS } from '../../transport/signIn';
import { describeToken } from '../../transport/token';
import { includeTokensField } from './includeTokens';

const WRONG_CODE: Explanation = {
	meaning: 'input',
	message: 'emnify did not accept the code or the mfaToken',
	description:
		'Nothing is sent a second time by itself: after three refusals in a row emnify locks the account for minutes. Run Start Sign-In again and answer with the newest code.',
};

export const answerMfaChallenge: Operation = {
	option: {
		name: 'Answer MFA Challenge',
		value: 'answerMfaChallenge',
		description:
			'Finish a sign-in with the mfaToken of Start Sign-In and the code of the user, and trust this device if wanted, so that the credential needs no code for 90 days',
		action: 'Answer MFA challenge',
	},
	effect: 'once',
	handsOver: TOKEN_FIELDS,
	fields: [
		{
			displayName: 'MFA Token',
			name: 'mfaToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The mfaToken that Start Sign-In gave out',
		},
		{
			displayName: 'Code',
			name: 'code',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'The one-time code from the email or the authenticator app, as text: it may begin with 0 or hold letters',
		},
		{
			displayName: 'Trust This Device',
			name: 'trustDevice',
			type: 'boolean',
			default: false,
			description:
				'Whether emnify shall trust the fingerprint in the credential, so that the next sign-ins need no code for 90 days',
		},
		{
			displayName: 'Device Details',
			name: 'deviceDetails',
			type: 'collection',
			placeholder: 'Add detail',
			displayOptions: { show: { trustDevice: [true] } },
			default: {},
			options: [
				{
					displayName: 'Browser',
					name: 'browser',
					type: 'string',
					default: 'n8n',
					description: 'Shown in the list of trusted devices',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. n8n production',
					description: 'Name of the device',
				},
				{
					displayName: 'Operating System',
					name: 'operatingSystem',
					type: 'string',
					default: 'n8n',
					description: 'Shown in the list of trusted devices',
				},
			],
		},
		includeTokensField,
	],

	async execute(item) {
		const includeTokens = item.flag('includeTokens');
		const mfaToken = item.requiredText('mfaToken');
		const code = readCode(item);
		const trust = item.flag('trustDevice');
		const credential = await item.run.fields();
		const device = trust ? deviceOf(item, credential) : undefined;
		const result = await sendSignIn(
			item,
			{
				body: { mfa_token: mfaToken, code, ...(device && { trusted_device: device }) },
				step: STEPS.answerChallenge,
				secrets: [mfaToken, code],
			},
			{ refused: WRONG_CODE, invalid: WRONG_CODE },
		);
		if (result.state === 'mfaNeeded') throw stillOpen(item);
		const username = typeof credential.username === 'string' ? credential.username.trim() : '';
		return {
			signedIn: true,
			deviceTrusted: trust,
			...describeToken(result.authToken, 'userCredentials', username),
			...(includeTokens && tokensOutput(result)),
		};
	},
};

/** By one page emnify's emailed codes hold digits only, by another letters too. */
function readCode(item: Item): string {
	const code = item.requiredText('code').replace(/\s/g, '');
	if (/^[0-9A-Za-z]{6,12}$/.test(code)) return code;
	throw item.refuse(
		"The parameter 'Code' is not a one-time code",
		'Nothing was sent. A code has six characters or more. Give it as text: a number loses the zeros it begins with.',
	);
}

function deviceOf(item: Item, credential: IDataObject): IDataObject {
	const { fingerprintSecret } = credential;
	const known = typeof fingerprintSecret === 'string' ? fingerprintSecret.trim() : '';
	if (known === '') {
		throw item.refuse(
			"The field 'Fingerprint' of the emnify credential is empty",
			'Nothing was sent. Choose a long random text as fingerprint, save it in the credential, and run Start Sign-In and Answer MFA Challenge again: the credential signs in without a code by it.',
		);
	}
	const details = item.collection('deviceDetails');
	const name = item.asText(details.name, 'Name');
	return {
		fingerprint: known,
		operating_system: item.asText(details.operatingSystem, 'Operating System') || 'n8n',
		browser: item.asText(details.browser, 'Browser') || 'n8n',
		...(name !== '' && { name }),
	};
}

function stillOpen(item: Item) {
	return serviceError(
		item.run.node,
		{
			message: 'emnify asks for another code',
			description: 'Run Start Sign-In again and answer with the newest code.',
			effect: 'notDone',
		},
		item.index,
	);
}
