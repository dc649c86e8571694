import type { Resource } from '../../../shared/operation';
import { answerMfaChallenge } from './answerMfaChallenge.operation';
import { getTokenInfo } from './getTokenInfo.operation';
import { startSignIn } from './startSignIn.operation';

export const authentication: Resource = {
	option: { name: 'Authentication', value: 'authentication' },
	operations: [answerMfaChallenge, getTokenInfo, startSignIn],
};
