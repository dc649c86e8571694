import { SUSPENDED } from '../../transport/users';
import { settingStatus } from './setStatus';

export const suspend = settingStatus(SUSPENDED, {
	name: 'Suspend',
	value: 'suspend',
	description:
		'Keep a user from logging in until reactivated. Sessions that exist are not ended by it: use Log Out too. A user of a directory may be set back by its next synchronisation.',
	action: 'Suspend user',
});
