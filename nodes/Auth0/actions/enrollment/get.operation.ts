import { noSuch } from '../../../shared/exactMatch';
import type { Operation } from '../../../shared/operation';
import { enrollmentField } from '../../fields/ofUser';
import { userField, userOf } from '../../fields/user';
import { ownEnrollment } from '../../transport/ownership';

export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		description: 'Get one enrollment of a user',
		action: 'Get enrollment',
	},
	effect: 'read',
	fields: [userField, enrollmentField],

	async execute(item) {
		const { value: enrollmentId } = item.picked('enrollmentId');
		const userId = await userOf(item);
		const found = await ownEnrollment(item, enrollmentId, userId);
		if (found === undefined) throw noSuch(item, 'Enrollment', enrollmentId);
		return found;
	},
};
