import { STEPS } from '../../transport/refusedChange';
import { USER_STATUS } from '../../transport/users';
import { settingStatus } from './setStatus';

export const suspend = settingStatus(
	{ status: USER_STATUS.suspended, step: STEPS.suspend },
	{
		name: 'Suspend',
		value: 'suspend',
		description:
			'Keep a user from signing in. Access tokens already given out and application tokens that the user created may stay valid: revoke those too.',
		action: 'Suspend user',
	},
);
