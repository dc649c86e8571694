import type { IDataObject } from 'n8n-workflow';

import type { FaultAnswer } from '../../../sandbox/shared/faults';
import { clock, CredentialStore, LINE, runNode, type RunNodeOptions } from '../../support/engine';
import { SUBJECTS, type Subject } from '../hosts/subjects';
import type { AnySandbox } from '../reliability/subject';

/**
 * A service that gives no access token now: one call of the process waits and asks, the run goes on
 * when there is a token, and what is told is what it was.
 */

type Shape = readonly [string, FaultAnswer];
const status = (code: number, body: unknown, headers?: Record<string, string>): FaultAnswer => ({
	kind: 'status',
	status: code,
	body,
	...(headers && { headers }),
});

const PAGES: readonly Shape[] = [
	['an HTML page', status(429, '<html>Too many</html>', { 'content-type': 'text/html' })],
	['an empty body', status(429, '')],
	[
		'the JSON of an API',
		status(429, { statusCode: 429, name: 'TooManyRequests', message: 'Rate limit exceeded' }),
	],
];
const OAUTH: readonly Shape[] = [
	[
		'too_many_requests with a sentence',
		status(429, { error: 'too_many_requests', error_description: 'Global limit has been reached' }),
	],
	['too_many_requests alone', status(429, { error: 'too_many_requests' })],
	['slow_down', status(400, { error: 'slow_down', error_description: 'Slow down, please' })],
	...PAGES,
];
const OWN: readonly Shape[] = [
	[
		'the code of the service',
		status(429, { error_code: 1105, error_token: 'TooManyRequests', message: 'Too many' }),
	],
	['the words of a gateway', status(429, { message: 'Too Many Requests' })],
	...PAGES,
];

const WITH_TOKEN = SUBJECTS.filter(({ tokenPath }) => tokenPath !== undefined);

describe.each(WITH_TOKEN)('$credential.name', (subject) => {
	const shapes = subject.signsIn === 'own' ? OWN : OAUTH;
	const one = (shapes[0] as Shape)[1];
	let sandbox: AnySandbox;
	beforeEach(async () => {
		sandbox = await subject.start();
	});
	afterEach(async () => {
		await sandbox.close();
	});

	const refuse = (fault: FaultAnswer, times: number | 'always') =>
		sandbox.fault({ ...fault, path: subject.tokenPath ?? '', times });
	const tokenRequests = () =>
		sandbox.requests.filter(({ path }) => path === subject.tokenPath).length;

	test.each(shapes)('%s is waited out by one for all, and the run goes on', async (_, fault) => {
		refuse(fault, 3);
		const before = clock.now();
		const result = await runs(subject, sandbox, items(20));
		expect(errorsOf(result)).toEqual([]);
		expect(tokenRequests()).toBe(4);
		// 1, 2 and 4 s, and up to a quarter more.
		expect(clock.now() - before).toBeGreaterThanOrEqual(7000);
		expect(clock.now() - before).toBeLessThan(12_000);
	});

	test.each(shapes)('%s that stays is told as what it is', async (_, fault) => {
		refuse(fault, 'always');
		const before = clock.now();
		const { error } = await runs(subject, sandbox, { maxWait: 20 });
		expect(error?.message).toMatch(/too many/);
		expect(error?.description).toMatch(
			/^Nothing was done\..* longer than the option Max Wait \(20 s\) allows\. Run it again after 2/,
		);
		const { data } = (error as unknown as { context: { data: IDataObject } }).context;
		expect(data).toMatchObject({ meaning: 'limit', statusCode: 429, effect: 'notDone' });
		expect(Date.parse(data.retryAfter as string)).toBeGreaterThan(clock.now());
		expect(clock.now() - before).toBeLessThan(20_000);
		// At once, and after 1, 2, 4 and 8 s.
		expect(tokenRequests()).toBeGreaterThanOrEqual(4);
		expect(tokenRequests()).toBeLessThanOrEqual(5);
	});

	test('many items are told it after few requests', async () => {
		refuse(one, 'always');
		const result = await runs(subject, sandbox, { ...items(40), maxWait: 20 });
		const errors = errorsOf(result);
		expect(errors).toHaveLength(40);
		expect(errors.every((text) => /too many/.test(text))).toBe(true);
		expect(tokenRequests()).toBeLessThanOrEqual(12);
	});

	test('executions that share the credential wait for one asker', async () => {
		refuse(one, 4);
		const credentialStore = new CredentialStore();
		const results = await Promise.all(
			[1, 2, 3, 4].map(async (n) =>
				runs(subject, sandbox, { ...items(5), credentialStore, executionId: `shared-${n}` }),
			),
		);
		expect(results.flatMap(errorsOf)).toEqual([]);
		// The four begin at the same time; of the three that are left one asks.
		expect(tokenRequests()).toBeLessThanOrEqual(6);
	});

	test('at the renewal of a token it is waited out, too', async () => {
		const credentialStore = new CredentialStore();
		await runs(subject, sandbox, { credentialStore });
		sandbox.expireTokens();
		sandbox.clearRequests();
		refuse(one, 3);
		const before = clock.now();
		const result = await runs(subject, sandbox, { ...items(20), credentialStore });
		expect(errorsOf(result)).toEqual([]);
		expect(tokenRequests()).toBe(4);
		expect(clock.now() - before).toBeGreaterThanOrEqual(7000);
	});

	test('that stays at the renewal is told as what it is', async () => {
		const credentialStore = new CredentialStore();
		await runs(subject, sandbox, { credentialStore });
		sandbox.expireTokens();
		refuse(one, 'always');
		const { error } = await runs(subject, sandbox, { credentialStore, maxWait: 5 });
		expect(error?.message).toMatch(/too many/);
		expect(error?.description).toContain('Max Wait (5 s)');
	});

	test('Stop ends the wait', async () => {
		refuse(one, 'always');
		const before = clock.now();
		const { status: end } = await runs(subject, sandbox, { cancelAfter: 2000 });
		expect(end).toBe('canceled');
		expect(clock.now() - before).toBeLessThan(4000);
	});

	test.each([
		['with its word', status(403, { error: 'access_denied' })],
		['with nothing', status(403, '')],
		['with a page', status(403, '<html>no</html>', { 'content-type': 'text/html' })],
		['with the JSON of an API', status(403, { statusCode: 403, message: 'Forbidden' })],
	])('403 %s is no wrong secret', async (shape, fault) => {
		refuse(fault, 'always');
		const { error } = await runs(subject, sandbox);
		expect(tokenRequests()).toBe(1);
		const { data } = (error as unknown as { context: { data: IDataObject } }).context;
		// n8n's OAuth2 client hides the status of an answer with an `error`, and its sentence is missing.
		const isHidden = shape === 'with its word' && subject.signsIn === 'n8n';
		if (isHidden) {
			expect(error?.description).toMatch(/is not authorised|is enabled|scope/);
		} else {
			expect(error?.message).toMatch(/ does not let this /);
			expect(data.meaning).toBe('permission');
			expect(error?.description).not.toMatch(/Client Secret|password/i);
		}
	});
});

describe('an application without authorisation at Auth0', () => {
	const subject = SUBJECTS[0] as Subject;
	test.each([
		'Client is not authorized to access "https://t/api/v2/". You need to create a "client-grant"',
		'Service not enabled within domain: https://t/api/v2/',
	])('%s', async (sentence) => {
		const sandbox = await subject.start();
		sandbox.fault({
			...status(403, { error: 'access_denied', error_description: sentence }),
			path: '/oauth/token',
			times: 'always',
		});
		const { error } = await runs(subject, sandbox);
		await sandbox.close();
		if (LINE === 2) {
			expect(error?.message).toBe('Auth0 does not let this application use the Management API');
		} else {
			// n8n 1.x puts a text of its own in the place of status, word and sentence.
			expect(error?.description).toMatch(/^Either the application is not authorised /);
		}
	});

	test('is not what a wrong secret is told as', async () => {
		const sandbox = await subject.start();
		const { error } = await runs(
			{ ...subject, data: { ...subject.data, clientSecret: 'wrong' } },
			sandbox,
		);
		await sandbox.close();
		expect(error?.message).toBe('Auth0 did not accept the credential');
		expect(error?.description).toMatch(/Client Secret/);
	});
});

describe('a wait that is told', () => {
	const subject = SUBJECTS.find(({ signsIn }) => signsIn === 'own') as Subject;

	test('is kept where the credential signs in by itself', async () => {
		const sandbox = await subject.start();
		sandbox.fault({
			...status(429, { message: 'Too Many Requests' }, { 'retry-after': '40' }),
			path: subject.tokenPath ?? '',
		});
		const before = clock.now();
		const result = await runs(subject, sandbox, items(5));
		const asked = sandbox.requests.filter(({ path }) => path === subject.tokenPath).length;
		await sandbox.close();
		expect(errorsOf(result)).toEqual([]);
		expect(asked).toBe(2);
		expect(clock.now() - before).toBeGreaterThanOrEqual(40_000);
		expect(clock.now() - before).toBeLessThan(52_000);
	});

	test('that is longer than Max Wait is told at once, with the time to come back', async () => {
		const sandbox = await subject.start();
		sandbox.fault({
			...status(429, '', { 'retry-after': '200' }),
			path: subject.tokenPath ?? '',
			times: 'always',
		});
		const before = clock.now();
		const { error } = await runs(subject, sandbox, { maxWait: 60 });
		const asked = sandbox.requests.filter(({ path }) => path === subject.tokenPath).length;
		await sandbox.close();
		expect(asked).toBe(1);
		expect(clock.now() - before).toBeLessThan(1000);
		const { data } = (error as unknown as { context: { data: IDataObject } }).context;
		expect(Date.parse(data.retryAfter as string) - clock.now()).toBeGreaterThanOrEqual(199_000);
	});
});

const items = (count: number): Partial<RunNodeOptions> => ({
	items: Array.from({ length: count }, (_, n) => ({ n })),
	onError: 'continueRegularOutput',
});

let executions = 0;

async function runs(
	{ credential, node, field, data, list }: Subject,
	sandbox: AnySandbox,
	{ maxWait = 120, ...more }: Partial<RunNodeOptions> & { maxWait?: number } = {},
) {
	executions += 1;
	// One credential for all runs that have a store in common.
	const id = more.credentialStore === undefined ? `credential-${executions}` : 'shared';
	return await runNode({
		node,
		credentialTypes: [credential],
		credentials: {
			[credential.name]: {
				id,
				data: { ...data, [field]: field === 'baseUrl' ? sandbox.url : sandbox.host } as never,
			},
		},
		executionId: `tokens-${executions}`,
		parameters: { ...list, options: { maxWait, concurrency: 10 } },
		...more,
	});
}

/** Messages of error items, and of what stopped the run. */
function errorsOf({ outputs, error }: Awaited<ReturnType<typeof runs>>): string[] {
	const failed = (outputs[0] ?? []).filter(({ json }) => json.error !== undefined);
	const messages = failed.map(({ json }) => json.message as string);
	return error === undefined ? messages : [...messages, error.message];
}
