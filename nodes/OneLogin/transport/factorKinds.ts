/** What is known of OneLogin's factors, by their official name (`auth_factor_name`). */
export interface FactorKind {
	type: 'totp' | 'push' | 'sms' | 'voice' | 'email' | 'hardware-otp' | 'other';
	/**
	 * A challenge can be waited for: a push, or the link in an email. A call cannot, since the person
	 * has to be shown a code to type on the phone.
	 */
	canWait: boolean;
	/** A code can be checked without a challenge before it. */
	hasCode: boolean;
}

/** API v1 and v2 name some factors differently. Labels that administrators edit are no names. */
const KINDS: Record<string, FactorKind> = {
	'OneLogin Protect': { type: 'push', canWait: true, hasCode: true },
	OneLogin: { type: 'push', canWait: true, hasCode: true },
	'Duo Security': { type: 'push', canWait: true, hasCode: true },
	'OneLogin SMS': { type: 'sms', canWait: false, hasCode: false },
	SMS: { type: 'sms', canWait: false, hasCode: false },
	'OneLogin Voice': { type: 'voice', canWait: false, hasCode: false },
	'OneLogin Email': { type: 'email', canWait: true, hasCode: false },
	'Google Authenticator': { type: 'totp', canWait: false, hasCode: true },
	'Yubico YubiKey': { type: 'hardware-otp', canWait: false, hasCode: true },
	YubiKey: { type: 'hardware-otp', canWait: false, hasCode: true },
};

const BY_NAME = new Map<unknown, FactorKind>(Object.entries(KINDS));

const UNKNOWN: FactorKind = { type: 'other', canWait: true, hasCode: true };

export function factorKind(authFactorName: unknown): FactorKind {
	return BY_NAME.get(authFactorName) ?? UNKNOWN;
}
