/** What the sandbox keeps of a tenant. Dates are ISO 8601 UTC with milliseconds. */

export interface Identity {
	connection: string;
	user_id: string;
	provider: string;
	isSocial: boolean;
}

/** A user as `GET /api/v2/users/{id}` gives it; `blocked` is absent until it was first set. */
export interface User {
	user_id: string;
	email?: string;
	email_verified?: boolean;
	username?: string;
	phone_number?: string;
	phone_verified?: boolean;
	name?: string;
	nickname?: string;
	given_name?: string;
	family_name?: string;
	picture?: string;
	blocked?: boolean;
	multifactor?: string[];
	identities: Identity[];
	user_metadata?: Record<string, unknown>;
	app_metadata?: Record<string, unknown>;
	created_at: string;
	updated_at: string;
	last_login?: string;
	last_ip?: string;
	logins_count?: number;
}

export const METHOD_TYPES = [
	'recovery-code',
	'totp',
	'push',
	'phone',
	'email',
	'email-verification',
	'webauthn-roaming',
	'webauthn-platform',
	'guardian',
	'passkey',
	'password',
] as const;

export type MethodType = (typeof METHOD_TYPES)[number];

/** An authentication method with its secrets and in full; views of it leave out and mask. */
export interface Method {
	id: string;
	type: MethodType;
	confirmed: boolean;
	name?: string;
	link_id?: string;
	phone_number?: string;
	email?: string;
	totp_secret?: string;
	preferred_authentication_method?: 'sms' | 'voice';
	authentication_methods?: Array<{ id: string; type: string }>;
	key_id?: string;
	public_key?: string;
	relying_party_identifier?: string;
	aaguid?: string;
	credential_device_type?: string;
	credential_backed_up?: boolean;
	identity_user_id?: string;
	user_agent?: string;
	user_handle?: string;
	transports?: string[];
	created_at: string;
	enrolled_at?: string;
	last_auth_at?: string;
}

export interface Session {
	id: string;
	user_id: string;
	created_at: string;
	updated_at: string;
	authenticated_at: string;
	idle_expires_at: string;
	expires_at: string;
	last_interacted_at: string;
	device: Record<string, string>;
	clients: Array<{ client_id: string }>;
	authentication: { methods: Array<{ name: string; timestamp: string; type?: string }> };
}

export interface RefreshToken {
	id: string;
	user_id: string;
	created_at: string;
	idle_expires_at: string | null;
	expires_at: string | null;
	client_id: string;
	session_id: string | null;
	rotating: boolean;
	resource_servers: Array<{ audience: string; scopes: string }>;
}

export interface DeviceCredential {
	id: string;
	device_name: string;
	device_id: string;
	type: 'public_key' | 'refresh_token' | 'rotating_refresh_token';
	user_id: string;
	client_id: string;
}

export interface Grant {
	id: string;
	clientID: string;
	user_id: string;
	audience: string;
	scope: string[];
}

/** A block by brute-force protection; not the same as a user's `blocked`. */
export interface BruteForceBlock {
	identifier: string;
	ip: string;
	connection: string;
}

export interface EnrollmentTicket {
	ticket_id: string;
	ticket_url: string;
	user_id: string;
	email?: string;
	send_mail?: boolean;
	email_locale?: string;
	factor?: string;
	allow_multiple_enrollments?: boolean;
	/** A ticket is good for one enrollment. */
	used: boolean;
}

export interface LogEntry {
	_id: string;
	log_id: string;
	date: string;
	type: string;
	description: string | null;
	user_id: string | null;
	user_name: string | null;
	client_id: string | null;
	client_name: string | null;
	connection: string | null;
	ip: string;
	details: Record<string, unknown> | null;
	[field: string]: unknown;
}

/** A machine-to-machine application. */
export interface Client {
	client_id: string;
	client_secret: string;
	name: string;
	/** False: there is no client grant for the Management API. */
	authorized: boolean;
	grant_types: string[];
	permissions: string[];
}

/** What an access token allows. */
export interface AccessGrant {
	client_id: string;
	permissions: string[];
}
