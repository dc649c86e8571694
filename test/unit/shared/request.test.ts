import { originOf } from '../../../nodes/shared/host';
import { HttpAnswer } from '../../../nodes/shared/http/answer';
import { orderedWaitMs, resetTime } from '../../../nodes/shared/http/times';
import { retryAfterMs } from '../../../nodes/shared/http/backoff';
import { encodePath, PathSegmentError, segmentFault } from '../../../nodes/shared/http/path';
import { encodeQuery } from '../../../nodes/shared/http/query';
import { secretsIn, toldText } from '../../../nodes/shared/http/redact';
import { newTotpSecret, otpauthUri, readTotpSecret } from '../../../nodes/shared/totpSecret';
import { fc } from '../../support/random';

const RUNS = { numRuns: 5_000 };

/** Text as people and attackers give it: ordinary, tricky, any. */
const nasty = fc.oneof(
	fc.constantFrom(
		'',
		' ',
		'.',
		'..',
		'...',
		'%2e%2e',
		'%2F',
		'a/b',
		'a\\b',
		'a;b',
		'a?b',
		'a#b',
		'\u200b',
		'a\u0000b',
		'a\r\nX: y',
		'\ud800',
		'auth0|5f7c',
		'é',
		'😀',
	),
	fc.string({ unit: 'binary' }),
	fc.string(),
);

describe('a path', () => {
	test('keeps every segment as one segment, decoded to exactly what was given, or is refused', () => {
		fc.assert(
			fc.property(fc.array(nasty, { minLength: 1, maxLength: 5 }), (segments) => {
				let path: string;
				try {
					path = encodePath(segments);
				} catch (error) {
					expect(error).toBeInstanceOf(PathSegmentError);
					expect(segments.some((segment) => segmentFault(segment) !== undefined)).toBe(true);
					return;
				}
				const url = new URL(`https://host.example.com/api/v2${path}?x=1`);
				expect(url.host).toBe('host.example.com');
				expect(url.search).toBe('?x=1');
				expect(url.hash).toBe('');
				const parts = url.pathname.split('/').slice(3);
				expect(parts.map(decodeURIComponent)).toEqual(segments);
			}),
			RUNS,
		);
	});

	test.each([[[]], [['users', '']], [['users', ' ', 'x']], [['..']], [['users', '.']]])(
		'%j is refused',
		(segments) => {
			expect(() => encodePath(segments)).toThrow(PathSegmentError);
		},
	);

	test.each([undefined, null, 5, {}, [], true])('%p is no segment', (value) => {
		expect(segmentFault(value)).toBe('is not text');
	});
});

test('a query comes out at the other end as it was given', () => {
	const given = fc.dictionary(fc.string({ minLength: 1 }), fc.string());
	fc.assert(
		fc.property(given, (query) => {
			const read = Object.fromEntries(new URLSearchParams(encodeQuery(query)));
			expect(read).toEqual({ ...query });
		}),
		RUNS,
	);
	expect(encodeQuery({ a: undefined })).toBe('');
	expect(encodeQuery({ email: 'a+b@c.de', page: 0, all: true })).toBe(
		'?email=a%2Bb%40c.de&page=0&all=true',
	);
});

describe('a host', () => {
	test('is a bare name over https or a loopback with port over http, whatever is typed', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					nasty,
					fc.webUrl(),
					fc.domain(),
					fc.ipV4(),
					fc.tuple(fc.domain(), nasty).map(([host, more]) => host + more),
					fc.tuple(nasty, fc.domain()).map(([more, host]) => more + host),
				),
				(typed) => {
					const origin = originOf(typed);
					if (origin === undefined) return;
					const url = new URL(origin);
					expect(url.origin).toBe(origin);
					expect(url.username + url.password + url.search + url.hash).toBe('');
					if (url.protocol === 'http:') {
						expect(['127.0.0.1', 'localhost', '[::1]']).toContain(url.hostname);
					} else {
						expect(url.port).toBe('');
						const bare = typed
							.trim()
							.toLowerCase()
							.replace(/^https:\/\//, '')
							.replace(/\/+$/, '');
						expect(url.hostname).toBe(bare);
					}
				},
			),
			RUNS,
		);
	});
});

test.each([
	['2', 2_000],
	['0', 0],
	['', undefined],
	['soon', undefined],
	['Thu, 01 Jan 1970 00:00:10 GMT', 9_000],
	[undefined, undefined],
])('Retry-After %j is %p ms at second 1', (value, expected) => {
	expect(retryAfterMs(value, 1_000)).toBe(expected);
});

describe('a service whose clock is an hour off', () => {
	const NOW = Date.UTC(2026, 10, 26, 12);
	const HOUR = 3_600_000;
	const answer = (lead: number, headers: Record<string, string> = {}) =>
		new HttpAnswer(429, { date: new Date(NOW + lead).toUTCString(), ...headers }, '');

	test.each([HOUR, -HOUR, 0])('orders the same wait (%d ms ahead)', (lead) => {
		const until = new Date(NOW + lead + 5000).toUTCString();
		expect(orderedWaitMs(answer(lead, { 'retry-after': until }), NOW)).toBe(5000);
		expect(orderedWaitMs(answer(lead, { 'retry-after': '7' }), NOW)).toBe(7000);
		expect(resetTime((NOW + lead) / 1000 + 3, answer(lead), NOW)).toBe(NOW + 3000);
	});

	test('a reset is read as Unix time or as seconds, whichever it is', () => {
		expect(resetTime(30, answer(0), NOW)).toBe(NOW + 30_000);
		expect(resetTime(3600, answer(HOUR), NOW)).toBe(NOW + HOUR);
		expect(resetTime(undefined, answer(0), NOW)).toBeUndefined();
	});
});

describe('secrets', () => {
	test('are struck out in every spelling', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 8 }), fc.string(), fc.string(), (secret, a, b) => {
				const text = `${a}${secret}${b} ${encodeURIComponent(secret)} ${JSON.stringify(secret)}`;
				expect(toldText(text, [secret], text.length)).not.toContain(secret);
			}),
			RUNS,
		);
		expect(toldText('Bearer eyJhbGciOi.eyJzdWIiOi.c2ln', [], 100)).toBe('Bearer [secret]');
	});

	test('are found in a credential at any depth, addresses and names are not', () => {
		expect(
			secretsIn({
				domain: 'a.b',
				clientSecret: 's1',
				accessTokenUrl: 'https://a.b/token',
				oauthTokenData: { access_token: 't1', scope: 'x' },
				password: 'p1',
			}),
		).toEqual(['s1', 't1', 'p1']);
	});
});

describe('a TOTP secret', () => {
	test('that is made is 160 bits of Base32, another one each time', () => {
		const made = Array.from({ length: 200 }, newTotpSecret);
		expect(made.every((secret) => /^[A-Z2-7]{32}$/.test(secret))).toBe(true);
		expect(new Set(made).size).toBe(200);
	});

	test.each([
		['gezd gnbv gy3t qojq', 'GEZDGNBVGY3TQOJQ'],
		['GEZD-GNBV====', 'GEZDGNBV'],
		['not base 32!', undefined],
		['018', undefined],
		['', undefined],
	])('%j is read as %p', (typed, expected) => {
		expect(readTotpSecret(typed)).toBe(expected);
	});

	test('is in the address for a QR code, with names that hold anything', () => {
		const uri = new URL(otpauthUri('GEZDGNBV', 'A & B: C', 'ana+x@example.com'));
		expect(uri.searchParams.get('secret')).toBe('GEZDGNBV');
		expect(uri.searchParams.get('issuer')).toBe('A & B: C');
		expect(uri.href).toContain('ana%2Bx%40example.com');
	});
});
