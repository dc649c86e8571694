import type { Resource } from '../../../shared/operation';
import { getAll } from './getAll.operation';
import { revoke } from './revoke.operation';

export const applicationToken: Resource = {
	option: { name: 'Application Token', value: 'applicationToken' },
	operations: [getAll, revoke],
};
