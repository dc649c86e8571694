import type { Client } from './model';

/** Every permission that an endpoint of this sandbox asks for. */
export const ALL_PERMISSIONS = [
	'read:users',
	'create:users',
	'update:users',
	'delete:users',
	'read:authentication_methods',
	'create:authentication_methods',
	'update:authentication_methods',
	'delete:authentication_methods',
	'read:guardian_enrollments',
	'delete:guardian_enrollments',
	'create:guardian_enrollment_tickets',
	'read:guardian_factors',
	'read:mfa_policies',
	'read:sessions',
	'delete:sessions',
	'read:refresh_tokens',
	'delete:refresh_tokens',
	'read:device_credentials',
	'delete:device_credentials',
	'read:grants',
	'delete:grants',
	'read:logs',
	'read:logs_users',
];

const READ_PERMISSIONS = ALL_PERMISSIONS.filter((permission) => permission.startsWith('read:'));

function client(id: string, name: string, rest: Partial<Client> = {}): Client {
	return {
		client_id: id,
		client_secret: `${id}-secret`,
		name,
		authorized: true,
		grant_types: ['client_credentials'],
		permissions: ALL_PERMISSIONS,
		...rest,
	};
}

/** Machine-to-machine applications of the seeded tenant. */
export const CLIENTS = {
	/** Has all permissions. */
	all: client('sandbox-all-permissions', 'Offboarding automation'),
	/** May read, and change nothing. */
	readOnly: client('sandbox-read-only', 'Audit', { permissions: READ_PERMISSIONS }),
	/** May read and block users, and see methods, but delete none. */
	usersOnly: client('sandbox-users-only', 'Directory sync', {
		permissions: ['read:users', 'update:users', 'read:authentication_methods'],
	}),
	/** Was never authorised for the Management API. */
	unauthorized: client('sandbox-unauthorized', 'Some other application', {
		authorized: false,
		permissions: [],
	}),
	/** Does not have the client credentials grant. */
	wrongGrant: client('sandbox-wrong-grant', 'Single page application', {
		grant_types: ['authorization_code'],
	}),
} as const;

/** Management API tokens as an administrator copies them from the dashboard. */
export const STATIC_TOKENS = {
	all: 'sandbox-static-token-all-permissions',
	readOnly: 'sandbox-static-token-read-only',
} as const;

/** Users of the seeded tenant that have a story of their own. */
export const USERS = {
	/** Password, authenticator app, phone, security key; two sessions, refresh tokens, a grant. */
	ana: 'auth0|5f7c8ec7c33c6c004bbafe82',
	/** A passkey and an authenticator app: "delete all" is refused. */
	ben: 'auth0|5f7c8ec7c33c6c004bbafe83',
	/** No MFA at all. */
	cleo: 'auth0|5f7c8ec7c33c6c004bbafe84',
	/** Shares {@link EMAILS.twins} with the next one, in another connection. */
	twinDatabase: 'auth0|5f7c8ec7c33c6c004bbafe85',
	twinGoogle: 'google-oauth2|103547991597142817347',
	/** An id with a slash. */
	slash: 'auth0|a/b',
	/** An id of a custom connection. */
	oidc: 'oidc|user@domain.com',
	/** Blocked by an administrator already. */
	blocked: 'auth0|5f7c8ec7c33c6c004bbafe86',
	/** Began to enroll an authenticator app and did not finish. */
	pending: 'auth0|5f7c8ec7c33c6c004bbafe87',
	/** Two methods that were linked: deleting one takes the other along. */
	linked: 'auth0|5f7c8ec7c33c6c004bbafe88',
	/** One method of each type, but no passkey. */
	everyType: 'auth0|5f7c8ec7c33c6c004bbafe89',
	/** Email with capital letters, as a connection other than a database stores it. */
	capitals: 'waad|Q9PVYcc-capitals',
	/** No email: signs in with a phone number. */
	phoneOnly: 'sms|560ebaeef609ee1adaa7c551',
} as const;

export const EMAILS = {
	ana: 'ana@example.com',
	ben: 'ben@example.com',
	cleo: 'cleo@example.com',
	twins: 'twin@example.com',
	slash: 'slash@example.com',
	oidc: 'user@domain.com',
	blocked: 'blocked@example.com',
	pending: 'pending@example.com',
	linked: 'linked@example.com',
	everyType: 'every.type@example.com',
	capitals: 'Carla.Capitals@Example.com',
} as const;

/** Ids of things that belong to {@link USERS}. */
export const METHODS = {
	anaPassword: 'password|dev_AnaPassword00001',
	anaTotp: 'totp|dev_F9T7cy0hM0IgHjwP',
	anaPhone: 'phone|dev_kXVq4drj3Mw6uCF5',
	anaSecurityKey: 'webauthn-roaming|dev_AnaSecurityKey01',
	benPasskey: 'passkey|dev_BenPasskey000001',
	benTotp: 'totp|dev_BenAuthenticator',
	pendingTotp: 'totp|dev_PendingTotp00001',
	linkedTotp: 'totp|dev_LinkedTotp000001',
	linkedPush: 'push|dev_LinkedPush000001',
} as const;

export const SESSIONS = {
	anaLaptop: 'AnaLaptopSession0000000000000001',
	anaPhone: 'AnaPhoneSession00000000000000001',
} as const;

export const REFRESH_TOKENS = {
	anaMobileApp: 'AnaMobileRefreshToken001',
	anaDesktopApp: 'AnaDesktopRefreshToken01',
} as const;

/** The application and the user that demos work with. */
export const DEMO_CLIENT = CLIENTS.all;
export const DEMO_USER = { user_id: USERS.ana, email: EMAILS.ana } as const;

/** Number of ordinary users besides {@link USERS}, so that lists have pages. */
export const CROWD_SIZE = 125;
