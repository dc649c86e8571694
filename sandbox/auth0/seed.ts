import type { Client } from './model';
import type { Auth0State } from './state';

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
const CROWD_START = Date.UTC(2024, 0, 1);
const HOUR_MS = 3_600_000;

/** Fills an empty tenant; everything has the same ids after each reset. */
export function seed(state: Auth0State): void {
	seedTenant(state);
	seedAna(state);
	seedFactorStories(state);
	seedIdentityStories(state);
	seedCrowd(state);
	seedLogs(state);
}

function seedTenant(state: Auth0State): void {
	const enabled = new Set(['push-notification', 'sms', 'otp', 'webauthn-roaming', 'recovery-code']);
	state.guardianFactors = [
		'push-notification',
		'sms',
		'email',
		'duo',
		'otp',
		'webauthn-roaming',
		'webauthn-platform',
		'recovery-code',
	].map((name) => ({ name, enabled: enabled.has(name), trial_expired: false }));
	state.guardianPolicies = ['all-applications'];
}

function seedAna(state: Auth0State): void {
	const { ana } = USERS;
	state.addUser({
		user_id: ana,
		email: EMAILS.ana,
		name: 'Ana Martín',
		given_name: 'Ana',
		family_name: 'Martín',
		nickname: 'ana',
		username: 'ana.martin',
		created_at: '2023-01-25T19:00:31.387Z',
		updated_at: '2026-11-20T08:12:44.101Z',
		last_login: '2026-11-20T08:12:44.099Z',
		last_ip: '198.51.100.7',
		logins_count: 412,
		app_metadata: { department: 'Finance' },
		user_metadata: { language: 'es' },
	});
	state.addMethod(ana, {
		id: METHODS.anaPassword,
		type: 'password',
		created_at: '2023-01-25T19:00:31.387Z',
	});
	state.addMethod(ana, {
		id: METHODS.anaTotp,
		type: 'totp',
		name: 'Authenticator',
		totp_secret: 'JBSWY3DPEHPK3PXP',
		created_at: '2023-03-10T16:25:52.099Z',
		enrolled_at: '2023-03-10T16:26:30.000Z',
		last_auth_at: '2026-11-20T08:12:43.870Z',
	});
	state.addMethod(ana, {
		id: METHODS.anaPhone,
		type: 'phone',
		name: 'Work phone',
		phone_number: '+44207183875044',
		preferred_authentication_method: 'sms',
		created_at: '2023-03-10T16:25:52.099Z',
	});
	state.addMethod(ana, {
		id: METHODS.anaSecurityKey,
		type: 'webauthn-roaming',
		name: 'Security key',
		key_id: 'bDFrTnA5dGk0',
		public_key: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE',
		relying_party_identifier: 'mfa-sandbox.eu.auth0.com',
		created_at: '2024-02-02T10:00:00.000Z',
	});
	state.addSession(ana, { id: SESSIONS.anaLaptop });
	state.addSession(ana, { id: SESSIONS.anaPhone });
	state.addRefreshToken(ana, {
		id: REFRESH_TOKENS.anaMobileApp,
		session_id: SESSIONS.anaPhone,
	});
	state.addRefreshToken(ana, {
		id: REFRESH_TOKENS.anaDesktopApp,
		client_id: 'DesktopAppClient0000000000000000',
		rotating: true,
	});
	state.addDeviceCredential(ana);
	state.addGrant(ana);
	state.rememberedBrowsers.set(ana, 2);
}

function seedFactorStories(state: Auth0State): void {
	const { ben, cleo, pending, linked, everyType } = USERS;
	state.addUser({ user_id: ben, email: EMAILS.ben, name: 'Ben Okafor' });
	state.addMethod(ben, {
		id: METHODS.benPasskey,
		type: 'passkey',
		name: 'Ben laptop',
		key_id: 'YmVuLXBhc3NrZXk',
		public_key: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgBEN',
		relying_party_identifier: 'mfa-sandbox.eu.auth0.com',
		credential_device_type: 'multi_device',
		credential_backed_up: true,
		transports: ['internal', 'hybrid'],
	});
	state.addMethod(ben, { id: METHODS.benTotp, type: 'totp', totp_secret: 'KRSXG5CTMVRXEZLU' });
	state.addSession(ben);

	state.addUser({ user_id: cleo, email: EMAILS.cleo, name: 'Cleo Lindqvist' });

	state.addUser({ user_id: pending, email: EMAILS.pending, name: 'Pia Pending' });
	state.addMethod(pending, { id: METHODS.pendingTotp, type: 'totp', confirmed: false });

	state.addUser({ user_id: linked, email: EMAILS.linked, name: 'Lin Ked' });
	const linkId = 'link_LinkedMethods001';
	state.addMethod(linked, { id: METHODS.linkedPush, type: 'push', link_id: linkId });
	state.addMethod(linked, { id: METHODS.linkedTotp, type: 'totp', link_id: linkId });

	state.addUser({ user_id: everyType, email: EMAILS.everyType, name: 'Eve Every' });
	state.addMethod(everyType, { type: 'recovery-code' });
	state.addMethod(everyType, { type: 'totp', name: 'Authenticator' });
	state.addMethod(everyType, {
		type: 'push',
		name: 'Guardian',
		authentication_methods: [{ id: 'push|dev_EveryTypePush0001', type: 'push' }],
	});
	state.addMethod(everyType, {
		type: 'phone',
		phone_number: '+15550100200',
		preferred_authentication_method: 'voice',
	});
	state.addMethod(everyType, { type: 'email', email: 'chuck334@example.com', name: 'Email' });
	state.addMethod(everyType, { type: 'email-verification', email: EMAILS.everyType });
	state.addMethod(everyType, {
		type: 'webauthn-roaming',
		name: 'Security key',
		key_id: 'ZXZlcnktcm9hbWluZw',
		public_key: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgFFF',
		relying_party_identifier: 'mfa-sandbox.eu.auth0.com',
	});
	state.addMethod(everyType, { type: 'webauthn-platform', name: 'Fingerprint' });
	state.addMethod(everyType, { type: 'guardian' });
	state.addMethod(everyType, { type: 'password' });
	state.recoveryCodes.set(everyType, '32YCGV1JUE9G7MDJ71UTN12W');
}

function seedIdentityStories(state: Auth0State): void {
	const { twinDatabase, twinGoogle, slash, oidc, blocked, capitals, phoneOnly } = USERS;
	state.addUser({ user_id: twinDatabase, email: EMAILS.twins, name: 'Tess Twin' });
	state.addUser({
		user_id: twinGoogle,
		email: EMAILS.twins,
		name: 'Tess Twin',
		connection: 'google-oauth2',
	});
	state.addMethod(twinDatabase, { type: 'totp' });
	state.addMethod(twinGoogle, { type: 'totp' });

	state.addUser({ user_id: slash, email: EMAILS.slash, name: 'Sam Slash' });
	state.addMethod(slash, { type: 'totp' });
	state.addUser({
		user_id: oidc,
		email: EMAILS.oidc,
		name: 'Oda Idc',
		connection: 'corporate-oidc',
	});
	state.addMethod(oidc, { type: 'totp' });

	state.addUser({ user_id: blocked, email: EMAILS.blocked, name: 'Bo Locked', blocked: true });
	state.addUser({
		user_id: capitals,
		email: EMAILS.capitals,
		name: 'Carla Capitals',
		connection: 'corporate-directory',
	});
	state.addUser({ user_id: phoneOnly, phone_number: '+15550100300', connection: 'sms' });
	state.addBruteForceBlock(EMAILS.cleo);
}

function seedCrowd(state: Auth0State): void {
	for (let i = 1; i <= CROWD_SIZE; i++) {
		const number = String(i).padStart(3, '0');
		const createdAt = new Date(CROWD_START + i * HOUR_MS).toISOString();
		const user = state.addUser({
			user_id: `auth0|00000000000000000000${number}0`,
			email: `person${number}@example.com`,
			name: `Person ${number}`,
			username: `person${number}`,
			created_at: createdAt,
			updated_at: createdAt,
			logins_count: i,
		});
		if (i % 3 !== 0) state.addMethod(user.user_id, { type: 'totp', name: 'Authenticator' });
		if (i % 10 === 0) {
			state.addMethod(user.user_id, {
				type: 'phone',
				phone_number: `+1555010${String(1000 + i)}`,
			});
		}
	}
}

function seedLogs(state: Auth0State): void {
	const about = (userId: string, email: string) => ({ user_id: userId, user_name: email });
	state.addLog({
		type: 'gd_enrollment_complete',
		date: '2026-11-19T09:00:00.000Z',
		description: 'Guardian - Enrollment complete (otp)',
		...about(USERS.ana, EMAILS.ana),
		details: { authenticator: { id: METHODS.anaTotp, type: 'totp' } },
	});
	state.addLog({
		type: 'gd_auth_failed',
		date: '2026-11-20T07:59:00.000Z',
		...about(USERS.ben, EMAILS.ben),
	});
	state.addLog({
		type: 's',
		date: '2026-11-20T08:12:44.099Z',
		...about(USERS.ana, EMAILS.ana),
		connection: 'Username-Password-Authentication',
	});
}
