import { toldText } from '../../../nodes/shared/http/redact';
import { fc } from '../../support/random';

/** A secret that a service says back is struck out, however it is written into the text. */

const redact = (text: string, secrets: string[]) => toldText(text, secrets, text.length);

const html = (text: string) =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
const base64 = (text: string) => Buffer.from(text).toString('base64');

const SPELLINGS: ReadonlyArray<readonly [string, (secret: string) => string]> = [
	['as it is', (secret) => secret],
	['percent-encoded', encodeURIComponent],
	[
		'percent-encoded in lower case',
		(one) => encodeURIComponent(one).replace(/%../g, (c) => c.toLowerCase()),
	],
	['percent-encoded twice', (one) => encodeURIComponent(encodeURIComponent(one))],
	['as a form', (one) => new URLSearchParams({ x: one }).toString().slice(2)],
	['in JSON', inJson],
	['in JSON in JSON', (one) => inJson(inJson(one))],
	['in HTML', html],
	['in hex', (one) => Buffer.from(one).toString('hex')],
	['in base64', base64],
	['in base64 for URLs', (one) => Buffer.from(one).toString('base64url')],
	['in base64, percent-encoded', (one) => encodeURIComponent(base64(one))],
	['behind another text in base64', (one) => base64(`id:${one}`)],
	['between others in base64', (one) => base64(`{"client_secret":"${one}","x":1}`)],
];

/** Letters of all kinds, and the signs that each spelling changes. */
const secrets = fc
	.string({
		unit: fc.constantFrom(...Array.from('aB3 "\\/+&<>\'%=ü-_.~!*()')),
		minLength: 12,
		maxLength: 40,
	})
	.filter((one) => one.trim() === one);

/** What is left may hold a byte at each end of a secret, which base64 mixes with its neighbours. */
const within = (secret: string) =>
	Buffer.from(secret).subarray(3, -3).toString('base64').slice(4, -4);

test.each(SPELLINGS)('%s', (_, spell) => {
	fc.assert(
		fc.property(secrets, (secret) => {
			const said = spell(secret);
			const text = redact(`You sent ${said} to us`, [secret]);
			expect(text).toContain('[secret]');
			expect(text).not.toContain(said);
			expect(text).not.toContain(secret);
			if (within(secret).length >= 8) expect(text).not.toContain(within(secret));
		}),
		{ numRuns: 300 },
	);
});

test('other text stays as it is', () => {
	fc.assert(
		fc.property(fc.string({ minLength: 1 }), (text) => {
			const clean = text.replaceAll('eyJ', '');
			expect(redact(clean, ['a-secret-that-is-not-in-it-4711'])).toBe(clean);
		}),
	);
});
