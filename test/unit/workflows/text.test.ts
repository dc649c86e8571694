import fc from 'fast-check';
import { asCell, asText, faultsOf, faultsOfCell, HOSTILE } from '../../support/templates/text';

/** What the Code nodes of the templates make of text that came from people and services. */

const RUNS = process.env.PROPERTY === 'whole' ? 100_000 : 5_000;
const SEED = process.env.PROPERTY === 'whole' ? undefined : 20261128;

/** Texts of signs that mean something to a mail, a page, a chat or a spreadsheet, and of any others. */
const SPECIAL = [
	...Array.from('<>&"\'`\\{}[]()*_~|=+-@%#:;,./!? \t\r\n\v\f$n'),
	'lt;',
	'gt;',
	'www.',
	'://',
	'ab',
	'1',
].concat(
	'\u0085\u2028\u2029\u00A0\u3000\u200B\u200D\u202E\u2066\u2069\u00AD\uFEFF\u3164\u2800\uFE0F'.split(
		'',
	),
	'\uFF1C\uFF1E\uFF06\uFF1D\uFF20\uFF3C\uFE64\uFE66\u226E\u226F\u2260\u0338\u0301\u0335\u20DD\uD800\uDC00'.split(
		'',
	),
	['\u{E0041}', '\u{13441}', '\u{1D159}', '\u2212', '\u05D0', '\u0627', '\uFDFA', '\u2026'],
);
const text = fc.oneof(
	fc.array(fc.constantFrom(...SPECIAL), { maxLength: 40 }).map((signs) => signs.join('')),
	fc.string({ unit: 'binary', maxLength: 40 }),
	fc.string({ unit: 'grapheme', maxLength: 40 }),
	fc
		.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
		.map((codes) => String.fromCharCode(...codes)),
);

const check = <Given>(property: fc.IPropertyWithHooks<Given>) => {
	fc.assert(property, { numRuns: RUNS, ...(SEED !== undefined && { seed: SEED }) });
};
const bound = fc.integer({ min: 6, max: 60 });

describe('asText', () => {
	it('gives one line without markup, whatever came, and not more signs than allowed', () => {
		check(
			fc.property(text, bound, (value, most) => {
				const shown = asText(value, most);
				expect(faultsOf(shown)).toEqual([]);
				expect(Array.from(shown).length).toBeLessThanOrEqual(most);
			}),
		);
	});

	it('changes nothing when it is applied again', () => {
		check(
			fc.property(text, bound, (value, most) => {
				const shown = asText(value, most);
				expect(asText(shown, most)).toBe(shown);
			}),
		);
	});

	it.each([
		['INC-1<img src=x onerror="x">', 'INC-1\u2039img src=x onerror=\u201Dx\u201D\u203A'],
		['&lt;b&gt;', '+lt;b+gt;'],
		['one\\ntwo', 'one\u2216ntwo'],
		['one\r\n\r\ntwo\u2028three\u0085four', 'one / two / three / four'],
		['  a \t\u00A0 b  ', 'a b'],
		['a\u200Bb\u202Ec\u{E0041}d\uD800', 'a?b?c?d?'],
		['\uFF1Cb\uFF1E', '\u2039b\u203A'],
		['[x](https://evil.example)', '(x)(https:// evil.example)'],
		['*a* ~b~ _c d_ {{e}}', '\u2217a\u2217 -b- -c d- ((e))'],
		['@everyone <@U1> ana@example.com', '@ everyone \u2039@ U1\u203A ana@example.com'],
		['Z\u0335\u0335\u0335\u0335\u0335\u0335\u0335', 'Z\u0335\u0335\u0335\u0335'],
	])('%j becomes %j', (value, shown) => {
		expect(asText(value)).toBe(shown);
	});

	it.each([
		'ana@example.com',
		'o.brien+mfa@sub.example.co.uk',
		'auth0|5f7c8ec7c33c6c004bbafe82',
		'webauthn-roaming|dev_AnaSecurityKey01',
		'_jpuR-TGZtk6aQCLF3BQjA2',
		'60309001',
		'Zo\u00EB \u5C71\u7530, \u0645\u062D\u0645\u062F #12 (50%): ok!',
		'/home/node/.n8n-files/offboarding_2026-11-28_execution-4_batch-1.csv',
	])('%s stays as it is', (value) => {
		expect(asText(value)).toBe(value);
		expect(asCell(value)).toBe(value);
	});

	it.each<[unknown, string]>([
		[undefined, ''],
		[null, ''],
		[0, '0'],
		[false, 'false'],
		[['a', '<'], '(\u201Da\u201D,\u201D\u2039\u201D)'],
		[
			{
				toJSON: () => {
					throw new Error('no');
				},
			},
			'(unreadable)',
		],
		[Object.create(null), '()'],
		[Symbol('<'), 'Symbol(\u2039)'],
	])('takes what is no text: case %#', (value, shown) => {
		expect(asText(value)).toBe(shown);
	});

	it('says that it cut, and does not take long over what is huge', () => {
		expect(asText('x'.repeat(30), 20)).toBe(`${'x'.repeat(14)} (cut)`);
		expect(asText('\u{1F600}'.repeat(20), 20)).toBe('\u{1F600}'.repeat(20));
		const since = Date.now();
		for (const part of [' ', '_a', '_ ', ' \u0301', '@a', '\n\r', '\u0301', '<', 'www.']) {
			expect(asText(part.repeat(1_000_000)).length).toBeLessThanOrEqual(400);
			asCell(part.repeat(1_000_000));
		}
		expect(Date.now() - since).toBeLessThan(5_000);
	});
});

describe('asCell', () => {
	it('gives a cell that no spreadsheet runs, in one line, whatever came', () => {
		check(
			fc.property(text, (value) => {
				expect(faultsOfCell(asCell(value))).toEqual([]);
			}),
		);
	});

	it.each([
		['\n=1+1', "'=1+1"],
		['\uFF1D1+1', "'=1+1"],
		['\uFF20SUM(1)', "'@ SUM(1)"],
		['\u200B=1+1', "'?=1+1"],
		[' =1+1', "'=1+1"],
		['\u3000\uFEFF\u202A+1', "'?+1"],
		['\t\u2800-1', "'?-1"],
		['\uFE66cmd|x', "'=cmd|x"],
		['\u2212cmd', "'\u2212cmd"],
		['&A1', "'+A1"],
		['~A1', "'-A1"],
		['%1', "'%1"],
		['x;=1+1', 'x,=1+1'],
		["'=1", '\u2019=1'],
	])('%j becomes %j', (value, cell) => {
		expect(asCell(value)).toBe(cell);
	});

	it('leaves numbers and booleans', () => {
		expect([-1, 2.5, true].map(asCell)).toEqual([-1, 2.5, true]);
		expect(asCell(Number.NaN)).toBe('NaN');
	});
});

it('the text of the other tests that is to become plain holds every fault', () => {
	expect(faultsOf(HOSTILE).sort()).toEqual([
		'blanks',
		'invisible',
		'italics',
		'link',
		'marks',
		'markup',
	]);
	expect(faultsOf(asText(HOSTILE, 1000))).toEqual([]);
});
