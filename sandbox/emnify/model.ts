/** What the sandbox keeps of an emnify organisation. Dates are text as the service writes them. */

export interface Lookup {
	id: number;
	description: string;
}

export interface Role {
	id: number;
	name: string;
}

export interface Organisation {
	id: number;
	name: string;
}

/** An MFA key with its secret; the secret leaves the service on creation only. */
export interface MfaKey {
	id: number;
	status: number;
	type: number;
	secret: string;
	creation_date: string;
	activation_date?: string;
}

/** A trusted device with its fingerprint, which is never given out. */
export interface TrustedDevice {
	id: number;
	fingerprint: string;
	operating_system?: string;
	browser?: string;
	name?: string;
	activation_date: string;
	/** Milliseconds since 1970 on the sandbox's clock. */
	trustedAt: number;
}

export interface User {
	id: number;
	username: string;
	name: string;
	password: string;
	created: string;
	status: number;
	organisation: Organisation;
	roles: number[];
	/** Whether a code is sent by email when no key is active. */
	emailMfa: boolean;
	keys: MfaKey[];
	devices: TrustedDevice[];
	/** Refused sign-ins in a row, and until when no other is taken (milliseconds since 1970). */
	failures: number;
	lockedUntil: number;
}

export interface ApplicationToken {
	id: number;
	token: string;
	description: string;
	created: string;
	status: number;
	expiry_date?: string;
	ip?: string;
	creator: number;
	organisation: Organisation;
}

export interface Event {
	id: number;
	timestamp: string;
	type: number;
	description: string;
	severity: number;
	source: number;
	alert: boolean;
	organisation: Organisation;
	/** Who acted; left out for actions by an application token. */
	user?: { id: number; name: string; username: string };
	detail?: Record<string, unknown>;
}

/** What an access token allows. */
export type Grant =
	| { kind: 'user'; userId: number }
	| { kind: 'application'; applicationTokenId: number };

/** A sign-in that waits for its code. */
export interface Challenge {
	userId: number;
	/** The emailed code; undefined where a key makes the codes. */
	code?: string;
	until: number;
}
