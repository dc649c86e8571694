const STRUCK_OUT = '[secret]';
/** Shorter values are words that occur anyway, e.g. an empty field or "true". */
const SHORTEST_SECRET = 4;
const JWT = /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g;

/** `text` with every one of `secrets`, in the spellings a service may echo it, struck out. */
export function redact(text: string, secrets: Iterable<string>): string {
	let clean = text.replace(JWT, STRUCK_OUT);
	for (const secret of secrets) {
		if (secret.length < SHORTEST_SECRET) continue;
		// The longest first: a shorter one may be the beginning of it.
		for (const spelling of spellingsOf(secret)) clean = clean.split(spelling).join(STRUCK_OUT);
		clean = withoutBase64Of(clean, secret);
	}
	return clean;
}

/** As servers, logs and pages write a text into another one. */
function spellingsOf(secret: string): string[] {
	const percent = encodeURIComponent(secret);
	const json = JSON.stringify(secret).slice(1, -1);
	const hex = Buffer.from(secret).toString('hex');
	const all = [
		secret,
		json,
		JSON.stringify(json).slice(1, -1),
		json.replace(/\//g, '\\/'),
		percent,
		asForm(percent),
		encodeURIComponent(percent),
		percent.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`),
		encodeURI(secret),
		inHtml(secret),
		hex,
	];
	const lower = all.map((one) => one.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()));
	return [...new Set([...all, ...lower, hex.toUpperCase()])].sort((x, y) => y.length - x.length);
}

/** As a form is sent (application/x-www-form-urlencoded). */
function asForm(percent: string): string {
	const code = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
	return percent.replace(/[!'()~]/g, code).replace(/%20/g, '+');
}

const HTML: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

function inHtml(text: string): string {
	return text.replace(/[&<>"']/g, (sign) => HTML[sign] ?? sign);
}

/** Shorter pieces of base64 would be found in any text. */
const SHORTEST_BASE64 = 8;

/** Strikes out what holds `secret` in base64, alone or within something longer, e.g. `id:secret`. */
function withoutBase64Of(text: string, secret: string): string {
	const cores = [0, 1, 2]
		.map((before) => base64Core(secret, before))
		.filter((core) => core.length >= SHORTEST_BASE64);
	// In the alphabet for URLs, or with its signs encoded, it is the same text.
	const inPlainAlphabet = (run: string) => run.replace(/-|%2b/gi, '+').replace(/_|%2f/gi, '/');
	return text.replace(/(?:[\w+/-]|%2[bf]){8,}(?:=|%3d){0,2}/gi, (run) =>
		cores.some((core) => inPlainAlphabet(run).includes(core)) ? STRUCK_OUT : run,
	);
}

/** The characters of base64 that stand for `secret` alone, where so many bytes come before it. */
function base64Core(secret: string, before: number): string {
	const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
	const whole = Math.floor(bytes.length / 3) * 3;
	const text = bytes.subarray(0, whole).toString('base64');
	return text.slice(Math.ceil((before * 4) / 3));
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
