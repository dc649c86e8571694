/** Names and ids of the seeded organisation; they are the same after each start and reset. */

export const ORGANISATION = { id: 5253, name: 'Test Org' } as const;
/** A direct child of it; its users can be reached. */
export const CHILD_ORGANISATION = { id: 5254, name: 'Child Org' } as const;
/** Out of reach. */
export const FOREIGN_ORGANISATION = { id: 9000, name: 'Foreign Org' } as const;

/** Users of the seeded organisation that have a story of their own. */
export const USERS = {
	/** Administrator without MFA, as on a trial plan; created the application token of the demo. */
	admin: 1001,
	/** Two MFA keys, one active and one pending; two trusted devices; an application token; two roles. */
	ana: 176257,
	/** Gets codes by email. */
	ben: 176258,
	/** Makes codes with an active key whose secret is {@link TOTP_SECRET}. */
	tom: 176259,
	/** No MFA, no device, one role. */
	cleo: 176260,
	suspended: 176261,
	/** Has not been activated yet. */
	pending: 176262,
	/** Whose username holds ana's as a part. */
	joana: 176263,
	/** Username with capital letters. */
	capitals: 176264,
	/** Administrator with user credentials and without MFA: for calls on one's own user. */
	automation: 176265,
	observer: 176266,
	/** In a direct child of the organisation. */
	child: 176267,
	/** In an organisation out of reach. */
	foreign: 999001,
} as const;

export const USERNAMES = {
	admin: 'admin@example.com',
	ana: 'ana@example.com',
	ben: 'ben@example.com',
	tom: 'tom@example.com',
	cleo: 'cleo@example.com',
	suspended: 'suspended@example.com',
	pending: 'pending@example.com',
	joana: 'joana@example.com',
	capitals: 'Carla.Capitals@Example.com',
	automation: 'automation@example.com',
	observer: 'observer@example.com',
	child: 'child@example.org',
	foreign: 'foreign@example.net',
} as const;

/** The password of each seeded user. */
export const passwordOf = (name: keyof typeof USERS): string => `password of ${name}`;

export const TOTP_SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

/** Ids of things that belong to {@link USERS}. */
export const KEYS = { anaActive: 717, anaPending: 718, tomActive: 719 } as const;
export const DEVICES = {
	anaLaptop: 16,
	anaPhone: 17,
	benLaptop: 18,
	automationA: 19,
	automationB: 20,
} as const;
export const BEN_FINGERPRINT = 'fingerprint-of-bens-laptop';

export const APPLICATION_TOKENS = {
	/** Acts with the rights of an administrator. */
	all: { id: 11, token: 'sandbox-application-token-of-admin' },
	/** Created by ana. */
	ana: { id: 12, token: 'sandbox-application-token-of-ana' },
	revoked: { id: 13, token: 'sandbox-application-token-revoked' },
	expired: { id: 14, token: 'sandbox-application-token-expired' },
} as const;

/** The user that demos work with. */
export const DEMO_USER = {
	id: USERS.automation,
	username: USERNAMES.automation,
	password: passwordOf('automation'),
} as const;

/** Number of ordinary users besides {@link USERS}, so that lists have pages. */
export const CROWD_SIZE = 125;
/** Number of seeded events. */
export const EVENT_COUNT = 230;
