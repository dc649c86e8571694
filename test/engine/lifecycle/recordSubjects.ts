import type { Auth0Sandbox } from '../../../sandbox/auth0';
import type { EmnifySandbox } from '../../../sandbox/emnify';
import type { OneLoginSandbox } from '../../../sandbox/onelogin';
import type { RecordSubject } from './recordTests';
import * as subjects from './subjects';

export const auth0: RecordSubject = {
	...subjects.auth0,
	formerIds: {
		endRefreshTokens: [['revokeTokens', 'refresh tokens']],
		endGrants: [['revokeGrants', 'grants']],
		forgetRememberedBrowsers: [['forgetDevices', 'remembered browsers']],
		removeLegacyProvider: [['deleteFactors', 'legacy provider']],
	},
	factorParts: ['authentication methods', 'legacy provider'],
	removal: { method: 'DELETE', path: '/api/v2/users/*/authentication-methods/*' },
	noSuccess: {
		status: 400,
		body: { statusCode: 400, error: 'Bad Request', message: 'Not now' },
	},
	rename: (sandbox) => {
		const ana = (sandbox as unknown as Auth0Sandbox).state.users.get(subjects.auth0.ana);
		if (ana) ana.email = 'anna@example.com';
	},
	factors: 3,
};

export const oneLogin: RecordSubject = {
	...subjects.oneLogin,
	formerIds: {
		suspendUser: [['blockUser', 'suspended']],
		logOutUser: [['endSessions', 'log out']],
		removeVisibleDevices: [['deleteFactors', 'devices of API v1']],
		removeVisibleDevicesV2: [
			['endOneTimeAccess', 'temporary MFA token'],
			['deleteFactors', 'devices of API v2'],
		],
	},
	factorParts: ['devices of API v1', 'devices of API v2'],
	removal: { method: 'DELETE', path: '/api/1/users/*/otp_devices/*' },
	noSuccess: {
		status: 400,
		body: { status: { error: true, code: 400, type: 'bad request', message: 'Not now' } },
	},
	rename: (sandbox) => {
		const { users } = (sandbox as unknown as OneLoginSandbox).state;
		const ana = users.get(Number(subjects.oneLogin.ana));
		if (ana) ana.email = 'anna@example.com';
	},
	factors: 3,
};

export const emnify: RecordSubject = {
	...subjects.emnify,
	formerIds: {
		suspendUser: [['blockUser', 'suspended']],
		revokeApplicationTokens: [['revokeTokens', 'application tokens']],
		deleteTrustedDevices: [['forgetDevices', 'trusted devices']],
		deleteMfaKeys: [['deleteFactors', 'MFA keys']],
	},
	factorParts: ['MFA keys'],
	removal: { method: 'DELETE', path: '/api/v1/user/*/mfa/*' },
	noSuccess: {
		status: 400,
		body: { error_code: 1400, error_token: 'InputValidationFailed', message: 'Not now.' },
	},
	rename: (sandbox) => {
		const { state } = sandbox as unknown as EmnifySandbox;
		state.user(Number(subjects.emnify.ana)).username = 'anna@example.com';
	},
	factors: 2,
};
