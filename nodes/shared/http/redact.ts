import { LONGEST_ESCAPE, unescapeOnce, type Unescaped } from './escapes';
import { base64CoresOf, spellingsOf } from './spellings';

const STRUCK_OUT = '[secret]';
/** Shorter values are words that occur anyway, e.g. an empty field or "true". */
const SHORTEST_SECRET = 4;
/** Characters that are looked at beyond what is shown, at least: a token nobody knows may begin there. */
const LEAST_MARGIN = 8192;

/** From the first character that is struck out to the one after the last. */
type Span = readonly [from: number, to: number];

/**
 * The beginning of a text that came from outside, with every one of `secrets` struck out in the
 * spellings a service may echo it, and with everything that looks like a JWT.
 *
 * The text is cut before it is searched, so that a long one costs no more than a short one. It is
 * searched beyond the part that is shown, as far as the longest spelling of a secret reaches: one
 * that begins in that part is struck out whole, and what is behind that part is never shown.
 *
 * @param longest characters of `text` that may be shown
 */
export function toldText(text: string, secrets: Iterable<string>, longest: number): string {
	const known = [...secrets].filter(({ length }) => length >= SHORTEST_SECRET);
	const spelled = known.map(spellingsOf);
	const margin = Math.max(
		LEAST_MARGIN,
		...known.map(({ length }) => length * LONGEST_ESCAPE),
		...spelled.flat().map(({ length }) => length),
	);
	const looked = text.slice(0, longest + margin);
	const isCut = looked.length < text.length;
	const cores = known.flatMap(base64CoresOf);
	const find = (said: string) => [
		...tokensIn(said, isCut),
		...spelled.flat().flatMap((spelling) => placesOf(said, spelling)),
		...base64In(said, cores),
	];
	const unescaped = unescapeOnce(looked);
	const hidden = unescaped ? find(unescaped.text).map((span) => before(unescaped, span)) : [];
	return without(looked, [...find(looked), ...hidden], longest);
}

/**
 * JSON Web Tokens, in JSON or alone: a run of their characters is read once, and what follows `eyJ`
 * (`{"` in base64) in it is struck out when a second part follows, or may follow behind the cut.
 */
function tokensIn(text: string, isCut: boolean): Span[] {
	const spans: Span[] = [];
	for (const { 0: run, index } of text.matchAll(/[\w.-]+/g)) {
		const start = run.indexOf('eyJ');
		if (start < 0) continue;
		const end = index + run.length;
		const hasSecondPart = /\.[\w-]/.test(run.slice(start));
		if (hasSecondPart || (isCut && end === text.length)) spans.push([index + start, end]);
	}
	return spans;
}

function placesOf(text: string, spelling: string): Span[] {
	const spans: Span[] = [];
	let from = text.indexOf(spelling);
	while (from >= 0) {
		const to = from + spelling.length;
		spans.push([from, to]);
		from = text.indexOf(spelling, to);
	}
	return spans;
}

/** Base64 that holds one of `cores`, as it is or in the alphabet for URLs or with its signs encoded. */
function base64In(text: string, cores: readonly string[]): Span[] {
	if (cores.length === 0) return [];
	const spans: Span[] = [];
	for (const { 0: run, index } of text.matchAll(/(?:[\w+/-]|%2[bf]){8,}(?:=|%3d){0,2}/gi)) {
		const plain = run.replace(/-|%2b/gi, '+').replace(/_|%2f/gi, '/');
		if (cores.some((core) => plain.includes(core))) spans.push([index, index + run.length]);
	}
	return spans;
}

/** The span in the text as it was before its escapes were read. */
function before({ starts }: Unescaped, [from, to]: Span): Span {
	return [starts[from] ?? 0, starts[to] ?? Infinity];
}

/** The first `longest` characters of `text`, each span that begins in them struck out whole. */
function without(text: string, spans: readonly Span[], longest: number): string {
	const inOrder = spans.filter(([from]) => from < longest).sort(([x], [y]) => x - y);
	let told = '';
	let end = 0;
	for (const [from, to] of inOrder) {
		if (from >= end) told += text.slice(end, from) + STRUCK_OUT;
		end = Math.max(end, to);
	}
	return told + text.slice(end, Math.max(end, longest));
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
