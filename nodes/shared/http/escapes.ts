/** A text with its escapes read, and where each of its characters stood before. */
export interface Unescaped {
	text: string;
	/** Where the character at an index of `text` began; one entry more than characters, for the end. */
	starts: readonly number[];
}

/** Names of HTML's character references for the signs that tokens, passwords and addresses hold. */
const NAMED: Readonly<Record<string, string>> = {
	amp: '&',
	apos: "'",
	ast: '*',
	bsol: '\\',
	colon: ':',
	comma: ',',
	commat: '@',
	dollar: '$',
	equals: '=',
	excl: '!',
	grave: '`',
	gt: '>',
	hat: '^',
	lbrace: '{',
	lbrack: '[',
	lcub: '{',
	lowbar: '_',
	lpar: '(',
	lsqb: '[',
	lt: '<',
	num: '#',
	percnt: '%',
	period: '.',
	plus: '+',
	quest: '?',
	quot: '"',
	rbrace: '}',
	rbrack: ']',
	rcub: '}',
	rpar: ')',
	rsqb: ']',
	semi: ';',
	sol: '/',
	verbar: '|',
	vert: '|',
};

/** The longest way to write one character, e.g. `&#x00002b;`. */
export const LONGEST_ESCAPE = 10;

/** HTML's character references, and the escapes of JSON and JavaScript. Runs in linear time. */
const ESCAPE =
	/&#x([0-9a-f]{1,6});?|&#([0-9]{1,7});?|&([a-z]{2,6});|\\u\{([0-9a-f]{1,6})\}|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})/gi;

/** Reads the escapes in `text`, once; undefined when it has none. */
export function unescapeOnce(text: string): Unescaped | undefined {
	let read = '';
	const starts: number[] = [];
	let end = 0;
	const copy = (to: number) => {
		for (let at = end; at < to; at++) starts.push(at);
		read += text.slice(end, to);
	};
	for (const found of text.matchAll(ESCAPE)) {
		const sign = signOf(found);
		if (sign === undefined) continue;
		copy(found.index);
		for (let unit = 0; unit < sign.length; unit++) starts.push(found.index);
		read += sign;
		end = found.index + found[0].length;
	}
	if (end === 0) return undefined;
	copy(text.length);
	starts.push(text.length);
	return { text: read, starts };
}

function signOf([, hex, decimal, name, braced, unit, byte]: RegExpMatchArray): string | undefined {
	if (name !== undefined) return NAMED[name.toLowerCase()];
	const code =
		decimal === undefined ? parseInt(hex ?? braced ?? unit ?? byte ?? '', 16) : Number(decimal);
	return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
