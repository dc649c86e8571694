import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../shared/operation';
import { userField, userOf } from '../fields/user';
import { ownAccess } from '../transport/ownership';
import { endAll, endOne as endOneAccess, oneCall, type Access } from '../transport/sessions';
import { requireUser } from '../transport/users';
import { deletion } from '../../shared/deletion';

/**
 * The operation that ends one session or one refresh token. The service answers 202 (accepted,
 * done later) or, for a refresh token, 204 too: both are reported as accepted.
 */
export function endOne(
	access: Access,
	option: Operation['option'],
	field: INodeProperties,
): Operation {
	return {
		option,
		effect: 'change',
		irreversible: true,
		fields: [userField, field],

		async execute(item) {
			const { value: id } = item.picked(field.name);
			item.identity[field.name] = id;
			const userId = await userOf(item);
			const found = await ownAccess(item, access, id, userId);
			const gone =
				found === undefined ||
				(await endOneAccess(
					item.api,
					access,
					userId,
					oneCall(access, id, {
						method: 'DELETE',
						permission: access.remove,
						step: `end ${access.parameter}`,
					}),
				));
			const about = { userId, [field.name]: id };
			return gone
				? deletion(true, about, access.parameter.toLowerCase())
				: { accepted: true, ...about };
		},
	};
}

/** The operation that ends all sessions or all refresh tokens of a user. */
export function endAllOf(access: Access, option: Operation['option']): Operation {
	return {
		option,
		effect: 'change',
		irreversible: true,
		fields: [userField],

		async execute(item) {
			const userId = await userOf(item);
			// Accepted, done later: for a user who does not exist, too, as far as is documented.
			await requireUser(item.api, userId);
			await endAll(item.api, access, userId);
			return { accepted: true, userId };
		},
	};
}
