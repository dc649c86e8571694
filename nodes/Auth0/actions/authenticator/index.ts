import type { Resource } from '../../../shared/operation';
import { deleteAll } from './deleteAll.operation';

export const authenticator: Resource = {
	option: { name: 'Authenticator', value: 'authenticator' },
	operations: [deleteAll],
};
