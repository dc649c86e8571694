import { accessList } from '../accessList';
import { SESSIONS } from '../../transport/sessions';
import { SIMPLE_SESSION } from './simple';

export const getAll = accessList(
	SESSIONS,
	{
		name: 'Get Many',
		value: 'getAll',
		description: 'List the sessions of a user. Needs an Enterprise plan.',
		action: 'Get many sessions',
	},
	SIMPLE_SESSION,
);
