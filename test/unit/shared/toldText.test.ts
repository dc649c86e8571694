import { toldText } from '../../../nodes/shared/http/redact';
import { fc } from '../../support/random';

/** The text of a service as an error tells it: cut, without secrets, and in no time. */

const TOKEN = `eyJhbGciOiJIUzI1NiJ9.${'eyJzdWIiOiJhbmEifQ'.repeat(40)}.${'c2lnbmF0dXJl'.repeat(5)}`;
const SECRET = 'a+secret/with&signs=4711';

const hexEntity = (text: string) =>
	Array.from(text)
		.map((sign) => `&#x${sign.charCodeAt(0).toString(16)};`)
		.join('');
const wideEntity = (text: string) =>
	Array.from(text)
		.map((sign) => `&#x${sign.charCodeAt(0).toString(16).padStart(6, '0')};`)
		.join('');
const decimalEntity = (text: string) =>
	Array.from(text)
		.map((sign) => `&#${sign.charCodeAt(0)};`)
		.join('');
const unicode = (text: string) =>
	Array.from(text)
		.map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
		.join('');
const first = (escape: (text: string) => string) => (text: string) =>
	escape(text.slice(0, 1)) + text.slice(1);

const ESCAPES: ReadonlyArray<readonly [string, (text: string) => string]> = [
	['&#x65;', hexEntity],
	['&#x000065;', wideEntity],
	['&#101;', decimalEntity],
	['\\u0065', unicode],
	['&#x65; for the first letter', first(hexEntity)],
	['\\u0065 for the first letter', first(unicode)],
	[
		'&amp;, &#43;, &sol; and &equals;',
		(text) =>
			text
				.replaceAll('&', '&amp;')
				.replaceAll('+', '&#43;')
				.replaceAll('/', '&sol;')
				.replaceAll('=', '&equals;'),
	],
];

describe.each(ESCAPES)('written with %s', (_, escape) => {
	test('a secret is struck out, and what is around it stays as it was written', () => {
		const text = toldText(`&lt;b&gt; ${escape(SECRET)} &lt;/b&gt;`, [SECRET], 1000);
		expect(text).toBe('&lt;b&gt; [secret] &lt;/b&gt;');
	});

	test('a token that nobody knows is struck out', () => {
		expect(toldText(`Got "${escape(TOKEN)}" from you`, [], 20_000)).toBe('Got "[secret]" from you');
	});
});

const whole = (text: string) => text;
const SPELLINGS = [
	whole,
	hexEntity,
	wideEntity,
	unicode,
	encodeURIComponent,
	(text: string) => encodeURIComponent(encodeURIComponent(text)),
	(text: string) => Buffer.from(text).toString('hex'),
	(text: string) => Buffer.from(text).toString('base64'),
];

test.each(SPELLINGS.map((spell) => [spell(SECRET).slice(0, 30), spell]))(
	'no part of a secret passes where the text is cut: %s',
	(_, spell) => {
		fc.assert(
			fc.property(
				fc.integer({ min: 60, max: 300 }),
				fc.integer({ min: 1, max: 30 }),
				(at, times) => {
					const said = spell(SECRET);
					// Whatever is struck out before the cut, what stood behind it does not move up.
					const text = `${said} `.repeat(times) + 'x '.repeat(at / 2) + `${said}${said}`;
					for (let longest = 1; longest < text.length; longest += 7) {
						const told = toldText(text, [SECRET], longest);
						expect(told.replaceAll('[secret]', '').replace(/[x ]/g, '')).toBe('');
					}
				},
			),
			{ numRuns: 5 },
		);
	},
);

test('a token that begins before the cut is struck out, however far it reaches', () => {
	const told = toldText(`Sent ${'eyJ'.padEnd(20_000, 'a')}.${'b'.repeat(20_000)}.c`, [], 1000);
	expect(told).toBe('Sent [secret]');
});

test('the text is cut to what was asked for', () => {
	expect(toldText('x '.repeat(5000), [SECRET], 1000)).toHaveLength(1000);
});

const HOSTILE: ReadonlyArray<readonly [string, string]> = [
	['eyJ-', 'eyJ-'.repeat(250_000)],
	['eyJ', 'eyJ'.repeat(300_000)],
	['.', '.'.repeat(1_000_000)],
	['eyJ.', 'eyJ.'.repeat(250_000)],
	['&#x', '&#x'.repeat(300_000)],
	['&#x65;', '&#x65;'.repeat(160_000)],
	['\\u', '\\u'.repeat(500_000)],
	['%2b', '%2b'.repeat(300_000)],
	['a-', 'a-'.repeat(500_000)],
	['=', '='.repeat(1_000_000)],
	['its own beginning', SECRET.slice(0, -1).repeat(40_000)],
	['itself', SECRET.repeat(40_000)],
];

/** Where the time goes with the square of the length, a million characters take minutes. */
test.each(HOSTILE)('a million characters of %s take no time, whole or cut', (_, text) => {
	const before = performance.now();
	toldText(text, [SECRET, TOKEN], 1000);
	toldText(text, [SECRET, TOKEN], text.length);
	expect(performance.now() - before).toBeLessThan(10_000);
});
