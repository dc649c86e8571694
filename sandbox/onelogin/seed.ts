import { SCOPES, type ApiCredential, type Factor, type Scope } from './model';

function credential(id: string, name: string, scope: Scope): ApiCredential {
	return { client_id: id, client_secret: `${id}-secret`, name, scope };
}

/** API credentials of the seeded account, one per scope. */
export const CLIENTS = {
	manageAll: credential('sandbox-manage-all', 'Offboarding automation', SCOPES.manageAll),
	readAll: credential('sandbox-read-all', 'Audit', SCOPES.readAll),
	manageUsers: credential('sandbox-manage-users', 'Helpdesk', SCOPES.manageUsers),
	readUsers: credential('sandbox-read-users', 'Directory', SCOPES.readUsers),
	authenticationOnly: credential(
		'sandbox-authentication-only',
		'Sign-in page',
		SCOPES.authenticationOnly,
	),
} as const;

/** Factors that are switched on in the seeded account. */
export const FACTORS = {
	authenticator: { factor_id: 58957, name: 'Authenticator', kind: 'authenticator' },
	protect: { factor_id: 58958, name: 'OneLogin Protect', kind: 'protect' },
	sms: { factor_id: 16282, name: 'OneLogin SMS', kind: 'sms' },
	voice: { factor_id: 24567, name: 'OneLogin Voice', kind: 'voice' },
	email: { factor_id: 58961, name: 'Email OTP', kind: 'email' },
	yubikey: { factor_id: 58962, name: 'YubiKey', kind: 'yubikey' },
	duo: { factor_id: 58963, name: 'Duo Security', kind: 'duo' },
} as const satisfies Record<string, Factor>;

/** Users of the seeded account that have a story of their own. */
export const USERS = {
	/** Protect, SMS and an authenticator app; two sessions, two roles. */
	ana: 60308064,
	/** No device at all, phone and email on the profile. */
	ben: 60308065,
	/** An SMS device that was never confirmed. */
	pending: 60308066,
	/** Shares {@link EMAILS.twins} with the next one. */
	twinOne: 60308067,
	twinTwo: 60308068,
	/** Suspended already. */
	suspended: 60308069,
	/** Locked after too many attempts. */
	locked: 60308070,
	/** Unlicensed. */
	unlicensed: 60308071,
	/** Email with capital letters and a plus. */
	capitals: 60308072,
	/** Neither email nor phone: signs in by username. */
	nameOnly: 60308073,
	/** One device of every kind. */
	everyKind: 60308074,
	/** Has a star in the username, which is a wildcard in filters. */
	star: 60308075,
} as const;

export const EMAILS = {
	ana: 'ana@example.com',
	ben: 'ben@example.com',
	pending: 'pending@example.com',
	twins: 'twin@example.com',
	suspended: 'suspended@example.com',
	locked: 'locked@example.com',
	unlicensed: 'unlicensed@example.com',
	capitals: 'Carla.Capitals+office@Example.com',
	everyKind: 'every.kind@example.com',
} as const;

/** Ids of devices that belong to {@link USERS}. */
export const DEVICES = {
	anaProtect: 526532,
	anaSms: 525509,
	anaAuthenticator: 525510,
	pendingSms: 525511,
	everySms: 525521,
	everyVoice: 525522,
	everyEmail: 525523,
	everyProtect: 525524,
	everyAuthenticator: 525525,
	everyYubikey: 525526,
	everyDuo: 525527,
} as const;

/** TOTP secret of {@link DEVICES.anaAuthenticator}. */
export const ANA_TOTP_SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

/** The credential and the user that demos work with. */
export const DEMO_CLIENT = CLIENTS.manageAll;
export const DEMO_USER = { id: USERS.ana, email: EMAILS.ana } as const;

/** Number of ordinary users besides {@link USERS}, so that lists have pages. */
export const CROWD_SIZE = 125;
/** Id of the first ordinary user. */
export const CROWD_START = 61_000_001;
