/** Factors in terms that mean the same at every provider. */

export type FactorType =
	| 'totp'
	| 'push'
	| 'sms'
	| 'voice'
	| 'email'
	| 'webauthn'
	| 'passkey'
	| 'certificate'
	| 'hardware-otp'
	| 'recovery-code'
	| 'temporary-code'
	| 'security-questions'
	| 'other';

/**
 * How well a factor withstands an attacker, weakest last: the order of the CISA fact sheet
 * "Implementing Phishing-Resistant MFA" (October 2022).
 */
export type Strength = (typeof STRENGTHS)[number];

/** Weakest first. */
export const STRENGTHS = ['weak', 'app', 'phishing-resistant'] as const;

export interface Factor {
	provider: string;
	userId: string;
	factorId: string;
	type: FactorType;
	/** Null where it is not known. */
	strength: Strength | null;
	/** False for what only stands in for a factor once, e.g. a recovery code. */
	countsAsMfa: boolean;
	status: 'active' | 'pending';
	label: string | null;
	/** ISO 8601 UTC. */
	createdAt: string | null;
	/** ISO 8601 UTC. */
	lastUsedAt: string | null;
}

const STRENGTH_OF: Record<FactorType, Strength | null> = {
	webauthn: 'phishing-resistant',
	passkey: 'phishing-resistant',
	certificate: 'phishing-resistant',
	totp: 'app',
	push: 'app',
	'hardware-otp': 'app',
	sms: 'weak',
	voice: 'weak',
	email: 'weak',
	'security-questions': 'weak',
	'recovery-code': 'weak',
	'temporary-code': 'weak',
	// What a service calls something that has no name here may be anything.
	other: null,
};

/** One-time access: codes and passes that stand in for a factor. */
const ONE_TIME: ReadonlySet<FactorType> = new Set(['recovery-code', 'temporary-code']);

/** True for a kind of factor; false for what only stands in for one. */
export function countsAsMfa(type: FactorType): boolean {
	return !ONE_TIME.has(type);
}

/** The strength of a kind of factor; null where it is not known. */
export function strengthOf(type: FactorType): Strength | null {
	return STRENGTH_OF[type];
}

/** Negative when `a` is weaker than `b`. */
export function compareStrength(a: Strength, b: Strength): number {
	return STRENGTHS.indexOf(a) - STRENGTHS.indexOf(b);
}

/** A date as ISO 8601 UTC; null when there is none. Numbers are Unix time in seconds. */
export function isoDate(value: unknown): string | null {
	if (typeof value !== 'string' && typeof value !== 'number') return null;
	const date = new Date(typeof value === 'number' ? value * 1000 : value);
	return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
