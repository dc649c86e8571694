import type { INodeProperties } from 'n8n-workflow';

export const registrationIdField: INodeProperties = {
	displayName: 'Registration ID',
	name: 'registrationId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 11111111-2222-4333-8444-555555555555',
	description: 'From Create, or from Enroll of a device in version 2',
};
