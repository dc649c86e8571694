import fc from 'fast-check';
import { userNames as auth0 } from '../../../nodes/Auth0/fields/user';
import { userNames as emnify } from '../../../nodes/Emnify/fields/user';
import { userNames as oneLogin } from '../../../nodes/OneLogin/fields/ids';
import { protectionKey, readProtectedUsers } from '../../../nodes/shared/lifecycle/protectedUsers';

/** Whom a list of protected users protects, and what in it stops the run instead. */

const PROVIDERS = [
	['auth0', auth0, 'auth0|5f7c8ec7c33c6c004bbafe82'],
	['oneLogin', oneLogin, '60308064'],
	['emnify', emnify, '176257'],
] as const;

describe.each(PROVIDERS)('at %s', (_name, forms, id) => {
	const read = (given: unknown) => readProtectedUsers(given, forms);

	test.each<[string, unknown, string[]]>([
		['an email', 'ana@example.com', ['ana@example.com']],
		['an id', id, [id]],
		['commas', `ana@example.com,${id}`, ['ana@example.com', id]],
		['commas and blanks', ` ana@example.com, ${id} `, ['ana@example.com', id]],
		['semicolons', `ana@example.com; ${id};`, ['ana@example.com', id]],
		['blanks', `ana@example.com ${id}`, ['ana@example.com', id]],
		['tabs', `ana@example.com\t${id}`, ['ana@example.com', id]],
		[
			'line ends of all systems',
			`ana@example.com\r\n${id}\rb@c.d\n`,
			['ana@example.com', id, 'b@c.d'],
		],
		['a list', ['ana@example.com', id], ['ana@example.com', id]],
		['a list with line ends around', ['ana@example.com\n'], ['ana@example.com']],
		[
			'signs of addresses',
			"o'neil+b.c_d-e@mail.example.co.uk",
			["o'neil+b.c_d-e@mail.example.co.uk"],
		],
		['letters of other scripts', 'josé@exämple.de', ['josé@exämple.de']],
		['capitals', 'ANA@Example.COM', ['ana@example.com']],
	])('%s name users', (_about, given, keys) => {
		expect(read(given)).toEqual({ keys });
	});

	test('(nobody) alone names nobody', () => {
		expect(read('(nobody)')).toEqual({ keys: [] });
		expect(read(['(nobody)'])).toEqual({ keys: [] });
		expect(read(' (nobody)\n')).toEqual({ keys: [] });
	});

	test.each<[string, unknown]>([
		['nothing', undefined],
		['null', null],
		['an empty text', ''],
		['blanks', ' \n\t '],
		['separators alone', ',;,'],
		['an empty list', []],
	])('%s is told as naming nobody', (_about, given) => {
		expect(read(given)).toEqual({ fault: 'is set and names nobody' });
	});

	test.each<[string, unknown]>([
		['a list with nothing in it', [null]],
		['a list with an empty text', ['ana@example.com', '']],
		['a list with undefined', ['ana@example.com', undefined]],
		['a list with an object', [{ email: 'ana@example.com' }]],
		['a list in a list', [['ana@example.com']]],
		['an object', { email: 'ana@example.com' }],
		['true', true],
		['a number that lost digits', [2 ** 60]],
		['a bar between', 'ana@example.com|ben@example.com'],
		['a slash between', 'ana@example.com/ben@example.com'],
		['U+2028 between', 'ana@example.com\u2028ben@example.com'],
		['a no-break space between', 'ana@example.com\u00a0ben@example.com'],
		['a fullwidth comma between', 'ana@example.com，ben@example.com'],
		['an ideographic comma between', 'ana@example.com、ben@example.com'],
		['a middle dot between', 'ana@example.com·ben@example.com'],
		['an invisible sign within', 'ana\u200b@example.com'],
		['an invisible sign before', '\ufeffana@example.com'],
		['a direction mark after', 'ana@example.com\u200e'],
		['a soft hyphen', 'a\u00adna@example.com'],
		['a filler letter', 'ana\u3164@example.com'],
		['a name and angle brackets', 'Ana <ana@example.com>'],
		['angle brackets', '<ana@example.com>'],
		['double quotes', '"ana@example.com"'],
		['single quotes', "'ana@example.com'"],
		['curly quotes', '“ana@example.com”'],
		['backticks', '`ana@example.com`'],
		['mailto:', 'mailto:ana@example.com'],
		['a dash and a blank before', '- ana@example.com'],
		['a dash before', '-ana@example.com'],
		['a star before', '* ana@example.com'],
		['a number and a dot before', '1. ana@example.com'],
		['a wildcard for the name', '*@example.com'],
		['a wildcard within', 'an*@example.com'],
		['a percent sign for a wildcard', '%@example.com'],
		['a domain alone', '@example.com'],
		['a name alone with an @', 'ana@'],
		['two @', 'ana@@example.com'],
		['a fullwidth @', 'ana＠example.com'],
		['a dot at the end', 'ana@example.com.'],
		['two dots', 'ana@example..com'],
		['JSON in a text', '["ana@example.com","ben@example.com"]'],
		['an object in a text', '{"email":"ana@example.com"}'],
		['an expression in a text', '{{$json.email}}'],
		['an expression that was typed', '=ana@example.com'],
		['a comment', '#ana@example.com'],
		['[object Object]', '[object Object]'],
		['null in a text', 'null'],
		['undefined in a text', 'undefined'],
		['a half character', 'ana\ud800@example.com'],
		['(nobody) beside somebody', '(nobody), ana@example.com'],
		['(Nobody)', '(Nobody)'],
		['nobody', 'nobody'],
	])('%s stops the run', (_about, given) => {
		expect(read(given)).toEqual({ fault: expect.stringMatching(/^(holds|is) /) as unknown });
		// One good entry beside it does not make it good.
		if (typeof given !== 'string') return;
		expect(read(`ben@example.com,${given}`).fault).toBeDefined();
	});

	test('the entry at fault is named, and what cannot be seen in it made visible', () => {
		expect(read('ben@example.com, ana\u200b@example.com').fault).toMatch(
			/'ana\\u\{200b\}@example\.com'$/,
		);
	});

	test('whatever is given, it protects somebody, or nobody by wish, or stops the run', () => {
		fc.assert(
			fc.property(
				fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.string()), fc.anything()),
				(given) => {
					const { keys, fault } = read(given);
					if (fault !== undefined) return fault.length > 0 && !/[\p{C}\p{DI}]/u.test(fault);
					const isNobody = JSON.stringify([given].flat()).includes('(nobody)');
					return keys.length > 0 ? keys.every((key) => key.length > 0) : isNobody;
				},
			),
			{ seed: 20261128 },
		);
	});
});

test('a name is protected in every form of its letters and in every case', () => {
	for (const [one, other] of [
		['josé@example.com', 'jose\u0301@example.com'],
		['KIM@example.com', '\u212aim@example.com'],
		['\u212bke@example.com', 'åke@example.com'],
		['ＡＮＡ@example.com', 'ana@example.com'],
		['AUTH0|ABC', 'auth0|abc'],
	] as const) {
		expect(protectionKey(one)).toBe(protectionKey(other));
	}
	expect(protectionKey('ana@example.com')).not.toBe(protectionKey('anna@example.com'));
});

test("an id of Auth0's may hold blanks, commas and bars where it stands in a list", () => {
	const ids = ['ad|corp|1 2', 'custom|Smith, Ana', 'samlp|x|ana@example.com'];
	expect(readProtectedUsers(ids, auth0)).toEqual({ keys: ids.map((id) => id.toLowerCase()) });
	expect(readProtectedUsers('ad|corp|1 2', auth0).fault).toMatch(/'2'$/);
	for (const id of ['auth0|', '|x', 'auth0|*', '"auth0|x"', 'a b|x', 'ana@example.com|x']) {
		expect([id, readProtectedUsers([id], auth0).fault]).toEqual([id, expect.any(String)]);
	}
});

test('OneLogin has usernames, the others have not', () => {
	for (const name of ['ana.martin', 'CORP\\ana', 'a', 'ana_1-2']) {
		expect(readProtectedUsers(name, oneLogin)).toEqual({ keys: [name.toLowerCase()] });
		expect(readProtectedUsers(name, emnify).fault).toMatch(/neither an email nor an ID/);
		expect(readProtectedUsers(name, auth0).fault).toMatch(/neither an email nor an ID/);
	}
});
