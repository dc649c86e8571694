import {
	loginBody,
	passwordDigest,
	readLogin,
	type LoginRefusal,
} from '../../../nodes/Emnify/transport/login';
import { LASTING_REFUSALS, LOGIN_REFUSALS } from '../../../nodes/Emnify/transport/loginTexts';
import { describeToken } from '../../../nodes/Emnify/transport/token';
import { readSignInRefusal, signInRefusal } from '../../../nodes/shared/http/signIn';
import { readThrown } from '../../../nodes/shared/http/thrown';

describe('the digest of a password', () => {
	test.each([
		['my_password', '5eb942810a75ebc850972a89285d570d484c89c4'],
		['', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'],
		['pässwörd', 'f517ddf1d32a112ff1ad55c66d1b12cb38e7e8f7'],
	])('of %j', (password, digest) => {
		expect(passwordDigest(password)).toBe(digest);
	});
});

describe('the body of a sign-in', () => {
	const user = { signInWith: 'userCredentials', username: ' a@b.c ', password: ' x ' };

	test('of an application token, whatever else is filled in', () => {
		expect(loginBody({ ...user, signInWith: 'applicationToken', applicationToken: ' t ' })).toEqual(
			{
				application_token: 't',
			},
		);
	});

	test('of a user: the name trimmed, the password not', () => {
		expect(loginBody(user)).toEqual({ username: 'a@b.c', password: passwordDigest(' x ') });
		expect(loginBody({ ...user, fingerprintSecret: ' f ' })).toMatchObject({ fingerprint: 'f' });
		expect(loginBody({ ...user, applicationToken: 't' })).not.toHaveProperty('application_token');
	});

	test.each([
		{},
		{ signInWith: 'applicationToken', applicationToken: '  ' },
		{ ...user, username: '' },
		{ ...user, password: '' },
		{ ...user, password: 5 },
	])('%j is not complete', (credential) => {
		expect(loginBody(credential)).toBeUndefined();
	});
});

describe('the answer to a sign-in', () => {
	const refused = (refusal: LoginRefusal) => ({ state: 'refused', refusal });
	const locked = '{"error_code":1105,"error_token":"TooManyRequests","message":"x"}';

	test.each([
		[200, '{"auth_token":"a"}', { state: 'signedIn', authToken: 'a' }],
		[
			200,
			'{"auth_token":"a","refresh_token":"r"}',
			{ state: 'signedIn', authToken: 'a', refreshToken: 'r' },
		],
		[200, '{"mfa_token":"m"}', { state: 'mfaNeeded', mfaToken: 'm' }],
		[200, '{"auth_token":"","mfa_token":"m"}', { state: 'mfaNeeded', mfaToken: 'm' }],
		[200, '{}', refused('noToken')],
		[200, '', refused('noToken')],
		[200, '<html>', refused('noToken')],
		[200, '["auth_token"]', refused('noToken')],
		[204, '', refused('noToken')],
		[302, '', refused('redirect')],
		[400, '', refused('invalid')],
		[404, '{"message":"x"}', refused('noToken')],
		[404, '', refused('noToken')],
		[403, '<html>', refused('forbidden')],
		[401, '<html>', refused('noToken')],
		[401, '', refused('refused')],
		[401, '{"message":"Unauthorized"}', refused('refused')],
		[401, locked, refused('locked')],
		[403, '', refused('forbidden')],
		[429, locked, refused('locked')],
		[429, '{"message":"Too Many Requests"}', refused('tooMany')],
		[408, '', refused('unavailable')],
		[503, '', refused('unavailable')],
	])('%i %s', (status, text, expected) => {
		expect(readLogin(status, text)).toEqual(expected);
	});

	test('only the account of a user is locked: an application token is told to wait', () => {
		expect(readLogin(429, locked, 'applicationToken')).toEqual(refused('tooMany'));
		expect(readLogin(429, locked, 'userCredentials')).toEqual(refused('locked'));
	});

	test('what may lock the account is not tried again, what is a fault of the moment is', () => {
		expect([...LASTING_REFUSALS].sort()).toEqual([
			'forbidden',
			'invalid',
			'locked',
			'mfaNeeded',
			'refused',
		]);
	});

	test.each(Object.entries(LOGIN_REFUSALS))('%s has two sentences for the user', (_, texts) => {
		expect(texts.message).toMatch(/^[A-Za-z].*[^.]$/);
		expect(texts.description).toMatch(/\.$/);
		// n8n replaces messages that hold one of its network codes.
		expect(`${texts.message} ${texts.description}`).not.toMatch(
			/E[A-Z]{4,}|[Aa]borted|[Ii]nvalid [Uu][Rr][Ll]/,
		);
	});
});

describe('the message that carries a refusal', () => {
	test.each(Object.keys(LOGIN_REFUSALS))('%s is read back', (code) => {
		const message = signInRefusal(code, 'some text');
		expect(readSignInRefusal(message)).toEqual({ code, isLimit: false });
		expect(readThrown(new Error(message))).toEqual({ kind: 'credential', detail: code });
		// n8n 2.x keeps the error as the cause of its own.
		const wrapped = new Error('wrapped', { cause: new Error(message) });
		expect(readThrown(wrapped)).toEqual({ kind: 'credential', detail: code });
	});

	test.each([
		[undefined, 'No sign-in (tooMany, again later): Wait', {}],
		[0, 'No sign-in (tooMany, again after 0 s): Wait', { againAfterMs: 0 }],
		[119_001, 'No sign-in (tooMany, again after 120 s): Wait', { againAfterMs: 120_000 }],
		[1e300, 'No sign-in (tooMany, again after 9999999 s): Wait', { againAfterMs: 9_999_999_000 }],
	])('a limit of %p ms is read back', (againAfterMs, text, again) => {
		const message = signInRefusal('tooMany', 'Wait', { againAfterMs });
		expect(message).toBe(text);
		expect(readThrown(new Error(message))).toEqual({
			kind: 'tokenLimit',
			detail: 'tooMany',
			...again,
		});
	});

	test.each(['', 'socket hang up', 'No sign-in', 'No sign-in (a b): x', 'x No sign-in (a): y'])(
		'%j carries none',
		(message) => {
			expect(readSignInRefusal(message)).toBeUndefined();
			expect(readThrown(new Error(message)).kind).not.toBe('credential');
		},
	);
});

describe('what a token says of itself', () => {
	const jwt = (claims: unknown) =>
		`x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.y`;

	test('an application, as recorded', () => {
		const claims = {
			'esc.app': 7,
			'esc.org': 42,
			'esc.orgName': 'Örg',
			iat: 1_700_000_000,
			exp: 1_700_014_400,
		};
		expect(describeToken(jwt(claims), 'userCredentials', 'a@b.c')).toEqual({
			kind: 'applicationToken',
			subject: 7,
			applicationId: 7,
			organisation: { id: 42, name: 'Örg' },
			issuedAt: '2023-11-14T22:13:20.000Z',
			expiresAt: '2023-11-15T02:13:20.000Z',
		});
	});

	test('a user whose token names none', () => {
		expect(describeToken(jwt({}), 'userCredentials', 'a@b.c')).toMatchObject({
			kind: 'userCredentials',
			subject: 'a@b.c',
			expiresAt: null,
		});
	});

	test.each(['', 'x', 'x.y.z', `x.${Buffer.from('[1]').toString('base64url')}.y`, jwt(null)])(
		'%j is no JWT',
		(token) => {
			expect(describeToken(token, 'applicationToken', '')).toMatchObject({
				kind: 'applicationToken',
				subject: null,
				organisation: { id: null, name: null },
				expiresAt: null,
			});
		},
	);

	test.each([1e300, -1e300, Number.NaN, '1700000000', {}])('the expiry %j is none', (exp) => {
		expect(describeToken(jwt({ exp }), 'applicationToken', '').expiresAt).toBeNull();
	});
});
