/**
 * What a person typed or a service told, as text to be shown in a mail, a page, a form or a chat:
 * one line that is no markup anywhere, however often something decodes it on the way. Entities are
 * no way to that, since n8n's own mail helper decodes them. To act on, take the value itself.
 *
 * Compatibility forms become the signs that they stand for (Unicode NFKC), so that they are seen as
 * such. Signs that make markup, a link, a mention or a template become look-alikes that no
 * normalisation turns back. Line ends become " / ", other blanks one blank, and what is invisible
 * or changes the direction of text (controls, joiners, tags, fillers, lone surrogates) becomes "?".
 * At most four combining marks stand on one sign. "_" and "|" stay, since ids hold them, but for
 * pairs of "_" around words.
 *
 * Never throws. Applied again, it changes nothing.
 *
 * @param {unknown} value
 * @param {number} bound most signs (code points) in the text, at least 6; what is longer ends in " (cut)"
 * @returns {string}
 */
function asText(value, bound = 200) {
	try {
		let text = plainOf(value);
		// One rule can make work for another. Two rounds are usual.
		for (let round = 0; round < 20; round++) {
			const next = plainLine(text, bound);
			if (next === text) return text;
			text = next;
		}
	} catch {
		// A text that cannot be read is told as that.
	}
	return '(unreadable)';
}

/** One round of asText. */
function plainLine(text, bound) {
	const LOOK_ALIKES = {
		'<': '\u2039',
		'>': '\u203A',
		'&': '+',
		'"': '\u201D',
		"'": '\u2019',
		'`': '\u2019',
		'\\': '\u2216',
		'{': '(',
		'}': ')',
		'[': '(',
		']': ')',
		'*': '\u2217',
		'~': '-',
		'\u226E': '\u2039',
		'\u226F': '\u203A',
	};
	const CUT = ' (cut)';
	// A sign can become several, and blanks fall away.
	const head = text.slice(0, bound * 20);
	const line = head
		.normalize('NFKC')
		.replace(/^[\s\u0085]+|[\s\u0085]+$/g, '')
		.replace(/[\s\u0085]+/g, (blank) => (/[\n\v\f\r\u0085\u2028\u2029]/.test(blank) ? ' / ' : ' '))
		// Letters and symbols that are drawn as nothing stand at the end of the list.
		.replace(/[\p{C}\p{Default_Ignorable_Code_Point}\u2800\u{13441}\u{13442}\u{16FE4}\u{1D159}]/gu, '?')
		.replace(/(^| )\p{M}+/gu, '$1?')
		.replace(/(\p{M}{4})\p{M}+/gu, '$1')
		.replace(/[<>&"'`\\{}[\]*~\u226E\u226F]/g, (sign) => LOOK_ALIKES[sign])
		// Programs make links and mentions of plain text: the address stays readable.
		.replace(/:\/\/(?! )/g, ':// ')
		.replace(/\bwww\.(?! )/gi, (start) => `${start} `)
		.replace(/(^|[^\p{L}\p{N}\p{M}._%+-])@(?=[\p{L}\p{N}])/gu, '$1@ ')
		.trim();
	const signs = [...line];
	const short =
		signs.length > bound || head.length < text.length
			? `${signs.slice(0, bound - CUT.length).join('').trimEnd()}${CUT}`.trim()
			: line;
	return short.replace(
		/(?<![\p{L}\p{N}_])(_+)(?=\S)(.*?[^\s_])(_+)(?![\p{L}\p{N}_])/gu,
		(_, open, words, close) => `${'-'.repeat(open.length)}${words}${'-'.repeat(close.length)}`,
	);
}

/**
 * The same as a cell of a CSV file. A spreadsheet runs a cell that begins like a formula, whatever
 * blank or invisible signs stand before and in whichever width the sign is written: such a cell
 * begins with an apostrophe. A semicolon, which separates cells where the comma separates decimals,
 * becomes a comma, so that the cell is written in quotation marks.
 *
 * @param {unknown} value
 * @returns {string | number | boolean} numbers and booleans as they are
 */
function asCell(value) {
	if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value;
	const text = asText(value, 1000).replace(/;/g, ',');
	// What could not be seen before the sign is a "?" now.
	const runs = /^[? \p{M}]*[=+\-@|%\u2212]/u.test(text) || /^[\t\r\n]/.test(plainOf(value));
	return runs ? `'${text}` : text;
}

/** A value in signs, before anything is done to them. */
function plainOf(value) {
	try {
		if (value === undefined || value === null) return '';
		return typeof value === 'object' ? String(JSON.stringify(value)) : String(value);
	} catch {
		return '(unreadable)';
	}
}
