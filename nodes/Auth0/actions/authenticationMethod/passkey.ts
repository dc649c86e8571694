import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Item } from '../../../shared/item';
import { filled } from '../../fields/newMethod';

/** What only a passkey has (Auth0 Management API, POST /users/{id}/authentication-methods). */
export const passkeyFields: INodeProperties[] = [
	{
		displayName: 'Passkey Fields',
		name: 'passkeyFields',
		type: 'collection',
		placeholder: 'Add field',
		displayOptions: { show: { type: ['passkey'] } },
		default: {},
		options: [
			{
				displayName: 'AAGUID',
				name: 'aaguid',
				type: 'string',
				default: '',
				placeholder: 'e.g. ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4',
				description: 'UUID of the kind of authenticator',
			},
			{
				displayName: 'Backed Up',
				name: 'credentialBackedUp',
				type: 'boolean',
				default: false,
				description: 'Whether the passkey is backed up',
			},
			{
				displayName: 'Device Type',
				name: 'credentialDeviceType',
				type: 'options',
				options: [
					{ name: 'Multi Device', value: 'multi_device' },
					{ name: 'Single Device', value: 'single_device' },
				],
				default: 'multi_device',
				description: 'Whether the passkey may be on several devices',
			},
			{
				displayName: 'Identity User ID',
				name: 'identityUserId',
				type: 'string',
				default: '',
				description: "ID of the user's identity that the passkey belongs to",
			},
			{
				displayName: 'Transports',
				name: 'transports',
				type: 'string',
				default: '',
				placeholder: 'e.g. internal,hybrid',
				description: 'Comma-separated list of transports',
			},
			{
				displayName: 'User Agent',
				name: 'userAgent',
				type: 'string',
				default: '',
				description: 'Browser with which the passkey was made',
			},
			{
				displayName: 'User Handle',
				name: 'userHandle',
				type: 'string',
				default: '',
				description: 'User handle of the passkey',
			},
		],
	},
];

export function passkeyBody(item: Item): IDataObject {
	const given = item.collection('passkeyFields');
	const text = (name: string, label: string) => item.asText(given[name], label);
	const transports = text('transports', 'Transports')
		.split(',')
		.map((one) => one.trim())
		.filter(Boolean);
	return filled({
		aaguid: text('aaguid', 'AAGUID'),
		credential_backed_up: given.credentialBackedUp,
		credential_device_type: text('credentialDeviceType', 'Device Type'),
		identity_user_id: text('identityUserId', 'Identity User ID'),
		transports: transports.length > 0 ? transports : undefined,
		user_agent: text('userAgent', 'User Agent'),
		user_handle: text('userHandle', 'User Handle'),
	});
}
