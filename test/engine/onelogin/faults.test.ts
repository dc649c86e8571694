import { startOneLoginSandbox, type OneLoginSandbox } from '../../../sandbox/onelogin';
import { DEVICES, USERS } from '../../../sandbox/onelogin/seed';
import { clock } from '../../support/engine';
import { byId, calls, changes, rows, runOneLogin } from './setup';

/** A sandbox of its own for each test: what one learns of a host's limit, the next must not know. */
let started: OneLoginSandbox | undefined;
const sandbox = (): OneLoginSandbox => {
	if (!started) throw new Error('The sandbox is not started yet');
	return started;
};
beforeEach(async () => {
	started = await startOneLoginSandbox();
});
afterEach(async () => {
	await started?.close();
});

const GET = { resource: 'user', operation: 'get', userId: byId(USERS.ana) };
const SUSPEND = { resource: 'user', operation: 'suspend', userId: byId(USERS.ana) };
const TRIGGER = {
	resource: 'device',
	operation: 'activate',
	userId: byId(USERS.ana),
	deviceId: byId(DEVICES.anaSms),
};
const PATH = '/api/**';

describe('429', () => {
	test.each([
		['with its headers', { withHeaders: true, retryInSeconds: 1 }, 300],
		['without any', { withHeaders: false }, 200],
	])('%s is waited out, and the call is sent again', async (_, limit, least) => {
		sandbox().fault({ kind: 'rateLimited', ...limit, method: 'PUT', path: PATH });
		const before = clock.now();
		const result = await runOneLogin(sandbox(), SUSPEND);
		expect(rows(result)).toMatchObject([{ status: 2 }]);
		expect(changes(sandbox())).toHaveLength(2);
		expect(clock.now() - before).toBeGreaterThanOrEqual(least);
	});

	test('honours Retry-After', async () => {
		sandbox().fault({
			kind: 'status',
			status: 429,
			headers: { 'retry-after': '1' },
			method: 'PUT',
			path: PATH,
		});
		const before = clock.now();
		const result = await runOneLogin(sandbox(), SUSPEND);
		expect(rows(result)).toMatchObject([{ status: 2 }]);
		expect(clock.now() - before).toBeGreaterThanOrEqual(1000);
	});

	test('whose window ends after Max Wait is given up with the time to come back', async () => {
		sandbox().fault({ kind: 'rateLimited', retryInSeconds: 1800, method: 'PUT', path: PATH });
		const result = await runOneLogin(
			sandbox(),
			{ ...SUSPEND, userId: byId('={{ $json.id }}') },
			{
				items: [{ id: USERS.ana }, { id: USERS.ben }, { id: USERS.pending }],
				onError: 'continueRegularOutput',
			},
		);
		expect(rows(result)).toHaveLength(3);
		for (const { message, error } of rows(result)) {
			expect(message).toBe('The rate limit of OneLogin is used up');
			expect(error).toMatchObject({ statusCode: 429, effect: 'notDone' });
			const { retryAfter, description } = error as Record<string, string>;
			// The header counts seconds that are left; it is no point in time.
			expect(Date.parse(retryAfter ?? '')).toBeGreaterThan(clock.now() + 1_700_000);
			expect(Date.parse(retryAfter ?? '')).toBeLessThan(clock.now() + 1_900_000);
			expect(description).toContain('Max Wait');
		}
		expect(changes(sandbox())).toHaveLength(1);
	});

	test('does not make a trigger go out twice', async () => {
		sandbox().fault({ kind: 'rateLimited', retryInSeconds: 1, method: 'POST', path: PATH });
		const result = await runOneLogin(sandbox(), TRIGGER);
		expect(result.error?.message).toBe('The rate limit of OneLogin is used up');
		expect(result.error?.description).toContain('not sent a second time by itself');
		expect(changes(sandbox())).toHaveLength(1);
	});

	test('is not provoked: with the last call of the window the others wait for the next', async () => {
		sandbox().setRateLimit({ perSecond: 3, burst: 3, refill: 'window', windowSeconds: 1 });
		const result = await runOneLogin(
			sandbox(),
			{ ...GET, userId: byId('={{ $json.id }}') },
			{ items: Array.from({ length: 8 }, (_, n) => ({ id: 61_000_001 + n })) },
		);
		expect(rows(result)).toHaveLength(8);
		expect(sandbox().requests.filter(({ status }) => status === 429).length).toBeLessThanOrEqual(1);
	});
});

const TRANSIENT = [
	['500', { kind: 'status', status: 500, body: { message: 'oops' } }],
	['502 with a page', { kind: 'html', status: 502 }],
	['504 without a body', { kind: 'status', status: 504 }],
	['408', { kind: 'status', status: 408 }],
	['a reset connection', { kind: 'reset' }],
	['a connection cut in the headers', { kind: 'cutHeaders' }],
	['a connection cut in the body', { kind: 'cutBody' }],
	['no answer in time', { kind: 'slow', delayMs: 1500, then: 'never' }],
] as const;

describe.each(TRANSIENT)('%s', (_, fault) => {
	const options = { timeout: 1 };

	test('a read is sent again', async () => {
		sandbox().fault({ ...fault, method: 'GET', path: PATH });
		const result = await runOneLogin(sandbox(), { ...GET, options });
		expect(rows(result)).toMatchObject([{ id: String(USERS.ana) }]);
		expect(calls(sandbox())).toHaveLength(2);
	});

	test('a repeatable change is sent again, also when the first was done', async () => {
		sandbox().fault({ ...fault, method: 'PUT', path: PATH, applied: true });
		const result = await runOneLogin(sandbox(), { ...SUSPEND, options });
		expect(rows(result)).toMatchObject([{ status: 2 }]);
		expect(changes(sandbox())).toHaveLength(2);
	});

	test('a trigger is sent once, and called unknown', async () => {
		sandbox().fault({ ...fault, method: 'POST', path: PATH, applied: true });
		const result = await runOneLogin(sandbox(), { ...TRIGGER, options });
		expect(changes(sandbox())).toHaveLength(1);
		expect(sandbox().state.messages).toHaveLength(1);
		expect(result.error?.description).toContain('whether it took effect is not known');
		expect(result.error?.context.data).toMatchObject({ effect: 'unknown' });
		const logged = result.logs.filter(({ meta }) => meta.step === 'triggerFactor');
		expect(logged.map(({ meta }) => meta.result)).toEqual(['sending', 'unknown']);
	});
});

test('a device whose removal was done but not answered is told as deleted when it is sent again', async () => {
	sandbox().fault({ kind: 'close', method: 'DELETE', path: PATH, applied: true });
	const result = await runOneLogin(sandbox(), {
		resource: 'device',
		operation: 'remove',
		userId: byId(USERS.ana),
		deviceId: byId(DEVICES.anaSms),
	});
	expect(rows(result)).toMatchObject([{ deleted: true }]);
	expect(rows(result)[0]).not.toHaveProperty('alreadyGone');
	expect(changes(sandbox())).toHaveLength(2);
});

test('a redirect is not followed', async () => {
	const elsewhere = await startOneLoginSandbox();
	sandbox().fault({ kind: 'redirect', location: `${elsewhere.url}/api/2/users/1`, path: PATH });
	const result = await runOneLogin(sandbox(), GET);
	expect(result.error?.message).toBe('OneLogin answered with a redirect, which is not followed');
	expect(elsewhere.requests).toEqual([]);
	await elsewhere.close();
});

test('a host where nothing listens is told', async () => {
	const { host } = sandbox();
	await started?.close();
	const gone = { host } as OneLoginSandbox;
	const result = await runOneLogin(gone, { ...GET, options: { maxWait: 0 } });
	expect(result.error?.message).toBe(`No connection to OneLogin at ${host}`);
	expect(result.error?.description).toContain('Nothing was sent');
	started = await startOneLoginSandbox();
});

const PORTAL = [
	['broken JSON', { kind: 'invalidJson' }],
	['an empty body', { kind: 'emptyBody' }],
	['204 that calls itself JSON', { kind: 'noContentJson' }],
	['a portal that speaks JSON', { kind: 'status', status: 200, body: { hello: 'portal' } }],
	[
		'a refusal behind 200',
		{ kind: 'status', status: 200, body: { status: { error: true, code: 400, message: 'no' } } },
	],
] as const;

describe.each(PORTAL)('%s', (_, fault) => {
	const options = { maxWait: 0 };
	test.each([
		['device', 'getAll', { apiVersion: 1 }],
		['device', 'getAll', { apiVersion: 2 }],
		['device', 'removeAll', {}],
		['factor', 'getAvailable', { apiVersion: 1 }],
		['factor', 'getAvailable', { apiVersion: 2 }],
		['user', 'getAll', {}],
		['user', 'get', {}],
		['event', 'getAll', {}],
		['registration', 'get', { registrationId: 'x' }],
		['verification', 'get', { verificationId: 'x' }],
	])('is no answer to %s %s', async (resource, operation, more) => {
		sandbox().fault({ ...fault, path: PATH, times: 'always' });
		const result = await runOneLogin(sandbox(), {
			resource,
			operation,
			userId: byId(USERS.ana),
			...more,
			options,
		});
		expect(result.error?.message).toBe('OneLogin sent an answer that cannot be read');
		expect(changes(sandbox())).toEqual([]);
	});

	test.each([
		['device', 'enroll', { factorId: byId(1), displayName: 'x', number: '+14155550100' }],
		['device', 'activate', { deviceId: byId(1) }],
		['device', 'activate', { apiVersion: 2, deviceId: byId(1) }],
		['registration', 'create', { factorId: byId(1), displayName: 'x' }],
		['registration', 'verify', { registrationId: 'x', code: '123456' }],
		['verification', 'create', { deviceId: byId(1) }],
		['verification', 'verify', { verificationId: 'x', code: '123456' }],
		['mfaToken', 'generate', {}],
		['user', 'suspend', {}],
	])('does not make %s %s claim anything', async (resource, operation, more) => {
		sandbox().fault({ ...fault, path: PATH, times: 'always' });
		const result = await runOneLogin(sandbox(), {
			resource,
			operation,
			userId: byId(USERS.ana),
			...more,
			options,
		});
		// A refusal behind 200 is a "no" to a code; anything else is no answer at all.
		const saysNo = operation === 'verify' && JSON.stringify(fault).includes('"error":true');
		if (saysNo) expect(rows(result)[0] ?? { accepted: false }).toMatchObject({ accepted: false });
		else expect(result.status).toBe('error');
		expect(changes(sandbox())).toHaveLength(1);
	});
});

describe('every shape of a refusal is read', () => {
	test.each([
		[
			{ status: { error: true, code: 400, message: { description: 'A', attribute: 'b' } } },
			'A; attribute b',
		],
		[{ status: { error: true, code: 400, message: 'A' } }, 'A'],
		[{ status: { error: true, code: 400, type: 'bad request' } }, 'bad request'],
		[{ status: 400, error: 'BadRequestError', description: 'A' }, 'A'],
		[{ statusCode: 400, name: 'N', message: 'A' }, 'A'],
		[{ statusCode: 400, name: 'N', message: 'A', field: 'created_at' }, 'A; field created_at'],
		[{ statusCode: 400, name: 'N' }, 'N'],
		[{ messages: ['A', 'B'] }, 'A, B'],
		[{ message: 'A', details: { parameters: ['p is bad', { q: 1 }] } }, 'A; p is bad; {"q":1}'],
		[
			{ code: 422, message: 'A', errors: [{ field: 'enabled', message: ['Required'] }] },
			'A; enabled: Required',
		],
	])('%j', async (body, words) => {
		sandbox().fault({ kind: 'status', status: 400, body, path: PATH });
		const result = await runOneLogin(sandbox(), GET);
		expect(result.error?.message).toBe('OneLogin did not accept the values that were sent');
		expect(result.error?.description).toBe(
			`Check the fields of the operation. OneLogin says: ${words}`,
		);
	});

	test.each([
		['', 400],
		['<html></html>', 400],
		['null', 422],
		['[1]', 403],
		['{"status":null}', 403],
		['{"message":{}}', 418],
	])('%j with %d neither breaks it nor prints an object', async (body, status) => {
		sandbox().fault({ kind: 'status', status, body, path: PATH });
		const result = await runOneLogin(sandbox(), GET);
		expect(result.error?.message).toMatch(/^OneLogin /);
		expect(`${result.error?.message ?? ''}${result.error?.description ?? ''}`).not.toMatch(
			/\[object|undefined|null/,
		);
	});

	test.each([
		[400, 'User does not exist'],
		[404, 'User for id 60308064 was not found'],
		[404, 'The resource with the given id could not be found'],
	])('%d %s names the user', async (status, message) => {
		sandbox().fault({
			kind: 'status',
			status,
			body: { status: { error: true, message } },
			path: PATH,
		});
		const result = await runOneLogin(sandbox(), GET);
		expect(result.error?.message).toBe(`User '${USERS.ana}' does not exist at OneLogin`);
	});

	test('409 is told as it is', async () => {
		sandbox().fault({ kind: 'status', status: 409, body: { message: 'taken' }, path: PATH });
		const result = await runOneLogin(sandbox(), GET);
		expect(result.error?.message).toBe('OneLogin refused the request with status 409');
		expect(result.error?.description).toContain('taken');
	});
});

test.each([1, 2])('404 about a device names the device (version %d)', async (apiVersion) => {
	const result = await runOneLogin(sandbox(), {
		...TRIGGER,
		apiVersion,
		deviceId: byId(DEVICES.pendingSms),
	});
	// Version 2 does not say which of the two it does not know.
	if (apiVersion === 2)
		expect(result.error?.message).toBe(
			"User '60308064' or Device '525511' does not exist at OneLogin",
		);
	else expect(result.error?.description).toContain('Factor could not be found');
});
