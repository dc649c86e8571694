import { ACTIVE } from '../../transport/users';
import { settingStatus } from './setStatus';

export const reactivate = settingStatus(ACTIVE, {
	name: 'Reactivate',
	value: 'reactivate',
	description: 'Make a suspended user active again',
	action: 'Reactivate user',
});
