import type { Resource } from '../../../shared/operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { verify } from './verify.operation';

export const registration: Resource = {
	option: {
		name: 'Registration',
		value: 'registration',
		description: 'A factor that is being enrolled (API version 2)',
	},
	operations: [create, get, verify],
};
