import type { Resource } from '../../../shared/operation';
import { getAll } from './getAll.operation';

export const event: Resource = {
	option: { name: 'Event', value: 'event' },
	operations: [getAll],
};
