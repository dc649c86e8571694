import type { Resource } from '../../../shared/operation';
import { createTicket } from './createTicket.operation';
import { deleteOne } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

export const enrollment: Resource = {
	option: { name: 'Enrollment', value: 'enrollment' },
	operations: [createTicket, deleteOne, get, getAll],
};
