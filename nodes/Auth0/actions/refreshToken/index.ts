import type { Resource } from '../../../shared/operation';
import { deleteOne } from './delete.operation';
import { deleteAll } from './deleteAll.operation';
import { getAll } from './getAll.operation';

export const refreshToken: Resource = {
	option: { name: 'Refresh Token', value: 'refreshToken' },
	operations: [deleteOne, deleteAll, getAll],
};
