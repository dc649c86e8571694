import type { Resource } from '../../../shared/operation';
import { getAll } from './getAll.operation';
import { getPolicies } from './getPolicies.operation';

export const factor: Resource = {
	option: { name: 'Factor', value: 'factor' },
	operations: [getAll, getPolicies],
};
