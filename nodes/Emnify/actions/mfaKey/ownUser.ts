import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../../../shared/item';
import { ANY_ROLE } from '../../transport/permissions';

/** emnify has no call that creates or activates a key for somebody else. */
export const ownUserNotice: INodeProperties = {
	displayName:
		'This acts on the user who signs in with the credential. It needs a credential with user credentials.',
	name: 'ownUserNotice',
	type: 'notice',
	default: '',
};

/**
 * Makes sure that the access token is good before a call that is sent once: a 401 to that call may
 * be about the password or code in it, and would not be sent again.
 */
export async function freshToken({ api }: Item): Promise<void> {
	await api.send({
		method: 'GET',
		path: ['v1', 'user', 'mfa', 'status'],
		permission: ANY_ROLE,
		accept: [403, 404],
	});
}
