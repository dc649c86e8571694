import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

const FILE = join(__dirname, '../../../workflows/code/text.js');

interface TextFunctions {
	asText: (value: unknown, bound?: number) => string;
	asCell: (value: unknown) => string | number | boolean;
}

/** The functions that the Code nodes of the templates share. */
export const { asText, asCell } = runInNewContext(
	`(() => {${readFileSync(FILE, 'utf8')}; return { asText, asCell }; })()`,
) as TextFunctions;

/** Signs that make markup, a link or a template somewhere, and line ends. */
const SIGNS = /[<>&"'`\\{}[\]*~\n\v\f\r\t\u0085\u2028\u2029]/;
/** What is not seen, or moves what is. */
const UNSEEN =
	/[\p{C}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Variation_Selector}\u2800]/u;
/** What programs turn into a link or a mention by themselves. */
const LINKS = /:\/\/\S|\bwww\.\S|(?:^|[^\p{L}\p{N}\p{M}._%+-])@[\p{L}\p{N}]/iu;
/** Words in italics, as chats and Markdown write them. */
const ITALICS = /(?<![\p{L}\p{N}_])_+[^\s_](?:.*[^\s_])?_+(?![\p{L}\p{N}_])/u;

/** Why a text is not plain, or nothing. Also sees what another way of writing it would be. */
export function faultsOf(text: string): string[] {
	const views = [text, text.normalize('NFKC'), text.normalize('NFKD'), text.normalize('NFC')];
	return [
		...new Set(
			views.flatMap((view) => [
				...(SIGNS.test(view) ? ['markup'] : []),
				...(UNSEEN.test(view) ? ['invisible'] : []),
				...(LINKS.test(view) ? ['link'] : []),
				...(ITALICS.test(view) ? ['italics'] : []),
				...(/(^|\s)\p{M}|\p{M}{5}/u.test(view.normalize('NFC')) ? ['marks'] : []),
				...(/^\s|\s$|\s\s/.test(view) ? ['blanks'] : []),
			]),
		),
	];
}

/** Why a cell of a CSV file is not plain, or nothing. */
export function faultsOfCell(cell: unknown): string[] {
	if (typeof cell === 'number' || typeof cell === 'boolean') return [];
	if (typeof cell !== 'string') return [`a ${typeof cell}`];
	const formula = /^[\s\p{C}\p{M}\p{Default_Ignorable_Code_Point}?]*[=+\-@|%\u2212]/u;
	return [
		...faultsOf(cell.replace(/^'/, '')),
		...(formula.test(cell.normalize('NFKC')) ? ['formula'] : []),
		...(cell.includes(';') ? ['separator'] : []),
	];
}

/** One text with everything in it that somebody has tried. */
export const HOSTILE = [
	'=1+1<img src=x onerror="alert(1)">',
	"&lt;b&gt;&amp;lt;script&amp;gt;'`",
	'\\n\\n',
	'\n<!-- {{ $json.raw }} [x](javascript:alert(1)) *bold* ~gone~ _italic_',
	' https://evil.example www.evil.example @everyone <@U1>',
	'\u202Eabc\u2066\u200B\u00AD\u{E0041}\uFE0F\u3164\u2028\uD800',
	'  \uFF1Cimg\uFF1E \uFF1D1 \u226E a\u0301\u0301\u0301\u0301\u0301\u0301',
].join('');
