import { filledIn, HOST_ENTRIES } from '../../support/hosts';
import { runNode, testCredential } from '../../support/engine';
import { json, startServer, type LocalServer } from '../harness/local-server';
import type { AnySandbox } from '../reliability/subject';
import { SUBJECTS, type Subject } from './subjects';

/** A host that waits for credentials which are not meant for it. */
let evil: LocalServer;
let executions = 0;

beforeAll(async () => {
	evil = await startServer((_request, response) => {
		json(response, 200, { access_token: 'a-token', auth_token: 'a-token', expires_in: 3600 });
	});
});
afterAll(async () => {
	await evil.close();
});
beforeEach(() => {
	evil.seen.length = 0;
});

async function runs({ credential, node, field, data, list }: Subject, host: string) {
	executions += 1;
	const id = `credential-${executions}`;
	return await runNode({
		node,
		credentialTypes: [credential],
		credentials: { [credential.name]: { id, data: { ...data, [field]: host } as never } },
		executionId: `hosts-${executions}`,
		parameters: { ...list, options: { maxWait: 2 } },
	});
}

async function tests({ credential, field, data }: Subject, host: string) {
	return await testCredential({
		credentialType: credential,
		data: { ...data, [field]: host } as never,
	});
}

/** Requests to the other host that hold a secret of the credential, in whatever part. */
function secretsSeen({ data }: Subject) {
	const secrets = ['clientSecret', 'accessToken', 'applicationToken']
		.map((name) => data[name])
		.filter((one) => typeof one === 'string');
	return evil.seen.filter((request) =>
		[...secrets, 'Bearer '].some((secret) => JSON.stringify(request).includes(secret)),
	);
}

describe.each(SUBJECTS)('$credential.name', (subject) => {
	const { credential, field, home, takesWords, tokenPath, signsIn } = subject;
	let sandbox: AnySandbox;
	beforeAll(async () => {
		sandbox = await subject.start();
	});
	afterAll(async () => {
		await sandbox.close();
	});
	beforeEach(() => {
		sandbox.reset();
		sandbox.clearRequests();
		sandbox.clearFaults();
	});

	const refused = HOST_ENTRIES.filter(
		({ becomes, word }) => becomes === undefined && !(word && takesWords),
	);

	// A host outside this machine that is asked for makes the run reject.
	test.each(refused)('$typed sends nothing: $why', async ({ typed }) => {
		const host = filledIn(typed, { home, local: sandbox.host, evil: evil.host });
		expect(await tests(subject, host)).toMatchObject({ status: 'Error' });
		const { status, error } = await runs(subject, host);
		expect(status).toBe('error');
		const label = credential.properties.find(({ name }) => name === field)?.displayName ?? '';
		expect(error?.message).toContain(`'${label}'`);
		expect(sandbox.requests).toEqual([]);
		expect(evil.seen).toEqual([]);
	});

	test.each(HOST_ENTRIES.filter(({ becomes }) => becomes === 'http://LOCAL'))(
		'$typed is the sandbox',
		async ({ typed }) => {
			const host = filledIn(typed, { home, local: sandbox.host, evil: evil.host });
			expect(await tests(subject, host)).toMatchObject({ status: 'OK' });
			expect(await runs(subject, host)).toMatchObject({ status: 'success' });
		},
	);

	test.each([301, 302, 303, 307, 308])('a %i of the API is not followed', async (status) => {
		const location = `http://${evil.host}/api`;
		sandbox.fault({ kind: 'redirect', location, status, method: 'GET', times: 20 });
		const { error } = await runs(subject, sandbox.host);
		expect(error?.message).toContain('redirect');
		expect((await tests(subject, sandbox.host)).status).toBe('Error');
		expect(sandbox.requests.filter(({ status: sent }) => sent === status).length).toBeGreaterThan(
			1,
		);
		expect(evil.seen).toEqual([]);
	});

	if (tokenPath !== undefined) {
		const redirected = async (status: number) => {
			const location = `http://${evil.host}/token`;
			sandbox.fault({ kind: 'redirect', location, status, path: tokenPath, times: 20 });
			const { error } = await runs(subject, sandbox.host);
			expect(error?.message).toBeDefined();
			await tests(subject, sandbox.host);
			expect(sandbox.requests.some(({ status: sent }) => sent === status)).toBe(true);
			expect(secretsSeen(subject)).toEqual([]);
			if (signsIn === 'own') expect(evil.seen).toEqual([]);
		};

		test.each([301, 302, 303])('a %i of the sign-in takes no secret along', redirected);

		// n8n's own OAuth2 client follows these with the body, and a credential cannot say otherwise.
		const orKnown = signsIn === 'n8n' ? test.failing : test;
		orKnown.each([307, 308])('a %i of the sign-in takes no secret along', redirected);
	}

	test.each([
		'http://EVIL/next',
		'//EVIL/next',
		'http://LOCAL@EVIL/next',
		'@EVIL',
		'.evil.example',
	])('a next page at %s is asked of the same host or not at all', async (pattern) => {
		const next = filledIn(pattern, { home, local: sandbox.host, evil: evil.host });
		const page = { next, next_link: next, after_cursor: next, afterCursor: next };
		sandbox.fault({
			kind: 'status',
			status: 200,
			method: 'GET',
			times: 1,
			headers: {
				link: `<${next}>; rel="next"`,
				'after-cursor': next,
				'x-next-page': next,
				'x-total-count': '5000',
			},
			body: {
				...page,
				pagination: page,
				users: [{ user_id: 'auth0|1' }],
				data: [{ id: 1, event_type_id: 1 }],
			},
		});
		await runs(subject, sandbox.host);
		expect(sandbox.requests.length).toBeGreaterThan(0);
		expect(evil.seen).toEqual([]);
	});
});
