import type { Resource } from '../../../shared/operation';
import { deleteOne } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { auditMfa, offboard, resetMfa } from './lifecycle.operations';
import { reactivate } from './reactivate.operation';
import { removeRole } from './removeRole.operation';
import { suspend } from './suspend.operation';

export const user: Resource = {
	option: { name: 'User', value: 'user' },
	operations: [
		auditMfa,
		deleteOne,
		get,
		getAll,
		offboard,
		reactivate,
		removeRole,
		resetMfa,
		suspend,
	],
};
