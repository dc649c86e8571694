/** Characters of an error's quotation that is longer. */
const LONGEST = 100;

/**
 * A text from outside as an error quotes it: short, in one line, and with what cannot be seen made
 * visible by its number, since just that may be what is wrong with it. E.g. "ana\u{200b}@example.com".
 */
export function visible(text: string): string {
	const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
	return cut.replace(/[\p{C}\p{DI}\p{Z}]/gu, (sign) =>
		sign === ' ' ? sign : `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`,
	);
}
