/** What the sandbox keeps of an account. Dates are ISO 8601 UTC with milliseconds. */

export const SCOPES = {
	authenticationOnly: 'Authentication Only',
	readUsers: 'Read Users',
	manageUsers: 'Manage users',
	readAll: 'Read All',
	manageAll: 'Manage All',
} as const;

export type Scope = (typeof SCOPES)[keyof typeof SCOPES];

/** A pair of client id and client secret, with its one scope. */
export interface ApiCredential {
	client_id: string;
	client_secret: string;
	name: string;
	scope: Scope;
}

export interface AccessGrant {
	client_id: string;
	scope: Scope;
}

/** A user as API v2 gives it, without what is made up while answering. */
export interface User {
	id: number;
	username: string;
	email: string;
	firstname: string;
	lastname: string;
	phone: string | null;
	status: number;
	state: number;
	title: string;
	company: string;
	department: string;
	comment: string;
	group_id: number | null;
	role_ids: number[];
	custom_attributes: Record<string, string | null>;
	directory_id: number | null;
	external_id: string | null;
	samaccountname: string | null;
	activated_at: string | null;
	created_at: string;
	updated_at: string;
	last_login: string | null;
	invitation_sent_at: string | null;
	password_changed_at: string | null;
	invalid_login_attempts: number;
	locked_until: string | null;
}

/** A factor that the account's administrators have switched on. */
export interface Factor {
	factor_id: number;
	/** Label that administrators give. */
	name: string;
	kind: FactorKind;
}

export type FactorKind =
	| 'protect'
	| 'sms'
	| 'voice'
	| 'email'
	| 'authenticator'
	| 'yubikey'
	| 'duo';

/** An enrolled factor with its secrets. */
export interface Device {
	id: number;
	userId: number;
	kind: FactorKind;
	factorId: number;
	/** Name that the user gave. */
	label: string;
	active: boolean;
	isDefault: boolean;
	phone?: string;
	totpSecret?: string;
	/** Step of the last TOTP code that was taken: a code is good once. */
	lastStep?: number;
}

/** A challenge that waits for a code, for a person's answer, or for both. */
export interface Challenge {
	/** State token, registration id or verification id. */
	id: string;
	purpose: 'trigger' | 'registration' | 'verification';
	userId: number;
	deviceId: number;
	code?: string;
	answer: 'pending' | 'accepted' | 'rejected';
	/** Milliseconds by the sandbox's clock. */
	expiresAt: number;
}

/** What OneLogin sent to a person: the code stands in the text. */
export interface Message {
	userId: number;
	deviceId: number;
	by: 'sms' | 'email' | 'call' | 'push';
	to: string;
	code: string | null;
	text: string;
	at: string;
}

export interface TemporaryToken {
	userId: number;
	token: string;
	reusable: boolean;
	expiresAt: number;
	used: boolean;
}

export interface EventEntry {
	id: number;
	created_at: string;
	event_type_id: number;
	user_id: number | null;
	[field: string]: unknown;
}
