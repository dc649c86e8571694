/** As servers, logs and pages write `secret` into another text. */
export function spellingsOf(secret: string): string[] {
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
	return [...new Set([...all, ...lower, hex.toUpperCase()])];
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

/** What every base64 text holds that has `secret` in it, alone or within something longer, e.g. `id:secret`. */
export function base64CoresOf(secret: string): string[] {
	return [0, 1, 2]
		.map((before) => base64Core(secret, before))
		.filter((core) => core.length >= SHORTEST_BASE64);
}

/** The characters of base64 that stand for `secret` alone, where so many bytes come before it. */
function base64Core(secret: string, before: number): string {
	const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
	const whole = Math.floor(bytes.length / 3) * 3;
	const text = bytes.subarray(0, whole).toString('base64');
	return text.slice(Math.ceil((before * 4) / 3));
}
