import type { FactorKind } from './model';

/** What a kind of factor is called and how it behaves. */
export interface FactorFacts {
	/** Official name in v1; absent where v1 does not list it. */
	name1: string;
	/** Official name in v2. */
	name2: string;
	/** Can be enrolled through v1, through v2. */
	enroll1: boolean;
	enroll2: boolean;
	/** A challenge is sent to the person. */
	needsTrigger: boolean;
	/** How the challenge reaches the person. */
	sends?: 'sms' | 'email' | 'call' | 'push';
	/** Takes codes of RFC 6238. */
	totp: boolean;
	/** May be active without a check by the user. */
	mayBeVerified: boolean;
}

const NOTHING = {
	enroll1: false,
	enroll2: false,
	needsTrigger: false,
	totp: false,
	mayBeVerified: false,
};

export const FACTS: Record<FactorKind, FactorFacts> = {
	protect: {
		...NOTHING,
		name1: 'OneLogin Protect',
		name2: 'OneLogin',
		enroll2: true,
		needsTrigger: true,
		sends: 'push',
		totp: true,
	},
	sms: {
		...NOTHING,
		name1: 'OneLogin SMS',
		name2: 'SMS',
		enroll1: true,
		enroll2: true,
		needsTrigger: true,
		sends: 'sms',
		mayBeVerified: true,
	},
	voice: {
		...NOTHING,
		name1: 'OneLogin Voice',
		name2: 'OneLogin Voice',
		enroll1: true,
		enroll2: true,
		needsTrigger: true,
		sends: 'call',
		mayBeVerified: true,
	},
	email: {
		...NOTHING,
		name1: 'OneLogin Email',
		name2: 'OneLogin Email',
		enroll2: true,
		needsTrigger: true,
		sends: 'email',
		mayBeVerified: true,
	},
	authenticator: {
		...NOTHING,
		name1: 'Google Authenticator',
		name2: 'Google Authenticator',
		enroll2: true,
		totp: true,
	},
	yubikey: { ...NOTHING, name1: 'Yubico YubiKey', name2: 'YubiKey' },
	duo: {
		...NOTHING,
		name1: 'Duo Security',
		name2: 'Duo Security',
		needsTrigger: true,
		sends: 'push',
		totp: true,
	},
};
