import type { INodePropertyOptions } from 'n8n-workflow';

/** Ways in which a phone method brings its codes. */
export const preferredMethodOptions: INodePropertyOptions[] = [
	{ name: 'SMS', value: 'sms' },
	{ name: 'Voice', value: 'voice' },
];
