import { USERS } from '../../../sandbox/auth0/seed';
import { startAuth0Sandbox, type Auth0Sandbox } from '../../../sandbox/auth0';
import { clock } from '../../support/engine';
import { byId, calls, changes, rows, runAuth0 } from './setup';

/** A sandbox of its own for each test: what one learns of a host's limit, the next must not know. */
let started: Auth0Sandbox | undefined;
const sandbox = (): Auth0Sandbox => {
	if (!started) throw new Error('The sandbox is not started yet');
	return started;
};
beforeEach(async () => {
	started = await startAuth0Sandbox();
});
afterEach(async () => {
	await started?.close();
});

const GET = { resource: 'user', operation: 'get', userId: byId(USERS.ana) };
const BLOCK = { resource: 'user', operation: 'block', userId: byId(USERS.ana) };
const DELETE_ALL = { resource: 'session', operation: 'deleteAll', userId: byId(USERS.ana) };
const CREATE = {
	resource: 'authenticationMethod',
	operation: 'create',
	userId: byId(USERS.cleo),
	type: 'email',
	email: 'cleo@example.com',
};
const PATH = '/api/v2/users/**';

describe.each([
	['packed', 'too large'],
	['nested', 'too deeply nested'],
] as const)('a change whose answer is %s', (kind, what) => {
	// Of the second nothing is needed but that it was done, and an empty answer would do.
	test.each([
		['POST', CREATE],
		['DELETE', DELETE_ALL],
	])('may have been made, and is sent once: %s', async (method, parameters) => {
		sandbox().fault({ kind, method, path: PATH, applied: true, times: 'always' });
		const { error } = await runAuth0(sandbox(), parameters);
		expect(error?.message).toBe(`Auth0 sent an answer that is ${what}`);
		expect(error?.description).toContain('whether it took effect is not known');
		expect(error?.context.data).toMatchObject({ effect: 'unknown' });
		expect(changes(sandbox())).toHaveLength(1);
	});
});

describe('429', () => {
	test.each([
		['with its headers', { withHeaders: true, retryInSeconds: 1 }, 300],
		['without any', { withHeaders: false }, 200],
	])('%s is waited out, and the call is sent again', async (_, limit, least) => {
		sandbox().fault({ kind: 'rateLimited', ...limit, method: 'PATCH', path: PATH });
		const before = clock.now();
		const result = await runAuth0(sandbox(), BLOCK);
		expect(rows(result)).toMatchObject([{ userId: USERS.ana, blocked: true }]);
		expect(changes(sandbox())).toHaveLength(2);
		expect(clock.now() - before).toBeGreaterThanOrEqual(least);
	});

	test('honours Retry-After', async () => {
		sandbox().fault({
			kind: 'status',
			status: 429,
			headers: { 'retry-after': '1' },
			method: 'PATCH',
			path: PATH,
		});
		const before = clock.now();
		const result = await runAuth0(sandbox(), BLOCK);
		expect(rows(result)).toMatchObject([{ blocked: true }]);
		expect(clock.now() - before).toBeGreaterThanOrEqual(1000);
	});

	test('that would take longer than Max Wait is given up with the time to come back', async () => {
		sandbox().fault({
			kind: 'status',
			status: 429,
			headers: { 'retry-after': '3600' },
			method: 'PATCH',
			path: PATH,
		});
		const users = [USERS.ana, USERS.cleo, USERS.ben].map((id) => ({ id }));
		const result = await runAuth0(
			sandbox(),
			{ ...BLOCK, userId: byId('={{ $json.id }}'), options: { maxWait: 2 } },
			{ items: users, onError: 'continueRegularOutput' },
		);
		expect(rows(result)).toHaveLength(3);
		for (const { message, error } of rows(result)) {
			expect(message).toBe('The rate limit of Auth0 is used up');
			expect(error).toMatchObject({ statusCode: 429, effect: 'notDone' });
			const { retryAfter, description } = error as Record<string, string>;
			expect(Date.parse(retryAfter ?? '')).toBeGreaterThan(clock.now() + 3_500_000);
			expect(description).toContain('Max Wait');
		}
		// The first was refused; the others were not even sent.
		expect(changes(sandbox())).toHaveLength(1);
	});

	test('does not make a call that is not idempotent go out twice', async () => {
		sandbox().fault({ kind: 'rateLimited', retryInSeconds: 1, method: 'POST', path: PATH });
		const result = await runAuth0(sandbox(), CREATE);
		expect(result.error?.message).toBe('The rate limit of Auth0 is used up');
		expect(result.error?.description).toContain('not sent a second time by itself');
		expect(changes(sandbox())).toHaveLength(1);
	});
});

const TRANSIENT = [
	['500', { kind: 'status', status: 500, body: { message: 'oops' } }],
	['502 with a page', { kind: 'html', status: 502 }],
	['503 with Retry-After', { kind: 'status', status: 503, headers: { 'retry-after': '0' } }],
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
		const result = await runAuth0(sandbox(), { ...GET, options });
		expect(rows(result)).toMatchObject([{ user_id: USERS.ana }]);
		expect(calls(sandbox())).toHaveLength(2);
	});

	test('a repeatable change is sent again, also when the first was done', async () => {
		sandbox().fault({ ...fault, method: 'DELETE', path: PATH, applied: true });
		const result = await runAuth0(sandbox(), { ...DELETE_ALL, options });
		expect(rows(result)).toMatchObject([{ accepted: true }]);
		expect(changes(sandbox())).toHaveLength(2);
	});

	test('a change that is not idempotent is sent once, and called unknown', async () => {
		sandbox().fault({ ...fault, method: 'POST', path: PATH, applied: true });
		const result = await runAuth0(sandbox(), { ...CREATE, options });
		expect(changes(sandbox())).toHaveLength(1);
		expect(result.error?.description).toContain('whether it took effect is not known');
		expect(result.error?.context.data).toMatchObject({ effect: 'unknown' });
		const logged = result.logs.filter(({ meta }) => meta.step === 'createFactor');
		expect(logged.map(({ meta }) => meta.result)).toEqual(['sending', 'unknown']);
	});
});

test('a service that stays down is given up after a few times', async () => {
	sandbox().fault({ kind: 'status', status: 500, method: 'GET', path: PATH, times: 'always' });
	const result = await runAuth0(sandbox(), GET);
	expect(result.error?.message).toBe('Auth0 is not able to answer now');
	expect(calls(sandbox())).toHaveLength(4);
});

test('a redirect is not followed', async () => {
	const elsewhere = await startAuth0Sandbox();
	sandbox().fault({ kind: 'redirect', location: `${elsewhere.url}/api/v2/users/x`, path: PATH });
	const result = await runAuth0(sandbox(), GET);
	expect(result.error?.message).toBe('Auth0 answered with a redirect, which is not followed');
	expect(elsewhere.requests).toEqual([]);
	await elsewhere.close();
});

test('a host where nothing listens is told', async () => {
	const { host } = sandbox();
	await started?.close();
	const gone = { host } as Auth0Sandbox;
	const result = await runAuth0(gone, { ...GET, options: { maxWait: 0 } });
	expect(result.error?.message).toBe(`No connection to Auth0 at ${host}`);
	expect(result.error?.description).toContain('Nothing was sent');
	started = await startAuth0Sandbox();
});

test.each([
	['broken JSON', { kind: 'invalidJson' }],
	['an empty body', { kind: 'emptyBody' }],
	['204 that calls itself JSON', { kind: 'noContentJson' }],
] as const)('%s where a list is expected is no empty list', async (_, fault) => {
	sandbox().fault({ ...fault, path: PATH, times: 'always' });
	const result = await runAuth0(sandbox(), {
		resource: 'authenticationMethod',
		operation: 'getAll',
		userId: byId(USERS.ana),
		returnAll: true,
	});
	expect(result.status).toBe('error');
	expect(result.error?.message).toBe('Auth0 sent an answer that cannot be read');
});

test('JSON that is no list where a list is expected is no empty list', async () => {
	sandbox().fault({ kind: 'status', status: 200, body: { hello: 'portal' }, path: PATH });
	const result = await runAuth0(sandbox(), {
		resource: 'authenticationMethod',
		operation: 'deleteAll',
		userId: byId(USERS.ana),
	});
	expect(result.error?.message).toBe('Auth0 sent an answer that cannot be read');
	expect(changes(sandbox())).toEqual([]);
});

test.each([
	['broken JSON', { kind: 'invalidJson' }],
	['the page of a portal', { kind: 'html', status: 200 }],
] as const)('%s as the answer to a change is not taken for done', async (_, fault) => {
	sandbox().fault({ ...fault, method: 'DELETE', path: PATH, times: 'always' });
	const result = await runAuth0(sandbox(), DELETE_ALL);
	expect(result.error?.message).toBe('Auth0 sent an answer that cannot be read');
	expect(result.error?.context.data).toMatchObject({ effect: 'unknown' });
	expect(changes(sandbox())).toHaveLength(4);
	const logged = result.logs.filter(({ message }) => message.startsWith('MFA change'));
	expect(new Set(logged.map(({ meta }) => meta.result))).toEqual(new Set(['sending', 'unknown']));
});

test('a ticket whose answer is empty is not given out as made', async () => {
	const ticket = { resource: 'enrollment', operation: 'createTicket', userId: byId(USERS.ana) };
	const path = '/api/v2/guardian/enrollments/ticket';
	sandbox().fault({ kind: 'emptyBody', applied: true, method: 'POST', path });
	const result = await runAuth0(sandbox(), ticket);
	expect(result.error?.context.data).toMatchObject({ effect: 'unknown' });
	expect(changes(sandbox())).toHaveLength(1);
});

test('a refusal after a lost answer does not say that nothing was done', async () => {
	sandbox().fault({ kind: 'reset', applied: true, method: 'PATCH', path: PATH });
	sandbox().fault({ kind: 'status', status: 403, body: {}, method: 'PATCH', path: PATH });
	const result = await runAuth0(sandbox(), BLOCK);
	expect(changes(sandbox())).toHaveLength(2);
	expect(result.error?.context.data).toMatchObject({ statusCode: 403, effect: 'unknown' });
	expect(result.error?.description).toContain('may have been done then');
	expect(result.error?.description).not.toContain('Nothing was');
});

test('Max Wait passed after a lost answer does not say that nothing was done', async () => {
	sandbox().fault({ kind: 'reset', applied: true, method: 'PATCH', path: PATH });
	sandbox().fault({
		kind: 'status',
		status: 429,
		headers: { 'retry-after': '3600' },
		method: 'PATCH',
		path: PATH,
	});
	const result = await runAuth0(sandbox(), { ...BLOCK, options: { maxWait: 5 } });
	expect(result.error?.message).toBe('The rate limit of Auth0 is used up');
	expect(result.error?.context.data).toMatchObject({ effect: 'unknown' });
	expect(result.error?.description).not.toContain('Nothing was done');
});
