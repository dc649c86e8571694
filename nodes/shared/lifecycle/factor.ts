/** Factors in terms that mean the same at every provider. */

export type FactorType =
	| 'totp'
	| 'push'
	| 'sms'
	| 'voice'
	| 'email'
	| 'webauthn'
	| 'passkey'
	| 'hardware-otp'
	| 'recovery-code'
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
	strength: Strength;
	status: 'active' | 'pending';
	label: string | null;
	/** ISO 8601 UTC. */
	createdAt: string | null;
	/** ISO 8601 UTC. */
	lastUsedAt: string | null;
}

const STRENGTH_OF: Record<FactorType, Strength> = {
	webauthn: 'phishing-resistant',
	passkey: 'phishing-resistant',
	totp: 'app',
	push: 'app',
	'hardware-otp': 'app',
	sms: 'weak',
	voice: 'weak',
	email: 'weak',
	'security-questions': 'weak',
	'recovery-code': 'weak',
	other: 'weak',
};

export function strengthOf(type: FactorType): Strength {
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
