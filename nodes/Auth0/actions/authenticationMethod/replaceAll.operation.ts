import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../shared/http/answer';
import type { Item } from '../../../shared/item';
import type { Operation } from '../../../shared/operation';
import { emailAddress, filled, phoneNumber, totpSecret } from '../../fields/newMethod';
import { preferredMethodOptions } from '../../fields/preferredMethod';
import { userField, userOf } from '../../fields/user';
import { rowsOf } from '../../transport/lists';
import { methodsCall, readMethod } from '../../transport/methods';
import { requireUser } from '../../transport/users';

/**
 * Members of an item of the list, and nothing else (Auth0 Management API, PUT), with what they are
 * called in the form.
 */
const FORM_LABELS: Readonly<Record<string, string>> = {
	type: 'Type',
	name: 'Name',
	phone_number: 'Phone Number',
	email: 'Email',
	totp_secret: 'TOTP Secret',
	preferred_authentication_method: 'Preferred Method',
};
const MEMBERS = new Set(Object.keys(FORM_LABELS));

export const replaceAll: Operation = {
	option: {
		name: 'Replace All',
		value: 'replaceAll',
		description:
			'Replace all authentication methods of a user by a list of new ones. What is not in the list is deleted and cannot be brought back.',
		action: 'Replace all authentication methods',
	},
	effect: 'change',
	irreversible: true,
	fields: [
		userField,
		{
			displayName: 'Methods',
			name: 'methodsSource',
			type: 'options',
			options: [
				{ name: 'Define Below', value: 'fields' },
				{ name: 'JSON', value: 'json' },
			],
			default: 'fields',
			description: 'How the new list is given',
		},
		{
			displayName: 'New Methods',
			name: 'newMethods',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add method',
			displayOptions: { show: { methodsSource: ['fields'] } },
			default: {},
			options: [
				{
					displayName: 'Method',
					name: 'method',
					values: [
						{
							displayName: 'Email',
							name: 'email',
							type: 'string',
							displayOptions: { show: { type: ['email'] } },
							default: '',
							placeholder: 'e.g. ana@example.com',
							description: 'Address that gets the codes',
						},
						{
							displayName: 'Name',
							name: 'name',
							type: 'string',
							default: '',
							description: 'Label of the method, 1 to 20 characters',
						},
						{
							displayName: 'Phone Number',
							name: 'phone_number',
							type: 'string',
							displayOptions: { show: { type: ['phone'] } },
							default: '',
							placeholder: 'e.g. +441234567890',
							description: 'Number that gets the codes, with country code',
						},
						{
							displayName: 'Preferred Method',
							name: 'preferred_authentication_method',
							type: 'options',
							options: preferredMethodOptions,
							displayOptions: { show: { type: ['phone'] } },
							default: 'sms',
							description: 'How codes reach the phone',
						},
						{
							displayName: 'TOTP Secret',
							name: 'totp_secret',
							type: 'string',
							typeOptions: { password: true },
							displayOptions: { show: { type: ['totp'] } },
							default: '',
							description: 'The secret in Base32',
						},
						{
							displayName: 'Type',
							name: 'type',
							type: 'options',
							options: [
								{ name: 'Email', value: 'email' },
								{ name: 'Phone', value: 'phone' },
								{ name: 'TOTP (Authenticator App)', value: 'totp' },
							],
							default: 'phone',
							description: 'Kind of the method',
						},
					],
				},
			],
			description: 'All methods that the user shall have afterwards',
		},
		{
			displayName: 'New Methods (JSON)',
			name: 'newMethodsJson',
			type: 'json',
			displayOptions: { show: { methodsSource: ['json'] } },
			default: '[\n  { "type": "phone", "name": "Phone", "phone_number": "+441234567890" }\n]',
			description: 'All methods that the user shall have afterwards, as a list',
		},
		{
			displayName: 'Allow Empty List',
			name: 'allowEmptyList',
			type: 'boolean',
			default: false,
			description: 'Whether an empty list may delete all methods of the user',
		},
	],

	async execute(item) {
		const methods = newMethods(item);
		const mayBeEmpty = item.flag('allowEmptyList');
		if (methods.length === 0 && !mayBeEmpty) {
			throw item.refuse(
				'The list of new methods is empty, which would delete all methods of the user',
				"Nothing was sent. Add a method, or tick 'Allow Empty List' when that is what you want.",
			);
		}
		const userId = await userOf(item);
		const secrets = methods.map(({ totp_secret: secret }) =>
			typeof secret === 'string' ? secret : '',
		);
		// What Auth0 answers for a user who does not exist is not documented.
		await requireUser(item.api, userId, secrets);
		const answer = await item.api.send({
			...methodsCall(userId, {
				method: 'PUT',
				body: methods,
				permission: 'update:authentication_methods',
				needsBody: true,
				step: 'replaceAllFactors',
			}),
			secrets,
		});
		const now = (rowsOf(answer.body, 'authenticators') ?? []).map(readMethod);
		return { replaced: true, userId, count: now.length, methods: now };
	},
};

/** Where the person gave the list, and what its members are called there. */
interface Source {
	label: string;
	memberLabel(name: string): string;
}

const FORM: Source = {
	label: 'New Methods',
	memberLabel: (name) => FORM_LABELS[name] ?? name,
};

const JSON_TEXT: Source = { label: 'New Methods (JSON)', memberLabel: (name) => name };

function newMethods(item: Item): IDataObject[] {
	const isJson = item.oneOf('methodsSource', ['fields', 'json']) === 'json';
	const source = isJson ? JSON_TEXT : FORM;
	const list = isJson ? item.json('newMethodsJson') : (item.collection('newMethods').method ?? []);
	if (!Array.isArray(list)) {
		throw item.refuse(
			`The parameter '${source.label}' is not a list`,
			isJson
				? 'Nothing was sent. Give a JSON list of methods, in square brackets.'
				: 'Nothing was sent. Check the expression of the parameter.',
		);
	}
	return list.map((one, index) => newMethod(item, one, source, index + 1));
}

function newMethod(item: Item, given: unknown, source: Source, entry: number): IDataObject {
	const at = `The parameter '${source.label}', entry ${entry},`;
	if (!isObject(given)) {
		throw item.refuse(
			`${at} is not an object`,
			'Nothing was sent. Each entry names a type and its value.',
		);
	}
	const unknown = Object.keys(given).find((name) => !MEMBERS.has(name));
	if (unknown !== undefined) {
		throw item.refuse(
			`${at} has a field that Auth0 does not take: '${unknown.slice(0, 50)}'`,
			'Nothing was sent. Methods that were read cannot be sent back: phone numbers and emails are masked and secrets left out.',
		);
	}
	// Quotes stand around the whole in a message, and here around the list and the member of it.
	const label = (name: string) => `${source.label}', entry ${entry}, '${source.memberLabel(name)}`;
	const text = (name: string) => item.asText(given[name], label(name));
	const common = filled({ name: text('name') });
	switch (text('type')) {
		case 'phone':
			return {
				type: 'phone',
				...common,
				phone_number: phoneNumber(item, text('phone_number'), label('phone_number')),
				...filled({ preferred_authentication_method: text('preferred_authentication_method') }),
			};
		case 'email':
			return { type: 'email', ...common, email: emailAddress(item, text('email'), label('email')) };
		case 'totp':
			return {
				type: 'totp',
				...common,
				totp_secret: totpSecret(item, text('totp_secret'), label('totp_secret')),
			};
		default:
			throw item.refuse(
				`${at} has a type that cannot be sent: '${text('type').slice(0, 50)}'`,
				'Nothing was sent. Only phone, email and totp can be in the list; security keys, passkeys and push are deleted by a replacement.',
			);
	}
}
