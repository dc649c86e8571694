import { REFRESH_TOKENS } from '../../transport/sessions';
import { endAllOf } from '../accessEnd';

export const deleteAll = endAllOf(REFRESH_TOKENS, {
	name: 'Delete All',
	value: 'deleteAll',
	description:
		'Revoke all refresh tokens of a user. It cannot be undone. Auth0 accepts it and does it shortly after; access tokens that were issued stay valid until they expire.',
	action: 'Delete all refresh tokens',
});
