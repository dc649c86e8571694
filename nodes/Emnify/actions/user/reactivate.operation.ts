import { STEPS } from '../../transport/refusedChange';
import { USER_STATUS } from '../../transport/users';
import { settingStatus } from './setStatus';

export const reactivate = settingStatus(
	{ status: USER_STATUS.active, step: STEPS.reactivate },
	{
		name: 'Reactivate',
		value: 'reactivate',
		description: 'Let a suspended user sign in again',
		action: 'Reactivate user',
	},
);
