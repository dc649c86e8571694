import type { Resource } from '../../../shared/operation';
import { generate } from './generate.operation';

export const mfaToken: Resource = {
	option: { name: 'MFA Token', value: 'mfaToken' },
	operations: [generate],
};
