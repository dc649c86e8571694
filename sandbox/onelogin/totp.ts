import { Secret, TOTP } from 'otpauth';

const PERIOD = 30;

function generator(secret: string): TOTP {
	return new TOTP({
		secret: Secret.fromBase32(secret),
		algorithm: 'SHA1',
		digits: 6,
		period: PERIOD,
	});
}

/** The code of a secret at a time in milliseconds (RFC 6238: SHA-1, 6 digits, 30 seconds). */
export function totpCode(secret: string, atMs: number): string {
	return generator(secret).generate({ timestamp: atMs });
}

/** The step that a code belongs to, one step of drift allowed; undefined when it is wrong. */
export function totpStep(secret: string, code: string, atMs: number): number | undefined {
	if (!/^[0-9]{6}$/.test(code)) return undefined;
	const delta = generator(secret).validate({ token: code, timestamp: atMs, window: 1 });
	return delta === null ? undefined : Math.floor(atMs / 1000 / PERIOD) + delta;
}

/** What an authenticator app reads from the QR code. */
export function totpUrl(secret: string, issuer: string, account: string): string {
	return `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(account)}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`;
}
