import { CLIENTS } from '../../../sandbox/onelogin/seed';
import { oneLogin } from '../reliability/onelogin';
import { secretsTests } from './secretsTests';

secretsTests({
	subject: oneLogin,
	credentialOf: () => [CLIENTS.manageAll.client_secret],
	handedOver: {
		'mfaToken generate': ['mfa_token'],
		'device activate': ['state_token'],
		'device enroll': ['state_token'],
		'registration create': ['factor_data'],
		'user resetMfa': ['mfaToken'],
	},
});
