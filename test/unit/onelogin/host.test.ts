import { runInNewContext } from 'node:vm';

import { originExpression, originOf, testOriginExpression } from '../../../nodes/shared/host';

const HOME = 'onelogin.com';

/** What n8n makes of the expression for a typed value. */
function evaluated(typed: unknown): unknown {
	const script = originExpression('subdomain', '/x', HOME).slice(3, -2);
	return runInNewContext(script, { $self: { subdomain: typed } }) as unknown;
}

function tested(typed: unknown): unknown {
	const script = testOriginExpression('subdomain', '', HOME).slice(3, -2);
	return runInNewContext(script, { $credentials: { subdomain: typed } }) as unknown;
}

test.each([
	['acme', 'https://acme.onelogin.com'],
	['  Acme ', 'https://acme.onelogin.com'],
	['acme-corp-2', 'https://acme-corp-2.onelogin.com'],
	['12345', 'https://12345.onelogin.com'],
	['acme.onelogin.com', 'https://acme.onelogin.com'],
	['https://acme.onelogin.com/', 'https://acme.onelogin.com'],
	['api.us.onelogin.com', 'https://api.us.onelogin.com'],
	['api.eu.onelogin.com', 'https://api.eu.onelogin.com'],
	['127.0.0.1:4011', 'http://127.0.0.1:4011'],
	['http://localhost:4011/', 'http://localhost:4011'],
	['[::1]:4011', 'http://[::1]:4011'],
])('%j is %s', (typed, origin) => {
	expect(originOf(typed, HOME)).toBe(origin);
	expect(evaluated(typed)).toBe(`${origin}/x`);
	expect(tested(typed)).toBe(origin);
});

test.each([
	'',
	' ',
	undefined,
	null,
	7,
	'evil.com',
	'acme.onelogin.com.evil.com',
	'evil.com/acme.onelogin.com',
	'evil.com#.onelogin.com',
	'evil.com?.onelogin.com',
	'user@acme.onelogin.com',
	'acme.onelogin.com:443',
	'acme.onelogin.com/api',
	'acme.onelogin.com.',
	'.onelogin.com',
	'onelogin.com',
	'notonelogin.com',
	'acme.onelogin_com',
	'acme..onelogin.com',
	'-acme',
	'acme-',
	'ac me',
	'acme\\',
	'äcme',
	'http://acme',
	'ftp://acme.onelogin.com',
	'127.0.0.1',
	'localhost:0',
	'10.0.0.1:80',
	'a'.repeat(64),
	'acme\nevil.com',
])('%j is no host', (typed) => {
	// A number is no text in node code, and a name in an expression: n8n's field gives text only.
	if (typed !== 7) expect(tested(typed)).toBe('The host is not valid');
	expect(originOf(typed, HOME)).toBeUndefined();
});

test('without a home domain the rule is as before', () => {
	expect(originOf('tenant.example.com')).toBe('https://tenant.example.com');
	expect(originOf('acme')).toBeUndefined();
});
