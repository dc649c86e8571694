import type { INodeProperties } from 'n8n-workflow';

/** emnify has no call that creates or activates a key for somebody else. */
export const ownUserNotice: INodeProperties = {
	displayName:
		'This acts on the user who signs in with the credential. It needs a credential with user credentials.',
	name: 'ownUserNotice',
	type: 'notice',
	default: '',
};
