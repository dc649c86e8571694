import { CLIENTS, FACTORS, USERS } from '../../../sandbox/onelogin/seed';
import { byId } from '../onelogin/setup';
import { oneLogin } from '../reliability/onelogin';
import { secretsTests } from './secretsTests';

secretsTests({
	subject: oneLogin,
	credentialOf: () => [CLIENTS.manageAll.client_secret],
	more: [
		{
			resource: 'device',
			operation: 'enroll',
			about: 'version 2',
			prepare: () => ({
				userId: byId(USERS.ben),
				apiVersion: 2,
				factorId: byId(FACTORS.authenticator.factor_id),
				displayName: 'App',
			}),
		},
	],
	neverSeen: {
		'registration get: factor_data':
			'it is given out where a registration begins; should it come again, it is as secret',
	},
	handedOver: {
		'mfaToken generate': ['mfa_token'],
		'device activate': ['state_token'],
		'device enroll': ['state_token', 'factor_data'],
		'registration create': ['factor_data'],
		'user resetMfa': ['mfaToken'],
	},
});
