import type { Resource } from '../../../shared/operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { verify } from './verify.operation';

export const verification: Resource = {
	option: {
		name: 'Verification',
		value: 'verification',
		description: 'A challenge of an enrolled factor (API version 2)',
	},
	operations: [create, get, verify],
};
