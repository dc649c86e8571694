import { deletion } from '../../../shared/deletion';
import { serviceError } from '../../../shared/errors';
import type { Operation } from '../../../shared/operation';
import { pickedId, roleField } from '../../fields/ofUser';
import { userField, userOf } from '../../fields/user';
import { idOutput } from '../../transport/ids';
import { takeRole } from '../../transport/roles';

export const removeRole: Operation = {
	option: {
		name: 'Remove Role',
		value: 'removeRole',
		description:
			'Take a role from a user. The last role of a user cannot be removed: to end the access, suspend or delete the user.',
		action: 'Remove role from user',
	},
	effect: 'change',
	fields: [userField, roleField],

	async execute(item) {
		const roleId = pickedId(item, roleField);
		const target = await userOf(item);
		const removal = await takeRole(item.api, target, roleId);
		if (removal !== 'last') {
			const about = { ...target.about, roleId: idOutput(roleId) };
			return deletion(removal === 'alreadyGone', about, 'role');
		}
		throw serviceError(
			item.run.node,
			{
				message: `Role '${roleId}' is the last role of the user, which emnify does not remove`,
				description:
					'Nothing was changed. To end the access, suspend or delete the user; to change what the user may do, add another role first.',
				meaning: 'state',
				statusCode: 409,
				effect: 'notDone',
			},
			item.index,
		);
	},
};
