import { GONE_OR_ANOTHERS } from '../../../shared/deletion';
import { refreshTokenField } from '../../fields/ofUser';
import { REFRESH_TOKENS } from '../../transport/sessions';
import { endOne } from '../accessEnd';

export const deleteOne = endOne(
	REFRESH_TOKENS,
	{
		name: 'Delete',
		value: 'delete',
		description: `Revoke one refresh token of a user. It cannot be undone. Auth0 accepts it and does it shortly after. ${GONE_OR_ANOTHERS}`,
		action: 'Delete refresh token',
	},
	refreshTokenField,
);
