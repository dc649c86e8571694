import type { IDataObject } from 'n8n-workflow';

import type { FaultRule } from '../../../sandbox/shared/faults';
import { clock, CredentialStore, runNode, type RunNodeOptions } from '../../support/engine';
import { SUBJECTS, type Subject } from '../hosts/subjects';
import type { AnySandbox } from '../reliability/subject';

/** An answer cannot hold n8n up: not by never ending, not by its size, not by its depth. */

const TIMEOUT = 30;
const MB = 1024 * 1024;

describe.each(SUBJECTS)('$credential.name', (subject) => {
	const { credential, tokenPath, data } = subject;
	let sandbox: AnySandbox;
	beforeEach(async () => {
		sandbox = await subject.start();
	});
	afterEach(async () => {
		await sandbox.close();
	});

	/** Hits all requests but those for a token. */
	const hit = (rule: FaultRule) =>
		sandbox.fault({ times: 'always', when: ({ path }) => path !== tokenPath, ...rule });

	test.each(['headers', 'body'] as const)(
		'a drip in the %s ends when Timeout is over',
		async (part) => {
			hit({ kind: 'drip', part });
			const before = clock.now();
			const { error } = await runs(subject, sandbox);
			expect(error?.message).toMatch(/ gave no answer within 30 s$/);
			// The call itself and three repetitions, with short waits between them.
			const passed = clock.now() - before;
			expect(passed).toBeGreaterThanOrEqual(4 * TIMEOUT * 1000);
			expect(passed).toBeLessThan(4 * TIMEOUT * 1000 + 20_000);
		},
	);

	test('a drip is ended by Stop, too', async () => {
		hit({ kind: 'drip', part: 'body' });
		const before = clock.now();
		const { status } = await runs(subject, sandbox, { cancelAfter: 5000 });
		expect(status).toBe('canceled');
		expect(clock.now() - before).toBeLessThan(10_000);
	});

	// A static token is never renewed.
	if (tokenPath !== undefined) {
		test('a drip that meets the renewal of the token ends when Timeout is over', async () => {
			const credentialStore = new CredentialStore();
			await runs(subject, sandbox, { credentialStore });
			sandbox.expireTokens();
			hit({ kind: 'drip', part: 'body', after: 1 });
			const before = clock.now();
			const { error } = await runs(subject, sandbox, { credentialStore });
			expect(error?.message).toMatch(/ gave no answer within 30 s$/);
			expect(clock.now() - before).toBeLessThan(6 * TIMEOUT * 1000);
		});
	}

	test('a slow answer that comes within Timeout is taken', async () => {
		hit({ kind: 'slow', delayMs: (TIMEOUT - 1) * 1000, times: 1 });
		const { error } = await runs(subject, sandbox);
		expect(error).toBeUndefined();
	});

	test('a few kilobytes that unpack to 300 MB are not read', async () => {
		hit({ kind: 'packed' });
		const before = peakMemory();
		const { error } = await runs(subject, sandbox);
		expect(error?.message).toMatch(/ sent an answer that is too large$/);
		expect(error?.description).toMatch(/had more than 16 MB when it was unpacked.*lower Limit/);
		expect(peakMemory() - before).toBeLessThan(250 * MB);
		expect(asked(sandbox, subject)).toBe(1);
	});

	test('a refusal of 100 MB is told as that', async () => {
		hit({ kind: 'packed', status: 400, megabytes: 100 });
		const { error } = await runs(subject, sandbox);
		expect(error?.message).toMatch(/ sent an answer that is too large$/);
		expect(error?.description).toMatch(
			/with status 400 had more than 1 MB when it was unpacked, and was not read any further/,
		);
		expect((error as unknown as { context: IDataObject }).context.data).toMatchObject({
			meaning: 'service',
			statusCode: 400,
			effect: 'notDone',
		});
	});

	test.each([200, 400])('a nesting of 100,000 under status %i is told as that', async (status) => {
		hit({ kind: 'nested', status });
		const { error } = await runs(subject, sandbox);
		expect(error?.message).toMatch(/ sent an answer that is too deeply nested$/);
		expect(error?.description).toMatch(/more than 200 levels of brackets within brackets/);
	});

	test('a key __proto__ is not passed on, at any depth', async () => {
		const hostile = JSON.parse(
			'{"__proto__": {"outer": 1}, "constructor": "Acme Builders", "custom_attributes": {"__proto__": {"inner": 1}}, "app_metadata": {"__proto__": {"inner": 1}}}',
		) as Record<string, unknown>;
		// Auth0 wraps its rows, the others answer with the list itself.
		const isWrapped = credential.name.startsWith('auth0');
		const wrapped = { users: [{ user_id: 'auth0|a', ...hostile }], total: 1 };
		hit({ kind: 'altered', members: isWrapped ? wrapped : hostile, path: '/api/**' });
		const users = { resource: 'user', operation: 'getAll', returnAll: false, limit: 2 };
		const parameters = { ...subject.list, ...users, simplify: false, options: {} };
		const { outputs, error } = await runs(subject, sandbox, { parameters });
		expect(error).toBeUndefined();
		expect(outputs[0]?.length).toBeGreaterThan(0);
		const given = JSON.stringify(outputs);
		expect(given).toContain('Acme Builders');
		expect(given).not.toContain('__proto__');
		expect(given).not.toMatch(/outer|inner/);
		for (const { json } of outputs[0] ?? []) {
			expect('outer' in json).toBe(false);
			expect('inner' in json).toBe(false);
		}
	});

	test('no part of a secret passes where the text of a refusal is cut', async () => {
		const { clientSecret, accessToken, applicationToken } = data;
		const secret = (clientSecret ?? accessToken ?? applicationToken) as string;
		for (const length of [150, 350, 390, 398, 850, 930, 960, 990, 998]) {
			sandbox.clearFaults();
			const message = 'x '.repeat(length / 2) + secret.repeat(3);
			// In the form of each of the services.
			const body = { statusCode: 400, error: 'Bad', error_token: 'Bad', message };
			hit({ kind: 'status', status: 400, body });
			const { error } = await runs(subject, sandbox);
			const said = error?.description?.split(' says: ')[1] ?? 'nothing';
			expect(said.replaceAll('[secret]', '')).toMatch(/^[x ]+$/);
		}
	});

	test('a long text that looks like a thousand tokens is told at once', async () => {
		hit({
			kind: 'status',
			status: 400,
			body: {
				statusCode: 400,
				error: 'Bad Request',
				message: 'eyJ-'.repeat(100_000),
				error_token: 'BadRequest',
			},
		});
		const before = performance.now();
		const { error } = await runs(subject, sandbox);
		expect(performance.now() - before).toBeLessThan(5000);
		expect(error?.message).toMatch(/ did not accept the values that were sent$/);
		expect(error?.description).toMatch(/ says: /);
		expect(error?.description?.length).toBeLessThanOrEqual(1000);
	});
});

async function runs(
	{ credential, node, field, data, list }: Subject,
	sandbox: AnySandbox,
	more: Partial<Pick<RunNodeOptions, 'cancelAfter' | 'credentialStore' | 'parameters'>> = {},
) {
	executions += more.credentialStore === undefined ? 1 : 0;
	return await runNode({
		node,
		credentialTypes: [credential],
		credentials: {
			[credential.name]: {
				id: `credential-${executions}`,
				data: { ...data, [field]: field === 'baseUrl' ? sandbox.url : sandbox.host } as never,
			},
		},
		executionId: `bounds-${executions}`,
		parameters: { ...list, options: { timeout: TIMEOUT, maxWait: 300 } },
		...more,
	});
}
let executions = 0;

function asked(sandbox: AnySandbox, { tokenPath }: Subject): number {
	return sandbox.requests.filter(({ path }) => path !== tokenPath).length;
}

/** Bytes that this process had at most so far. */
function peakMemory(): number {
	return process.resourceUsage().maxRSS * 1024;
}
