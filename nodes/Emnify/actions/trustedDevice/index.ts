import type { Resource } from '../../../shared/operation';
import { deleteOne } from './delete.operation';
import { deleteAll } from './deleteAll.operation';
import { getAll } from './getAll.operation';

export const trustedDevice: Resource = {
	option: { name: 'Trusted Device', value: 'trustedDevice' },
	operations: [deleteOne, deleteAll, getAll],
};
