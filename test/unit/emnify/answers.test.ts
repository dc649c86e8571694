import { HttpAnswer } from '../../../nodes/shared/http/answer';
import type { ApiCall } from '../../../nodes/shared/http/call';
import { complainsOf, errorBody, serviceWords } from '../../../nodes/Emnify/transport/errorBody';
import { explainAnswer } from '../../../nodes/Emnify/transport/explain';
import { idOutput, readId } from '../../../nodes/Emnify/transport/ids';
import { keysIn } from '../../../nodes/Emnify/transport/keys';
import { USER_SIGN_IN } from '../../../nodes/Emnify/transport/permissions';
import { isTokenRefused } from '../../../nodes/Emnify/transport/refusedToken';

const answer = (status: number, body?: unknown, headers: Record<string, string> = {}) =>
	new HttpAnswer(status, headers, body === undefined ? '' : JSON.stringify(body));
const apiError = (error_code: number, error_token: string, message = 'Words.') => ({
	error_code,
	error_token,
	message,
});

const READ: ApiCall = { method: 'GET', path: ['v1', 'user'] };
const ONCE: ApiCall = { method: 'POST', path: ['v1', 'user', 'mfa'] };
const SIGN_IN: ApiCall = { method: 'POST', path: ['v1', 'authenticate'], withoutToken: true };

describe('the three shapes of an error', () => {
	test('of the API, with its complaints', () => {
		const body = {
			...apiError(1400, 'InputValidationFailed', 'All.'),
			errors: [apiError(1402, 'Required', 'One.')],
		};
		expect(serviceWords(answer(422, body))).toBe('emnify says: All. One.');
		expect(complainsOf(answer(422, body), 1402, 'Required')).toBe(true);
		expect(complainsOf(answer(422, body), 1403, 'InvalidFormat')).toBe(false);
		expect(complainsOf(answer(422, { error_token: 'Required' }), 1402, 'Required')).toBe(true);
	});

	test('of the gateway, and none', () => {
		expect(serviceWords(answer(401, { message: 'Gateway.' }))).toBe('emnify says: Gateway.');
		expect(serviceWords(answer(401))).toBe('');
	});

	test.each([[], 'text', 5, null, { message: 5, errors: 'x', error_code: '1' }])(
		'%j is no error body',
		(body) => {
			expect(errorBody(answer(400, body))).toEqual({
				code: undefined,
				token: '',
				message: '',
				parts: [],
			});
		},
	);
});

describe('whether a 401 is about the token', () => {
	const GATEWAY = { 'x-amzn-ErrorType': 'AccessDeniedException' };

	test.each([
		['a read', READ, undefined, {}, true],
		['a read', READ, { message: 'x' }, GATEWAY, true],
		['a read', READ, apiError(1103, 'TokenExpired'), {}, true],
		['a read', READ, apiError(1101, 'InvalidCredentials'), {}, false],
		['a read', READ, apiError(1104, 'Forbidden'), {}, false],
		['a read', READ, apiError(1105, 'TooManyRequests'), {}, false],
		['a call sent once', ONCE, undefined, {}, false],
		['a call sent once', ONCE, undefined, GATEWAY, true],
		['a call sent once', ONCE, { message: 'token is expired' }, {}, true],
		['a call sent once', ONCE, apiError(1102, 'InvalidToken'), {}, true],
		['a call sent once', ONCE, apiError(1103, 'TokenExpired'), {}, true],
		['a call sent once', ONCE, apiError(1101, 'InvalidCredentials'), {}, false],
		['a call sent once', ONCE, apiError(1999, 'Other'), {}, false],
		['a sign-in', SIGN_IN, apiError(1103, 'TokenExpired'), GATEWAY, false],
	] as const)('%s: %#', (_, call, body, headers, expected) => {
		expect(isTokenRefused(answer(401, body, headers), call)).toBe(expected);
	});

	test.each([200, 400, 403, 429])('a %i never is', (status) => {
		expect(isTokenRefused(answer(status, apiError(1103, 'TokenExpired')), READ)).toBe(false);
	});
});

describe('explanations', () => {
	test('a 404 says which of two ids, when emnify does', () => {
		const call: ApiCall = {
			...READ,
			subjects: [
				{ parameter: 'User', value: '42' },
				{ parameter: 'MFA Key', value: '7' },
			],
		};
		const about = (message: string) =>
			explainAnswer(answer(404, apiError(1201, 'NotFound', message)), call);
		expect(about("User with Id '42' not found.").message).toBe(
			"User '42' does not exist at emnify",
		);
		expect(about("MFA key with Id '7' not found.").message).toBe(
			"MFA Key '7' does not exist at emnify",
		);
		expect(about('Not here.').message).toBe("User '42' or MFA Key '7' does not exist at emnify");
		expect(explainAnswer(answer(404), READ).message).toBe('emnify was not reached at this address');
	});

	test('the need of user credentials is said where the call needs them', () => {
		const own = { ...READ, permission: USER_SIGN_IN };
		for (const status of [400, 401, 403, 422]) {
			expect(explainAnswer(answer(status), own).description).toContain('with user credentials');
		}
		expect(explainAnswer(answer(503), own).description).toBe('Run it again later.');
		expect(explainAnswer(answer(403), READ).description).not.toContain('user credentials');
	});

	// How long they may be is decided where the secrets are struck out: a cut before would halve one.
	test('words are said once', () => {
		const { description } = explainAnswer(answer(418, { message: 'w'.repeat(2000) }), READ);
		expect(description.match(/emnify says/g)).toHaveLength(1);
	});
});

describe('ids', () => {
	test.each([
		[1, '1'],
		['42', '42'],
		[' 7 ', '7'],
		['9223372036854775807', '9223372036854775807'],
	])('%j is one', (value, id) => {
		expect(readId(value)).toBe(id);
	});

	test.each([
		0,
		-1,
		1.2,
		Number.NaN,
		1e21,
		'',
		'0',
		'1.0',
		'my',
		'..',
		'1/2',
		'12345678901234567890',
		null,
		undefined,
		{},
		[1],
		true,
	])('%j is none', (value) => {
		expect(readId(value)).toBeUndefined();
	});

	test('one that a number cannot hold stays text in output', () => {
		expect(idOutput('42')).toBe(42);
		expect(idOutput('9223372036854775807')).toBe('9223372036854775807');
	});
});

test.each([undefined, null, {}, 'x', 5])('a record with mfa %j has no keys', (mfa) => {
	expect(keysIn({ id: 1, mfa } as never)).toEqual([]);
});
