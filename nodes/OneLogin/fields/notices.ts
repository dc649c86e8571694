import type { INodeProperties } from 'n8n-workflow';

/** What a person should know before a secret stands in the output. */

export const enrollNotice: INodeProperties = {
	displayName:
		'For Authenticator and Protect the output holds the TOTP seed (totp_url) in clear, since the user needs it to finish. It is stored with the execution.',
	name: 'enrollNotice',
	type: 'notice',
	default: '',
};

export const tokenNotice: INodeProperties = {
	displayName:
		'The token stands in the output of this node in clear, and so in the stored execution. It replaces any second factor of the user.',
	name: 'tokenNotice',
	type: 'notice',
	default: '',
};
