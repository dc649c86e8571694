import type { IDataObject } from 'n8n-workflow';

import { means, serviceError, toItemError } from '../../../shared/errors';
import { HttpAnswer } from '../../../shared/http/answer';
import type { Item } from '../../../shared/item';
import type { Operation } from '../../../shared/operation';
import { ownUserOf } from '../../fields/target';
import { idOutput, readId } from '../../transport/ids';
import { freshToken } from '../../transport/freshToken';
import { createKeyCall } from '../../transport/keys';
import { passwordDigest } from '../../transport/login';
import { ownUserNotice } from './ownUser';

export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		description:
			'Create an MFA key for your own user and give out its secret, once. The key does nothing until it is activated.',
		action: 'Create MFA key',
	},
	effect: 'once',
	handsOver: ['secret_key', 'otpauth', 'otpauth_url', 'qr_code'],
	fields: [
		ownUserNotice,
		{
			displayName:
				'The secret of the key stands in the output of this node in clear, and so in the stored execution.',
			name: 'secretNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Key Type ID',
			name: 'keyType',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description: 'Kind of key: 0 is a time-based one-time password (TOTP). Get Types lists all.',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					displayName: 'Password',
					name: 'password',
					type: 'string',
					typeOptions: { password: true },
					default: '',
					description: 'Password of your own user. Left out, the one in the credential is used.',
				},
				{
					displayName: 'Password Form',
					name: 'passwordForm',
					type: 'options',
					options: [
						{ name: 'As Typed', value: 'plain' },
						{ name: 'SHA-1', value: 'sha1' },
					],
					default: 'sha1',
					description:
						'How the password is sent. emnify wants its SHA-1 digest to sign in; for this call its documentation does not say.',
				},
			],
		},
	],

	async execute(item) {
		const keyType = item.whole('keyType', 0);
		const password = await passwordOf(item);
		const { permission } = await ownUserOf(item);
		await freshToken(item.api);
		const answer = await sendOnce(item, createKeyCall(keyType, password, permission));
		return createdKey(item, answer);
	},
};

/** The password in the form in which it is sent. */
async function passwordOf(item: Item): Promise<string> {
	const { password: typed, passwordForm } = item.collection('additionalFields');
	const known = typeof typed === 'string' && typed !== '' ? typed : undefined;
	const password = known ?? (await item.run.fields()).password;
	if (typeof password !== 'string' || password === '') {
		throw item.refuse(
			'No password is known for your own user',
			"Nothing was sent. Use a credential with user credentials, or give the password in the additional field 'Password'.",
		);
	}
	return passwordForm === 'plain' ? password : passwordDigest(password);
}

/**
 * Sends the call. A refused password ends the run: all items have the same, and emnify may lock
 * the account after three.
 */
async function sendOnce(item: Item, call: ReturnType<typeof createKeyCall>): Promise<HttpAnswer> {
	const outcome: unknown = await item.api.send(call).catch((error: unknown) => error);
	if (outcome instanceof HttpAnswer) return outcome;
	const error = toItemError(item.run.node, outcome, item.index);
	if (means(error, 'token')) {
		const { message, description } = error;
		const fault = { message, description: description ?? '', effect: 'notDone' } as const;
		item.run.refuseCredential({ ...fault, meaning: 'token' }, true);
	}
	throw error;
}

/** The new key as it is given out, with its secret: handing it over is what this is for. */
function createdKey(item: Item, answer: HttpAnswer): IDataObject {
	const key = answer.object;
	if (typeof key.secret_key === 'string' || typeof key.otpauth === 'string') return key;
	const id = readId(key.id) ?? readId(answer.header('location')?.split('/').at(-1));
	throw serviceError(
		item.run.node,
		{
			meaning: 'service',
			message: 'emnify created an MFA key but gave out no secret',
			description:
				'Without its secret the key cannot be used: delete it and create another. Get Many lists the keys.',
			effect: 'partial',
			details: { keyId: id === undefined ? null : idOutput(id) },
		},
		item.index,
	);
}
