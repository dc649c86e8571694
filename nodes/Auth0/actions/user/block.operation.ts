import { blocking } from './setBlocked';

export const block = blocking(true, {
	name: 'Block',
	value: 'block',
	description:
		'Keep a user from logging in. Sessions and tokens that exist are not ended by it: use Revoke Access too.',
	action: 'Block user',
});
