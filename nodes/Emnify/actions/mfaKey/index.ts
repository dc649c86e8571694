import type { Resource } from '../../../shared/operation';
import { activate } from './activate.operation';
import { create } from './create.operation';
import { deleteOne } from './delete.operation';
import { getAll } from './getAll.operation';
import { getStatuses } from './getStatuses.operation';
import { getTypes } from './getTypes.operation';

export const mfaKey: Resource = {
	option: { name: 'MFA Key', value: 'mfaKey' },
	operations: [activate, create, deleteOne, getAll, getStatuses, getTypes],
};
