import { APPLICATION_TOKENS, passwordOf } from '../../../sandbox/emnify/seed';
import { CASES } from '../emnify/cases';
import { emnify } from '../reliability/emnify';
import { secretsTests } from './secretsTests';

secretsTests({
	subject: emnify,
	credentialOf({ resource, operation }) {
		const { as } = CASES[resource]?.[operation] ?? {};
		return [as === undefined ? APPLICATION_TOKENS.all.token : passwordOf(as)];
	},
	handedOver: {
		// What the next step of the sign-in needs.
		'authentication startSignIn': ['mfaToken', 'mfa_token'],
		'mfaKey create': ['secret_key', 'otpauth', 'otpauth_url', 'qr_code'],
	},
});
