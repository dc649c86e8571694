/**
 * Masks as Auth0 was recorded to do it: `+44207183875044` becomes
 * `XXXXXXXXXXX5044`, `chuck334@example.com` becomes `chuc****@exam*******`,
 * `foo@example.com` becomes `****@exam*******`. No document describes the rule;
 * this is the simplest one that gives all three.
 */
export function maskPhone(phone: string): string {
	return 'X'.repeat(Math.max(0, phone.length - 4)) + phone.slice(-4);
}

export function maskEmail(email: string): string {
	const at = email.lastIndexOf('@');
	if (at < 0) return maskPart(email);
	return `${maskPart(email.slice(0, at))}@${maskPart(email.slice(at + 1))}`;
}

function maskPart(part: string): string {
	return part.length > 4 ? part.slice(0, 4) + '*'.repeat(part.length - 4) : '****';
}
