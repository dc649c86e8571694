import { blocking } from './setBlocked';

export const unblock = blocking(false, {
	name: 'Unblock',
	value: 'unblock',
	description: 'Let a blocked user log in again. A brute-force block is not lifted by it.',
	action: 'Unblock user',
});
