const STRUCK_OUT = '[secret]';
/** Shorter values are words that occur anyway, e.g. an empty field or "true". */
const SHORTEST_SECRET = 4;
const JWT = /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g;

/** `text` with every one of `secrets`, in the spellings a service may echo it, struck out. */
export function redact(text: string, secrets: Iterable<string>): string {
	let clean = text.replace(JWT, STRUCK_OUT);
	for (const secret of secrets) {
		if (secret.length < SHORTEST_SECRET) continue;
		for (const spelling of new Set([
			secret,
			encodeURIComponent(secret),
			JSON.stringify(secret).slice(1, -1),
		])) {
			clean = clean.split(spelling).join(STRUCK_OUT);
		}
	}
	return clean;
}

const SECRET_NAME = /secret|token|password|passwd|pwd|fingerprint|private|apikey/i;

/** The values in a decrypted credential whose names say that they are secret, at any depth. */
export function secretsIn(credential: unknown, name = ''): string[] {
	if (typeof credential === 'string') {
		const isAddress = /^(=|https?:)/.test(credential);
		return SECRET_NAME.test(name) && !isAddress ? [credential] : [];
	}
	if (typeof credential !== 'object' || credential === null) return [];
	return Object.entries(credential).flatMap(([key, value]) => secretsIn(value, key));
}
