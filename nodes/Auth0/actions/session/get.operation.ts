import { noSuch } from '../../../shared/exactMatch';
import { pick, simplifyField } from '../../../shared/fields/simplify';
import type { Operation } from '../../../shared/operation';
import { sessionField } from '../../fields/ofUser';
import { userField, userOf } from '../../fields/user';
import { ownAccess } from '../../transport/ownership';
import { SESSIONS } from '../../transport/sessions';
import { SIMPLE_SESSION } from './simple';

export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		description: 'Get one session of a user. Needs an Enterprise plan.',
		action: 'Get session',
	},
	effect: 'read',
	fields: [userField, sessionField, simplifyField],

	async execute(item) {
		const { value: sessionId } = item.picked('sessionId');
		const simplify = item.flag('simplify');
		const userId = await userOf(item);
		const found = await ownAccess(item, SESSIONS, sessionId, userId);
		if (found === undefined) throw noSuch(item, 'Session', sessionId);
		return simplify ? pick(found, SIMPLE_SESSION) : found;
	},
};
