import { deletion } from '../../../shared/deletion';
import { serviceError } from '../../../shared/errors';
import { isObject } from '../../../shared/http/answer';
import type { ApiCall } from '../../../shared/http/call';
import type { Operation } from '../../../shared/operation';
import { pickedId, roleField } from '../../fields/ofUser';
import { userField, userOf } from '../../fields/user';
import { idOutput, readId } from '../../transport/ids';
import { ADMINISTRATOR } from '../../transport/permissions';
import { STEPS } from '../../transport/refusedChange';
import { getUser } from '../../transport/users';

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
		const about = { ...target.about, roleId: idOutput(roleId) };
		const call: ApiCall = {
			method: 'DELETE',
			path: ['v1', 'user', target.segment, 'role', roleId],
			accept: [404, 409],
			step: STEPS.removeRole,
			permission: ADMINISTRATOR,
			subjects: [...target.subjects, { parameter: 'Role', value: roleId }],
		};
		const answer = await item.api.send(call);
		if (answer.ok) return deletion(false, about);

		const { roles } = await getUser(item.api, target);
		const held = Array.isArray(roles) ? roles.filter(isObject).map(({ id }) => readId(id)) : [];
		const isLast = held.length === 1 && held[0] === roleId;
		if (answer.status === 404 && !held.includes(roleId)) return deletion(true, about);
		if (answer.status === 404 || !isLast) throw await item.api.refusal(answer, call);
		throw serviceError(
			item.run.node,
			{
				message: `Role '${roleId}' is the last role of the user, which emnify does not remove`,
				description:
					'Nothing was changed. To end the access, suspend or delete the user; to change what the user may do, add another role first.',
				statusCode: answer.status,
				effect: 'notDone',
			},
			item.index,
		);
	},
};
