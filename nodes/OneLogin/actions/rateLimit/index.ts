import type { Resource } from '../../../shared/operation';
import { get } from './get.operation';

export const rateLimit: Resource = {
	option: { name: 'Rate Limit', value: 'rateLimit' },
	operations: [get],
};
