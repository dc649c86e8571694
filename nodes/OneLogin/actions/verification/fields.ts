import type { INodeProperties } from 'n8n-workflow';

export const verificationIdField: INodeProperties = {
	displayName: 'Verification ID',
	name: 'verificationId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 22222222-3333-4444-8555-666666666666',
	description: 'From Create, or from Activate of a device in version 2',
};
