import type { Resource } from '../../../shared/operation';
import { create } from './create.operation';
import { deleteOne } from './delete.operation';
import { deleteAll } from './deleteAll.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { replaceAll } from './replaceAll.operation';
import { update } from './update.operation';

export const authenticationMethod: Resource = {
	option: { name: 'Authentication Method', value: 'authenticationMethod' },
	operations: [create, deleteOne, deleteAll, get, getAll, replaceAll, update],
};
