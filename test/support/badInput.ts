import fc from 'fast-check';

/** What people, spreadsheets and attackers put where an id, an email or a text is expected. */

/** Changes the route, the line or the look of what it is put into. */
const TRICKS = [
	'.',
	'..',
	'...',
	'../..',
	'/',
	'//evil.example',
	'%2e%2e',
	'%252e%252e',
	'%2F',
	'%',
	'%zz',
	';',
	';a=b',
	'?x=1',
	'#',
	'\\',
	'..\\..',
	'&x=1',
	'a b',
	'\u200b',
	'\ufeff',
	'\u202e',
	'\u0000',
	'\r\nX-Evil: 1',
	'\n',
	'\u2028',
	'\ud800',
	'\udc00x',
	'é',
	'e\u0301',
	'用户',
	'😀',
	'．．',
	'／',
	'__proto__',
	'constructor',
	'toString',
	'{{ 7*7 }}',
	'$json',
	'null',
	'true',
	'[]',
	'{}',
	'"',
	"'",
	'*',
	'a@b.example',
	'A@B.Example ',
	"o'neil+tag@example.com",
];

/** Text, for which the request must hold exactly it or not be sent. */
export const badText: fc.Arbitrary<string> = fc
	.oneof(
		{ weight: 4, arbitrary: fc.constantFrom('', ' ', '\t', ...TRICKS) },
		{
			weight: 3,
			arbitrary: fc
				.tuple(fc.constantFrom('', 'auth0|', '717', 'ana'), fc.constantFrom(...TRICKS), fc.string())
				.map((parts) => parts.join('')),
		},
		{ weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
		{ weight: 1, arbitrary: fc.emailAddress() },
		{ weight: 1, arbitrary: fc.nat().map(String) },
	)
	// What the tests look for as a sign of values that are put into text unseen.
	.filter((text) => !SPOILT.test(text));

/** As long as a whole file, pasted into a field. */
const longText = fc
	.constantFrom('a', '9', 'é', '\u200b', '/..')
	.map((part) => part.repeat(100_000 / part.length));

const noText: fc.Arbitrary<unknown> = fc.oneof(
	fc.constantFrom<unknown>(
		null,
		undefined,
		NaN,
		Infinity,
		-Infinity,
		true,
		false,
		{},
		[],
		[''],
		['..'],
		[[]],
		{ id: 'x' },
		{ value: '..' },
		{ mode: 'id', value: {} },
		{ length: 1 },
		{ toString: 'x' },
		JSON.parse('{"__proto__":{"a":1},"constructor":{"prototype":1}}'),
	),
	fc.date({ noInvalidDate: true }),
	fc.array(fc.nat(9), { maxLength: 3 }),
	fc.dictionary(fc.constantFrom('id', 'value', 'email', '__proto__'), fc.string(), { maxKeys: 3 }),
);

const number = fc.oneof(
	fc.constantFrom(0, -0, -1, 1.5, 2 ** 53, 2 ** 53 + 2, 1e21, 1e300, 5e-324),
	fc.integer(),
	fc.double(),
);

/** Any value that an expression may give. */
export const badValue: fc.Arbitrary<unknown> = fc.oneof(
	{ weight: 12, arbitrary: badText },
	{ weight: 5, arbitrary: noText },
	{ weight: 3, arbitrary: number },
);

/** The same with very long text; seldom, since each costs as much as thousands of others. */
export const badOrLongValue: fc.Arbitrary<unknown> = fc.oneof(
	{ weight: 60, arbitrary: badValue },
	{ weight: 1, arbitrary: longText },
);

/** Signs that a value was put into text that is none. */
export const SPOILT = /\[object |undefined|\bNaN\b|Invalid Date/;

/** What may stand in a request for a value that was given; undefined where nothing may. */
export function textFor(value: unknown): string | undefined {
	if (typeof value === 'string') return value.trim();
	if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
	// Above that, the number is not the one that somebody wrote.
	return Number.isInteger(value) && !Number.isSafeInteger(value) ? undefined : String(value);
}
