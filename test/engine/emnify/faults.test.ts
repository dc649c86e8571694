import { DEVICES, KEYS, passwordOf, USERNAMES, USERS } from '../../../sandbox/emnify/seed';
import { sha1 } from '../../../sandbox/emnify/state';
import type { FaultRule } from '../../../sandbox/shared/faults';
import { clock } from '../../support/engine';
import {
	byId,
	byUsername,
	calls,
	changes,
	operation,
	rows,
	runEmnify,
	sandboxForTests,
	sent,
	type EmnifyRun,
} from './setup';

/** Refusals and faults: what is told, and how often something was sent. */
const sandbox = sandboxForTests();

const ANA = byId(USERS.ana);
const DELETE_KEY = operation('mfaKey', 'delete', { userId: ANA, keyId: byId(KEYS.anaActive) });
const apiError = (code: number, token: string, message = 'So it is.') => ({
	error_code: code,
	error_token: token,
	message,
});

describe('refusals', () => {
	test.each([
		['of the API', apiError(1104, 'Forbidden', 'You may not.'), 'You may not.'],
		['of the gateway', { message: 'Explicit deny' }, 'Explicit deny'],
		['without a word', undefined, 'the role Administrator'],
	])('403 %s names the right that is missing', async (_, body, words) => {
		sandbox().fault({ kind: 'status', status: 403, body, method: 'DELETE', path: '/api/**' });
		const result = await runEmnify(sandbox(), DELETE_KEY);
		expect(result.error?.message).toBe('emnify does not allow this');
		expect(result.error?.description).toContain('This call needs the role Administrator.');
		expect(result.error?.description).toContain(words);
		expect(changes(sandbox())).toHaveLength(1);
	});

	test('403 of a user without the role', async () => {
		const result = await runEmnify(sandbox(), DELETE_KEY, { as: 'cleo' });
		expect(result.error?.message).toBe('emnify does not allow this');
		expect(sandbox().state.user(USERS.ana).keys).toHaveLength(2);
	});

	test.each([
		operation('mfaKey', 'getAll'),
		operation('mfaKey', 'delete', { keyId: byId(KEYS.anaActive) }),
		operation('trustedDevice', 'getAll'),
		operation('trustedDevice', 'delete', { deviceId: byId(DEVICES.anaLaptop) }),
		operation('trustedDevice', 'deleteAll'),
		operation('user', 'get'),
		operation('user', 'suspend'),
		operation('user', 'reactivate'),
		operation('user', 'removeRole', { roleId: byId(2) }),
		operation('event', 'getAll', { eventsOf: 'anotherUser' }),
	])('a user who does not exist is a failure: $resource $operation', async (parameters) => {
		for (const id of [4711, USERS.foreign]) {
			const result = await runEmnify(sandbox(), { ...parameters, userId: byId(id) });
			expect(result.error?.message).toBe(`User '${id}' does not exist at emnify`);
		}
		expect(sandbox().state.users.has(USERS.foreign)).toBe(true);
	});

	test('every complaint of a 422 is told', async () => {
		sandbox().fault({
			kind: 'status',
			status: 422,
			body: {
				...apiError(1400, 'InputValidationFailed', 'Input validation failed.'),
				errors: [
					apiError(1403, 'InvalidFormat', 'First.'),
					apiError(1401, 'InvalidReference', 'Second.'),
				],
			},
			method: 'PATCH',
			path: '/api/v1/user/*',
		});
		const result = await runEmnify(sandbox(), operation('user', 'suspend', { userId: ANA }));
		expect(result.error?.message).toBe('emnify does not change the status of this user');
		expect(result.error?.description).toContain('Input validation failed. First. Second.');
		expect(changes(sandbox())).toHaveLength(1);
	});

	test.each([
		[400, 'emnify did not accept the values that were sent'],
		[409, 'emnify refuses this in the present state'],
		[418, 'emnify refused the request with status 418'],
		[422, 'emnify did not accept the values that were sent'],
	])('%i, also without a word', async (status, message) => {
		sandbox().fault({ kind: 'status', status, method: 'DELETE', path: '/api/**' });
		const result = await runEmnify(sandbox(), DELETE_KEY);
		expect(result.error?.message).toBe(message);
		expect(result.error?.description).not.toBe('');
		expect(result.error?.context.data).toMatchObject({ statusCode: status, effect: 'notDone' });
		expect(changes(sandbox())).toHaveLength(1);
	});
});

describe('401', () => {
	test.each([
		['gateway', { message: 'token is expired' }],
		['api', apiError(1103, 'TokenExpired')],
		['api', apiError(1102, 'InvalidToken')],
		['empty', undefined],
	])('about the token (%s): renewed once, and a deletion is sent again', async (_, body) => {
		sandbox().fault({ kind: 'status', status: 401, body, method: 'DELETE', path: '/api/**' });
		const result = await runEmnify(sandbox(), DELETE_KEY);
		expect(rows(result)).toMatchObject([{ deleted: true }]);
		expect(changes(sandbox())).toHaveLength(2);
		expect(sandbox().signIns).toBe(1);
	});

	test.each([
		{ ...apiError(1101, 'InvalidCredentials'), told: 'did not accept the access token' },
		{ ...apiError(1104, 'Forbidden'), told: 'does not allow this' },
		{ ...apiError(1105, 'TooManyRequests'), told: 'did not accept the access token' },
	])('that is not about the token ($error_token) is not sent again', async ({ told, ...body }) => {
		sandbox().fault({ kind: 'status', status: 401, body, method: 'DELETE', path: '/api/**' });
		const result = await runEmnify(sandbox(), DELETE_KEY);
		expect(result.error?.message).toBe(`emnify ${told}`);
		expect(changes(sandbox())).toHaveLength(1);
		expect(sandbox().signIns).toBe(1);
	});

	const CREATE = operation('mfaKey', 'create');

	test('of a token that had ended before Create costs a renewal, and one sending', async () => {
		for (const unauthorizedShape of ['gateway', 'api', 'empty'] as const) {
			sandbox().updateSettings({ unauthorizedShape });
			sandbox().clearRequests();
			let first = true;
			sandbox().fault({
				kind: 'close',
				path: '/api/v1/user/mfa/status',
				when: () => {
					if (first) sandbox().expireTokens();
					first = false;
					return false;
				},
			});
			const result = await runEmnify(sandbox(), CREATE, { as: 'automation' });
			expect(rows(result)).toMatchObject([{ secret_key: expect.any(String) as string }]);
			expect(changes(sandbox())).toHaveLength(1);
		}
		expect(sandbox().state.user(USERS.automation).keys).toHaveLength(3);
	});

	test('to Create that speaks of the token is sent again once', async () => {
		sandbox().fault({
			kind: 'status',
			status: 401,
			body: { message: 'token is expired' },
			method: 'POST',
			path: '/api/v1/user/mfa',
		});
		const result = await runEmnify(sandbox(), CREATE, { as: 'automation' });
		expect(rows(result)).toHaveLength(1);
		expect(changes(sandbox())).toHaveLength(2);
		expect(sandbox().state.user(USERS.automation).keys).toHaveLength(1);
	});

	test.each([apiError(1101, 'InvalidCredentials'), undefined])(
		'to Create that may be about the password is not sent again, nor for other items (%j)',
		async (body) => {
			sandbox().fault({
				kind: 'status',
				status: 401,
				body,
				method: 'POST',
				path: '/api/v1/user/mfa',
				times: 'always',
			});
			const result = await runEmnify(sandbox(), CREATE, {
				as: 'automation',
				items: [{}, {}, {}],
				onError: 'continueRegularOutput',
			});
			expect(rows(result)).toHaveLength(3);
			for (const { message } of rows(result)) {
				expect(message).toBe('emnify refused the password of the user');
			}
			expect(changes(sandbox())).toHaveLength(1);
		},
	);

	test('to Activate without a word is not sent again', async () => {
		const key = sandbox().state.addKey(USERS.automation);
		sandbox().fault({ kind: 'status', status: 401, method: 'PATCH', path: '/api/**' });
		const parameters = operation('mfaKey', 'activate', { keyId: byId(key.id), code: '123456' });
		const result = await runEmnify(sandbox(), parameters, { as: 'automation' });
		expect(result.error?.message).toBe('emnify refused the activation and did not say why');
		expect(changes(sandbox())).toHaveLength(1);
	});
});

describe('creating and activating', () => {
	const activate = (id: number, code: string) =>
		operation('mfaKey', 'activate', { keyId: byId(id), code });

	test.each([401, 422] as const)(
		'a wrong password is told (%i)',
		async (wrongKeyPasswordStatus) => {
			sandbox().updateSettings({ wrongKeyPasswordStatus });
			const parameters = operation('mfaKey', 'create', { additionalFields: { password: 'wrong' } });
			const result = await runEmnify(sandbox(), parameters, { as: 'automation' });
			expect(result.error?.message).toMatch(
				/^emnify (refused the password of the user|did not accept the password or the key type)$/,
			);
			expect(result.error?.description).toContain('Password Form');
			expect(changes(sandbox())).toHaveLength(1);
			expect(result.serialized()).not.toContain(sha1('wrong'));
		},
	);

	test('a key that may not be created again is told', async () => {
		sandbox().updateSettings({ severalKeys: false });
		sandbox().state.addKey(USERS.automation);
		const result = await runEmnify(sandbox(), operation('mfaKey', 'create'), { as: 'automation' });
		expect(result.error?.message).toBe('emnify does not create another MFA key for this user');
	});

	test('without a password nothing is sent', async () => {
		const result = await runEmnify(sandbox(), operation('mfaKey', 'create'));
		expect(result.error?.message).toBe('No password is known for your own user');
		expect(sandbox().requests).toEqual([]);
	});

	test.each([201, 200])('an answer without a secret (%i) is no success', async (status) => {
		sandbox().fault({
			kind: 'status',
			status,
			headers: {
				location: `${sandbox().url}/api/v1/user/mfa/4712`,
				'content-type': 'application/json',
			},
			method: 'POST',
			path: '/api/v1/user/mfa',
		});
		const result = await runEmnify(sandbox(), operation('mfaKey', 'create'), { as: 'automation' });
		expect(result.error?.message).toBe('emnify created an MFA key but gave out no secret');
		expect(result.error?.context.data).toMatchObject({
			effect: 'partial',
			details: { keyId: 4712 },
		});
	});

	test('a wrong code is told, sent once, and struck out of what emnify says', async () => {
		const key = sandbox().state.addKey(USERS.automation);
		sandbox().fault({
			kind: 'status',
			status: 422,
			body: apiError(1403, 'InvalidFormat', 'The code 987654 is wrong.'),
			method: 'PATCH',
			path: '/api/**',
		});
		const result = await runEmnify(sandbox(), activate(key.id, '987654'), { as: 'automation' });
		expect(result.error?.message).toBe('emnify did not accept the code');
		expect(result.error?.description).toContain('[secret] is wrong');
		expect(changes(sandbox())).toHaveLength(1);
	});

	test('a code that is really wrong does not activate', async () => {
		const key = sandbox().state.addKey(USERS.automation);
		const wrong = sandbox().codeOf(USERS.automation, key.id) === '000000' ? '111111' : '000000';
		const result = await runEmnify(sandbox(), activate(key.id, wrong), { as: 'automation' });
		expect(result.error?.message).toBe('emnify did not accept the code');
		expect(sandbox().state.user(USERS.automation).keys[0]?.status).toBe(0);
	});

	test('a key that is active already, and one that does not exist', async () => {
		const { id } = sandbox().state.addKey(USERS.automation, { status: 1 });
		const run = { as: 'automation', credential: { fingerprintSecret: 'fingerprint-a' } } as const;
		const active = await runEmnify(sandbox(), activate(id, '123456'), run);
		const none = await runEmnify(sandbox(), activate(4711, '123456'), run);
		expect(active.error?.message).toBe('The MFA key is active already');
		expect(none.error?.message).toBe("MFA Key '4711' does not exist at emnify");
	});

	test.each([
		'12345',
		'1234567',
		'abcdef',
		'12 34',
		'１２３４５６',
		'',
		12345,
		1e21,
		null,
		[123456],
	])('the code %j sends nothing', async (code) => {
		const result = await runEmnify(sandbox(), activate(5, '={{ $json.code }}'), {
			as: 'automation',
			items: [{ code }],
		});
		expect(result.error?.message).toContain("'Code'");
		expect(sandbox().requests).toEqual([]);
	});

	test.each(['create', 'activate'])('%s refuses to start with Retry On Fail', async (name) => {
		const parameters = operation('mfaKey', name, { keyId: byId(5), code: '123456' });
		const result = await runEmnify(sandbox(), parameters, { as: 'automation', retryOnFail: true });
		expect(result.error?.message).toContain('does not run while Retry On Fail is on');
		expect(sandbox().requests).toEqual([]);
	});
});

describe("one's own user under an application token", () => {
	const OWN: Array<[string, Parameters<typeof runEmnify>[1]]> = [
		['mfaKey getAll', operation('mfaKey', 'getAll', { target: 'myOwnUser' })],
		['mfaKey delete', operation('mfaKey', 'delete', { target: 'myOwnUser', keyId: byId(5) })],
		['mfaKey activate', operation('mfaKey', 'activate', { keyId: byId(5), code: '123456' })],
		['mfaKey create', operation('mfaKey', 'create', { additionalFields: { password: 'x' } })],
		['trustedDevice getAll', operation('trustedDevice', 'getAll', { target: 'myOwnUser' })],
		['trustedDevice deleteAll', operation('trustedDevice', 'deleteAll', { target: 'myOwnUser' })],
		[
			'trustedDevice delete',
			operation('trustedDevice', 'delete', { target: 'myOwnUser', deviceId: byId(5) }),
		],
		['event getAll', operation('event', 'getAll', { eventsOf: 'myOwnUser' })],
		['user get', operation('user', 'get', { target: 'myOwnUser' })],
	];

	test.each(OWN)('is said where emnify refuses it: %s', async (_, parameters) => {
		for (const noUserStatus of [400, 403, 404] as const) {
			sandbox().updateSettings({ noUserStatus });
			const result = await runEmnify(sandbox(), parameters);
			expect(result.status).toBe('error');
			expect(result.error?.description).toContain('use a credential with user credentials');
		}
	});

	test('works where the token stands for a user', async () => {
		sandbox().updateSettings({ applicationTokenUser: USERS.automation });
		const parameters = operation('trustedDevice', 'deleteAll', { target: 'myOwnUser' });
		expect(rows(await runEmnify(sandbox(), parameters))).toMatchObject([{ deletedCount: 2 }]);
	});
});

describe('429', () => {
	const limited = (method: string, more: Partial<FaultRule> = {}) =>
		({ kind: 'status', status: 429, method, path: '/api/v1/user/**', ...more }) as FaultRule;

	test.each([
		['without a header', {}],
		['with Retry-After', { headers: { 'retry-after': '1' } }],
		['of the API', { body: apiError(1105, 'TooManyRequests') }],
	])('%s is waited out, and the call is sent again', async (_, more) => {
		sandbox().fault(limited('DELETE', more));
		const before = clock.now();
		const result = await runEmnify(sandbox(), DELETE_KEY);
		expect(rows(result)).toMatchObject([{ deleted: true }]);
		expect(changes(sandbox())).toHaveLength(2);
		expect(clock.now() - before).toBeGreaterThanOrEqual('headers' in more ? 1000 : 200);
	});

	test('that would take longer than Max Wait is given up', async () => {
		sandbox().fault(limited('DELETE', { headers: { 'retry-after': '3600' } }));
		const result = await runEmnify(sandbox(), { ...DELETE_KEY, options: { maxWait: 2 } });
		expect(result.error?.message).toBe('The rate limit of emnify is used up');
		expect(changes(sandbox())).toHaveLength(1);
	});

	test('does not make Create go out twice', async () => {
		sandbox().fault(limited('POST'));
		const result = await runEmnify(sandbox(), operation('mfaKey', 'create'), { as: 'automation' });
		expect(result.error?.message).toBe('The rate limit of emnify is used up');
		expect(changes(sandbox())).toHaveLength(1);
	});
});

const TRANSIENT = [
	['500', { kind: 'status', status: 500, body: { message: 'oops' } }],
	['502 with a page', { kind: 'html', status: 502 }],
	['a reset connection', { kind: 'reset' }],
	['an answer that is cut', { kind: 'cutBody' }],
] as const;

describe.each(TRANSIENT)('%s', (_, fault) => {
	test('a read is sent again', async () => {
		sandbox().fault({ ...fault, method: 'GET', path: '/api/v1/user/*' });
		const result = await runEmnify(sandbox(), operation('user', 'get', { userId: ANA }));
		expect(rows(result)).toMatchObject([{ id: USERS.ana }]);
		expect(calls(sandbox())).toHaveLength(2);
	});

	test('a deletion whose answer was lost is sent again, and told as done', async () => {
		sandbox().fault({ ...fault, method: 'DELETE', path: '/api/**', applied: true });
		const result = await runEmnify(sandbox(), DELETE_KEY);
		expect(rows(result)).toMatchObject([{ deleted: true }]);
		expect(changes(sandbox())).toHaveLength(2);
		expect(sandbox().state.user(USERS.ana).keys).toHaveLength(1);
	});

	test.each(['create', 'activate'])('%s is sent once, and called unknown', async (name) => {
		const key = sandbox().state.addKey(USERS.automation);
		const code = sandbox().codeOf(USERS.automation, key.id);
		for (const method of ['POST', 'PATCH']) {
			sandbox().fault({ ...fault, method, path: '/api/v1/user/**', applied: true });
		}
		const parameters = operation('mfaKey', name, { keyId: byId(key.id), code });
		const result = await runEmnify(sandbox(), parameters, { as: 'automation' });
		expect(changes(sandbox())).toHaveLength(1);
		expect(result.error?.description).toContain('whether it took effect is not known');
		expect(result.error?.context.data).toMatchObject({ effect: 'unknown' });
	});
});

describe('answers without a body', () => {
	const CASES: Array<[string, Parameters<typeof runEmnify>[1], EmnifyRun]> = [
		['delete key', DELETE_KEY, {}],
		['suspend', operation('user', 'suspend', { userId: ANA }), {}],
		['revoke', operation('applicationToken', 'revoke', { applicationTokenId: byId(12) }), {}],
		['delete user', operation('user', 'delete', { userId: ANA }), {}],
	];

	test.each(CASES)('a 204 that calls itself JSON: %s', async (_, parameters, run) => {
		for (const method of ['DELETE', 'PATCH']) {
			sandbox().fault({ kind: 'noContentJson', applied: true, method, path: '/api/**' });
		}
		const result = await runEmnify(sandbox(), parameters, run);
		expect(result.error).toBeUndefined();
		expect(rows(result)).toHaveLength(1);
	});

	test.each(CASES)('a 201 with only a Location: %s', async (_, parameters, run) => {
		for (const method of ['DELETE', 'PATCH']) {
			sandbox().fault({
				kind: 'status',
				status: 201,
				headers: { location: `${sandbox().url}/api/v1/user/1` },
				applied: true,
				method,
				path: '/api/**',
			});
		}
		const result = await runEmnify(sandbox(), parameters, run);
		expect(result.error).toBeUndefined();
		expect(rows(result)).toHaveLength(1);
	});

	test('the sandbox gives its 204 the content type that was recorded', async () => {
		await runEmnify(sandbox(), DELETE_KEY);
		expect(sandbox().requests.at(-1)).toMatchObject({ method: 'DELETE', status: 204 });
	});
});

test('a redirect is not followed', async () => {
	sandbox().fault({ kind: 'redirect', location: `${sandbox().url}/else`, path: '/api/v1/user/*' });
	const result = await runEmnify(sandbox(), operation('user', 'get', { userId: ANA }));
	expect(result.error?.message).toBe('emnify answered with a redirect, which is not followed');
	expect(calls(sandbox())).toHaveLength(1);
});

test.each([{ kind: 'html', status: 200 }, { kind: 'invalidJson' }, { kind: 'emptyBody' }] as const)(
	'a list that is none is no empty list ($kind)',
	async (fault) => {
		for (const parameters of [
			operation('trustedDevice', 'getAll', { userId: ANA }),
			operation('mfaKey', 'getAll', { userId: ANA }),
			operation('user', 'get', { userId: byUsername(USERNAMES.ana) }),
		]) {
			sandbox().clearFaults();
			sandbox().fault({ ...fault, path: '/api/v1/user/**', times: 'always' });
			sandbox().fault({ ...fault, path: '/api/v1/user', times: 'always' });
			const result = await runEmnify(sandbox(), { ...parameters, options: { maxWait: 1 } });
			expect(result.error?.message).toBe('emnify sent an answer that cannot be read');
		}
	},
);

test('no secret that goes out or comes back stands in what is stored', async () => {
	const echo = {
		kind: 'status',
		status: 403,
		body: {
			message: `You sent ${passwordOf('automation')} as ${sha1(passwordOf('automation'))} and eyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2ln`,
		},
		method: 'POST',
		path: '/api/v1/user/mfa',
	} as const;
	sandbox().fault(echo);
	const result = await runEmnify(sandbox(), operation('mfaKey', 'create'), { as: 'automation' });
	expect(result.error?.description).toContain('[secret] as [secret] and [secret]');
	for (const secret of [passwordOf('automation'), sha1(passwordOf('automation')), 'eyJ']) {
		expect(result.serialized()).not.toContain(secret);
	}
	expect(sent(sandbox())).toHaveLength(2);
});
