import { serviceError } from '../../../shared/errors';
import type { Operation } from '../../../shared/operation';
import { userField, userOf } from '../../fields/user';
import { removeAllMethods } from '../../transport/removeMethods';

export const deleteAll: Operation = {
	option: {
		name: 'Delete All',
		value: 'deleteAll',
		description:
			'Delete all authentication methods of a user and report each. It cannot be undone, and the account stays open to whoever has the password: block the user first when access shall end.',
		action: 'Delete all authentication methods',
	},
	effect: 'change',
	irreversible: true,
	fields: [userField],

	async execute(item) {
		const userId = await userOf(item);
		const methods = await removeAllMethods(item.api, userId);
		const open = methods.filter(({ result }) => result === 'failed' || result === 'unknown');
		const deletedCount = methods.filter(({ result }) => result === 'deleted').length;
		if (open.length === 0) {
			return { deleted: true, userId, deletedCount, methods };
		}
		throw serviceError(
			item.run.node,
			{
				message: `${open.length} of ${methods.length} authentication methods could not be deleted`,
				description: `${open.map(({ id, reason }) => `${id}: ${reason ?? ''}`).join('; ')}. The others are done, as the list in the data of this item says. Run it again for the rest.`,
				effect: 'partial',
				details: { userId, deletedCount, methods },
			},
			item.index,
		);
	},
};
