import type { Resource } from '../../../shared/operation';
import { deleteOne } from './delete.operation';
import { deleteAll } from './deleteAll.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { revoke } from './revoke.operation';

export const session: Resource = {
	option: { name: 'Session', value: 'session' },
	operations: [deleteOne, deleteAll, get, getAll, revoke],
};
