import { randomBytes } from 'crypto';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A new TOTP secret of 160 bits, as RFC 4226 section 4 recommends, in Base32 without padding. */
export function newTotpSecret(): string {
	let bits = '';
	for (const byte of randomBytes(20)) bits += byte.toString(2).padStart(8, '0');
	return bits.replace(/.{5}/g, (five) => BASE32.charAt(parseInt(five, 2)));
}

/** A typed Base32 secret without blanks, hyphens and padding; undefined when it is no Base32. */
export function readTotpSecret(typed: string): string | undefined {
	const secret = typed
		.replace(/[\s-]/g, '')
		.replace(/(?<!=)=+$/, '')
		.toUpperCase();
	return /^[A-Z2-7]+$/.test(secret) ? secret : undefined;
}

/** The address that authenticator apps read from a QR code (Key Uri Format of Google Authenticator). */
export function otpauthUri(secret: string, issuer: string, account: string): string {
	const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
	return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=6&period=30`;
}
