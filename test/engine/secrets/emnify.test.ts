import { APPLICATION_TOKENS, passwordOf } from '../../../sandbox/emnify/seed';
import { CASES } from '../emnify/cases';
import { emnify } from '../reliability/emnify';
import { secretsTests } from './secretsTests';

const challenge = emnify.trials.find(({ operation }) => operation === 'answerMfaChallenge');

secretsTests({
	subject: emnify,
	credentialOf({ resource, operation }) {
		const { as } = CASES[resource]?.[operation] ?? {};
		return [as === undefined ? APPLICATION_TOKENS.all.token : passwordOf(as)];
	},
	more: [
		{
			resource: 'authentication',
			operation: 'answerMfaChallenge',
			about: 'with tokens',
			prepare: (sandbox) => ({ ...challenge?.prepare(sandbox), includeTokens: true }),
		},
	],
	neverSeen: {
		'authentication startSignIn: authToken':
			'the trial signs in as somebody who has to answer a challenge; Answer MFA Challenge shows tokens',
		'authentication startSignIn: refreshToken': 'as above',
		'mfaKey create: otpauth_url': 'another spelling of what emnify calls otpauth in its documents',
		'mfaKey create: qr_code': 'no document names it; should it come, it holds the secret',
	},
	handedOver: {
		'authentication answerMfaChallenge': ['authToken', 'refreshToken'],
		// What the next step of the sign-in needs.
		'authentication startSignIn': ['mfaToken', 'mfa_token'],
		'mfaKey create': ['secret_key', 'otpauth', 'otpauth_url', 'qr_code'],
	},
});
