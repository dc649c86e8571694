import type { Resource } from '../../../shared/operation';
import { getAvailable } from './getAvailable.operation';

export const factor: Resource = {
	option: { name: 'Factor', value: 'factor' },
	operations: [getAvailable],
};
