import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Item } from '../../../shared/item';
import type { Operation } from '../../../shared/operation';
import { newTotpSecret, otpauthUri } from '../../../shared/totpSecret';
import { emailAddress, filled, phoneNumber, totpSecret } from '../../fields/newMethod';
import { preferredMethodOptions } from '../../fields/preferredMethod';
import { userField, userOf } from '../../fields/user';
import { methodsCall, readMethod } from '../../transport/methods';
import { passkeyBody, passkeyFields } from './passkey';

const onlyFor = (...types: string[]): Pick<INodeProperties, 'displayOptions'> => ({
	displayOptions: { show: { type: types } },
});

const fields: INodeProperties[] = [
	userField,
	{
		displayName:
			'The new method can be used at the next login at once: Auth0 does not check it with the user. Make sure that the number, address or secret is the right one.',
		name: 'confirmedNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: [
			{ name: 'Email', value: 'email' },
			{ name: 'Passkey', value: 'passkey' },
			{ name: 'Phone', value: 'phone' },
			{ name: 'Security Key (WebAuthn Roaming)', value: 'webauthn-roaming' },
			{ name: 'TOTP (Authenticator App)', value: 'totp' },
		],
		default: 'phone',
		description: 'Kind of the method',
	},
	{
		displayName: 'Phone Number',
		name: 'phoneNumber',
		type: 'string',
		...onlyFor('phone'),
		required: true,
		default: '',
		placeholder: 'e.g. +441234567890',
		description: 'Number that gets the codes, with country code',
	},
	{
		displayName: 'Preferred Method',
		name: 'preferredMethod',
		type: 'options',
		...onlyFor('phone'),
		options: preferredMethodOptions,
		default: 'sms',
		description: 'How codes reach the phone',
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		...onlyFor('email'),
		required: true,
		default: '',
		placeholder: 'e.g. ana@example.com',
		description: 'Address that gets the codes',
	},
	{
		displayName: 'Secret',
		name: 'secretSource',
		type: 'options',
		...onlyFor('totp'),
		options: [
			{
				name: 'Generate',
				value: 'generate',
				description: 'Make a new secret and give it out with the address for a QR code',
			},
			{ name: 'Use Own', value: 'own', description: 'Send a secret that the user has already' },
		],
		default: 'generate',
		description: 'Where the secret that the authenticator app shares with Auth0 comes from',
	},
	{
		displayName: 'TOTP Secret',
		name: 'totpSecret',
		type: 'string',
		typeOptions: { password: true },
		displayOptions: { show: { type: ['totp'], secretSource: ['own'] } },
		required: true,
		default: '',
		description: 'The secret in Base32',
	},
	{
		displayName: 'Issuer',
		name: 'issuer',
		type: 'string',
		displayOptions: { show: { type: ['totp'], secretSource: ['generate'] } },
		default: '',
		placeholder: 'e.g. Example Ltd',
		description:
			'Name that the authenticator app shows above the code. Left empty, it is the tenant domain.',
	},
	{
		displayName: 'Key ID',
		name: 'keyId',
		type: 'string',
		...onlyFor('webauthn-roaming', 'passkey'),
		required: true,
		default: '',
		description: "ID of the authenticator's credential",
	},
	{
		displayName: 'Public Key',
		name: 'publicKey',
		type: 'string',
		...onlyFor('webauthn-roaming', 'passkey'),
		required: true,
		default: '',
		description: 'Public key in Base64',
	},
	{
		displayName: 'Relying Party Identifier',
		name: 'relyingPartyIdentifier',
		type: 'string',
		...onlyFor('webauthn-roaming', 'passkey'),
		required: true,
		default: '',
		placeholder: 'e.g. login.example.com',
		description: 'Host name that the key was made for',
	},
	...passkeyFields,
	{
		displayName: 'Name',
		name: 'methodName',
		type: 'string',
		default: '',
		placeholder: 'e.g. My phone',
		description: 'Label of the method, at most 20 characters are shown by Auth0',
	},
];

export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		description: 'Add an authentication method to a user, confirmed at once',
		action: 'Create authentication method',
	},
	effect: 'once',
	handsOver: ['totp_secret', 'otpauth_uri'],
	fields,

	async execute(item) {
		const type = item.text('type');
		const secret = type === 'totp' ? secretOf(item) : undefined;
		const body = { type, ...filled({ name: item.text('methodName') }), ...bodyOf(item, type) };
		const userId = await userOf(item);
		const answer = await item.api.send({
			...methodsCall(userId, {
				method: 'POST',
				body: secret ? { ...body, totp_secret: secret.value } : body,
				permission: 'create:authentication_methods',
				needsBody: true,
				step: 'createFactor',
			}),
			secrets: secret && [secret.value],
		});
		const created = readMethod(answer.object);
		return secret?.generated ? { ...created, ...handOver(item, secret.value, userId) } : created;
	},
};

function secretOf(item: Item): { value: string; generated: boolean } {
	return item.oneOf('secretSource', ['generate', 'own']) === 'own'
		? { value: totpSecret(item, item.requiredText('totpSecret')), generated: false }
		: { value: newTotpSecret(), generated: true };
}

/** Giving the new secret to the caller is the purpose of this operation, and of no other. */
function handOver(item: Item, secret: string, userId: string): IDataObject {
	const issuer = item.text('issuer') || item.run.host;
	const { user } = item.identity;
	const account = typeof user === 'string' ? user : userId;
	return { totp_secret: secret, otpauth_uri: otpauthUri(secret, issuer, account) };
}

/** What the type needs (Auth0 Management API, POST /users/{id}/authentication-methods). */
function bodyOf(item: Item, type: string): IDataObject {
	switch (type) {
		case 'phone':
			return {
				phone_number: phoneNumber(item, item.requiredText('phoneNumber')),
				preferred_authentication_method: item.text('preferredMethod'),
			};
		case 'email':
			return { email: emailAddress(item, item.requiredText('email')) };
		case 'totp':
			return {};
		case 'webauthn-roaming':
			return keyBody(item);
		case 'passkey':
			return { ...keyBody(item), ...passkeyBody(item) };
		default:
			throw item.refuse(
				`The parameter 'Type' has a value that cannot be created: '${type.slice(0, 50)}'`,
				'Nothing was sent. Choose one of the types in the list.',
			);
	}
}

function keyBody(item: Item): IDataObject {
	return {
		key_id: item.requiredText('keyId'),
		public_key: item.requiredText('publicKey'),
		relying_party_identifier: item.requiredText('relyingPartyIdentifier'),
	};
}
