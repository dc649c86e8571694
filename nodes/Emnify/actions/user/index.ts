import type { Resource } from '../../../shared/operation';
import { deleteOne } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { reactivate } from './reactivate.operation';
import { removeRole } from './removeRole.operation';
import { suspend } from './suspend.operation';

export const user: Resource = {
	option: { name: 'User', value: 'user' },
	operations: [deleteOne, get, getAll, reactivate, removeRole, suspend],
};
