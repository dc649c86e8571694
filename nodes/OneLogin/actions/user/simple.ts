import type { IDataObject } from 'n8n-workflow';

import { pick } from '../../../shared/fields/simplify';
import { stateName, statusName } from '../../transport/accountNames';
import { idOf } from '../../transport/shapes';

const SIMPLE_USER = [
	'username',
	'email',
	'firstname',
	'lastname',
	'phone',
	'status',
	'state',
	'last_login',
	'locked_until',
] as const;

/** A user as OneLogin gives it, the id as text. */
export function wholeUser(user: IDataObject): IDataObject {
	return { ...user, id: idOf(user.id) };
}

/** What a simplified user keeps, with the numbers in words. */
export function simpleUser(user: IDataObject): IDataObject {
	return {
		id: idOf(user.id),
		...pick(user, SIMPLE_USER),
		statusName: statusName(user.status),
		stateName: stateName(user.state),
	};
}
