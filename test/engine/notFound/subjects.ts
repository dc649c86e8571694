import type { Auth0Sandbox } from '../../../sandbox/auth0';
import { METHODS, REFRESH_TOKENS, SESSIONS, USERS as AUTH0 } from '../../../sandbox/auth0/seed';
import { DEVICES, KEYS, USERS as EMNIFY } from '../../../sandbox/emnify/seed';
import { DEVICES as ONELOGIN_DEVICES } from '../../../sandbox/onelogin/seed';
import * as lifecycle from '../lifecycle/subjects';
import { byId } from '../lifecycle/subject';
import type { Deletion, Subject } from './subject';

const auth0Says = (message: string, errorCode?: string) => ({
	statusCode: 404,
	error: 'Not Found',
	message,
	...(errorCode !== undefined && { errorCode }),
});
const ANA = `/api/v2/users/${AUTH0.ana}`;
const ofAna = (
	name: string,
	more: Omit<Deletion, 'name' | 'named'> & { named?: readonly unknown[] },
): Deletion => ({ name, named: [], ...more });

export const auth0: Subject = {
	...lifecycle.auth0,
	nobody: 'auth0|nobody',
	userPath: ANA,
	lookupPaths: ['/api/v2/users-by-email'],
	unnamed: [
		auth0Says('Not Found'),
		auth0Says('Cannot find it'),
		auth0Says(`Route GET:/api/v2/users/${AUTH0.ana} not found`),
		auth0Says('Session management is not enabled for this tenant'),
	],
	noUser: [
		auth0Says('The user does not exist.', 'inexistent_user'),
		auth0Says('The user does not exist.'),
	],
	searches: true,
	foreign: [
		{ statusCode: 404 },
		{ status: 404, error: 'Not Found', message: 'No static resource users.', path: '/users' },
	],
	searchPath: '/api/v2/users',
	otherRow: lifecycle.auth0.idMember(lifecycle.auth0.other),
	deletions: [
		ofAna('authentication method', {
			parameters: {
				resource: 'authenticationMethod',
				operation: 'delete',
				userId: byId(AUTH0.ana),
				methodId: byId(METHODS.anaTotp),
			},
			path: `${ANA}/authentication-methods/${METHODS.anaTotp}`,
			named: [auth0Says('The authentication method could not be found.')],
		}),
		ofAna('session', {
			parameters: {
				resource: 'session',
				operation: 'delete',
				userId: byId(AUTH0.ana),
				sessionId: byId(SESSIONS.anaLaptop),
			},
			path: `/api/v2/sessions/${SESSIONS.anaLaptop}`,
			named: [auth0Says('The session does not exist.')],
		}),
		ofAna('session, revoked', {
			parameters: {
				resource: 'session',
				operation: 'revoke',
				userId: byId(AUTH0.ana),
				sessionId: byId(SESSIONS.anaLaptop),
			},
			method: 'POST',
			path: `/api/v2/sessions/${SESSIONS.anaLaptop}/revoke`,
			named: [auth0Says('The session does not exist.')],
		}),
		ofAna('refresh token', {
			parameters: {
				resource: 'refreshToken',
				operation: 'delete',
				userId: byId(AUTH0.ana),
				refreshTokenId: byId(REFRESH_TOKENS.anaMobileApp),
			},
			path: `/api/v2/refresh-tokens/${REFRESH_TOKENS.anaMobileApp}`,
			named: [auth0Says('The refresh token does not exist.')],
		}),
		ofAna('enrollment', {
			parameters: {
				resource: 'enrollment',
				operation: 'delete',
				userId: byId(AUTH0.ana),
				enrollmentId: byId(METHODS.anaTotp),
			},
			path: `/api/v2/guardian/enrollments/${METHODS.anaTotp}`,
			named: [
				auth0Says('Enrollment not found', 'enrollment_not_found'),
				auth0Says('Not Found', 'enrollment_not_found'),
			],
		}),
		ofAna('provider', {
			parameters: {
				resource: 'user',
				operation: 'deleteMultifactorProvider',
				userId: byId(AUTH0.ana),
				multifactorProvider: 'duo',
			},
			path: `${ANA}/multifactor/duo`,
			prepare: (sandbox) => {
				const { state } = sandbox as unknown as Auth0Sandbox;
				const user = state.users.get(AUTH0.ana);
				if (user) user.multifactor = ['duo'];
			},
		}),
	],
	deleteAll: [
		{ resource: 'authenticationMethod', operation: 'deleteAll' },
		{ resource: 'authenticator', operation: 'deleteAll' },
		{ resource: 'session', operation: 'deleteAll' },
		{ resource: 'refreshToken', operation: 'deleteAll' },
		{ resource: 'user', operation: 'revokeAccess' },
	],
};

const oneLogin1 = (message: string) => ({
	status: { error: true, code: 404, type: 'Not Found', message },
});
const oneLogin2 = (name: string, message: string) => ({ statusCode: 404, name, message });
const REQUEST_URI =
	"The resource can't be found or the server has not found anything matching the Request-URI";
const device = (apiVersion: 1 | 2, deviceId: string | number): Deletion => ({
	name: `device, API v${apiVersion}`,
	parameters: {
		resource: 'device',
		operation: 'remove',
		userId: byId(lifecycle.oneLogin.ana),
		apiVersion,
		deviceId: byId(String(deviceId)),
	},
	path:
		apiVersion === 1
			? `/api/1/users/${lifecycle.oneLogin.ana}/otp_devices/${deviceId}`
			: `/api/2/mfa/users/${lifecycle.oneLogin.ana}/devices/${deviceId}`,
	named: [],
});

export const oneLogin: Subject = {
	...lifecycle.oneLogin,
	nobody: '987654',
	userPath: `/api/2/users/${lifecycle.oneLogin.ana}`,
	lookupPaths: ['/api/2/users'],
	foreign: [{ error: 'Not Found', path: '/api/2/users' }, { statusCode: 404 }],
	searchPath: '/api/2/users',
	otherRow: lifecycle.oneLogin.idMember(lifecycle.oneLogin.other),
	unnamed: [
		oneLogin2('NotFound', REQUEST_URI),
		oneLogin1('No Route Exists'),
		oneLogin1('User for id 1 was not found'),
		oneLogin2('NotFound', `Device for id ${lifecycle.oneLogin.ana} was not found`),
	],
	noUser: [
		oneLogin1(`User for id ${lifecycle.oneLogin.ana} was not found`),
		oneLogin2('NotFoundError', 'The resource with the given id could not be found'),
		{
			status: 404,
			error: 'NotFoundError',
			description: 'The resource with the given id could not be found',
		},
	],
	searches: true,
	deletions: [
		device(1, ONELOGIN_DEVICES.anaAuthenticator),
		device(2, ONELOGIN_DEVICES.anaAuthenticator),
	],
	deleteAll: [{ resource: 'device', operation: 'removeAll' }],
};

const emnifySays = (error_code: number, error_token: string, message: string) => ({
	error_code,
	error_token,
	message,
});
const missing = (noun: string, id: unknown) => [
	emnifySays(1201, 'NotFound', `${noun} not found.`),
	emnifySays(1201, 'NotFound', `${noun} with Id '${String(id)}' not found.`),
	emnifySays(1401, 'InvalidReference', `${noun} with Id '${String(id)}' not found.`),
];

export const emnify: Subject = {
	...lifecycle.emnify,
	nobody: '4711',
	userPath: `/api/v1/user/${EMNIFY.ana}`,
	lookupPaths: ['/api/v1/user', '/api/v1/user/nobody@example.com'],
	foreign: [{ status: 404, error: 'Not Found', message: 'No static resource.' }],
	searchPath: '',
	otherRow: {},
	unnamed: [
		emnifySays(1201, 'NotFound', 'Endpoint not found.'),
		emnifySays(1201, 'NotFound', `No route for GET /api/v1/user/${EMNIFY.ana}`),
		emnifySays(1601, 'Unavailable', 'No IP Address available.'),
		emnifySays(1401, 'InvalidReference', `Endpoint with Id '${EMNIFY.ana}' not found.`),
		emnifySays(1401, 'InvalidReference', `Endpoint with Id '${KEYS.anaActive}' not found.`),
		emnifySays(1401, 'InvalidReference', "User with Id '1' not found."),
	],
	noUser: missing('User', EMNIFY.ana),
	searches: false,
	deletions: [
		{
			name: 'MFA key',
			parameters: {
				resource: 'mfaKey',
				operation: 'delete',
				target: 'anotherUser',
				userId: byId(lifecycle.emnify.ana),
				keyId: byId(String(KEYS.anaActive)),
			},
			path: `/api/v1/user/${EMNIFY.ana}/mfa/${KEYS.anaActive}`,
			named: missing('MFA key', KEYS.anaActive),
		},
		{
			name: 'trusted device',
			parameters: {
				resource: 'trustedDevice',
				operation: 'delete',
				target: 'anotherUser',
				userId: byId(lifecycle.emnify.ana),
				deviceId: byId(String(DEVICES.anaLaptop)),
			},
			path: `/api/v1/user/${EMNIFY.ana}/mfa/trusted_device/${DEVICES.anaLaptop}`,
			named: missing('Trusted device', DEVICES.anaLaptop),
		},
		{
			name: 'role',
			parameters: {
				resource: 'user',
				operation: 'removeRole',
				userId: byId(lifecycle.emnify.ana),
				roleId: byId('3'),
			},
			path: `/api/v1/user/${EMNIFY.ana}/role/3`,
			named: missing('Role', 3),
		},
	],
	deleteAll: [{ resource: 'trustedDevice', operation: 'deleteAll', target: 'anotherUser' }],
};
