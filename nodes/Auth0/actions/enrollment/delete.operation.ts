import { deletion, GONE_OR_ANOTHERS } from '../../../shared/deletion';
import type { Operation } from '../../../shared/operation';
import { enrollmentField } from '../../fields/ofUser';
import { userField, userOf } from '../../fields/user';
import { ownEnrollment, removeEnrollment } from '../../transport/ownership';

export const deleteOne: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		description: `Delete one enrollment of a user. It cannot be undone. ${GONE_OR_ANOTHERS}`,
		action: 'Delete enrollment',
	},
	effect: 'change',
	irreversible: true,
	fields: [userField, enrollmentField],

	async execute(item) {
		const { value: enrollmentId } = item.picked('enrollmentId');
		item.identity.enrollmentId = enrollmentId;
		const userId = await userOf(item);
		const found = await ownEnrollment(item, enrollmentId, userId);
		const gone = found === undefined || (await removeEnrollment(item, enrollmentId, userId));
		return deletion(gone, { userId, enrollmentId }, 'enrollment');
	},
};
