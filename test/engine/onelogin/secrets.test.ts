import { resources } from '../../../nodes/OneLogin/actions';
import { CLIENTS, DEVICES, USERS } from '../../../sandbox/onelogin/seed';
import { CredentialStore, searchable } from '../../support/engine';
import { byId, rows, runOneLogin, sandboxForTests } from './setup';

const sandbox = sandboxForTests();
const SECRET = CLIENTS.manageAll.client_secret;
const CODE = '48151623';
const STATE_TOKEN = 'state-token-of-the-test';

/** What the calls of an operation carry, and a service could echo. */
const CODES: Record<string, string[] | undefined> = {
	verify: [CODE, STATE_TOKEN],
	challenge: [CODE],
};

const operations = resources.flatMap(({ option, operations: list }) =>
	list.map((operation) => [option.value, operation.option.value] as const),
);

/** Access tokens that the sandbox gave out. */
const tokens = () =>
	sandbox()
		.requests.map(({ headers }) => headers.authorization?.replace('Bearer ', '') ?? '')
		.filter(Boolean);

const PARAMETERS = {
	userId: byId(USERS.ana),
	deviceId: byId(DEVICES.anaAuthenticator),
	factorId: byId(16282),
	displayName: 'Phone',
	number: '+14155550100',
	registrationId: 'x',
	verificationId: 'x',
	answer: 'code',
	// Put together by an expression, so that the code does not stand in what n8n stores of the node.
	code: "={{ '4815' + '1623' }}",
	stateToken: "={{ 'state-token-' + 'of-the-test' }}",
	options: { maxWait: 0 },
};

describe.each(operations)('%s %s', (resource, operation) => {
	test.each([
		['that succeeds or is refused as it is', undefined],
		['that is refused with all secrets echoed', 400],
		['that breaks with all secrets echoed', 500],
		['whose token is refused with all secrets echoed', 401],
	])('a run %s stores no secret', async (_, status) => {
		if (status !== undefined) {
			const given = CODES[operation] ?? [];
			const message = ['Refused', SECRET, encodeURIComponent(SECRET), ...given].join(', ');
			sandbox().fault({
				kind: 'status',
				status,
				body: { status: { error: true, code: status, message }, message },
				// Only a call that carried the code can echo it.
				...(given.length > 0 && { when: ({ method }) => method !== 'GET' }),
				path: '/api/**',
				times: 'always',
			});
		}
		const result = await runOneLogin(
			sandbox(),
			{ resource, operation, ...PARAMETERS },
			{ onError: 'continueErrorOutput' },
		);
		const stored = result.serialized();
		expect(stored).not.toContain(SECRET);
		for (const sent of tokens()) expect(stored).not.toContain(sent);
		expect(stored).not.toContain(CODE);
		if (resource === 'device') expect(stored).not.toContain(STATE_TOKEN);
	});
});

test('the search itself finds what is there', async () => {
	const result = await runOneLogin(
		sandbox(),
		{ resource: 'user', operation: 'get', userId: byId(USERS.ana) },
		{ items: [{ planted: SECRET }] },
	);
	expect(result.serialized()).toContain(SECRET);
});

test('a token that is echoed back is struck out too', async () => {
	const credentialStore = new CredentialStore();
	const get = { resource: 'user', operation: 'get', userId: byId(USERS.ana) };
	await runOneLogin(sandbox(), get, { credentialStore });
	const token = tokens()[0] ?? '';
	expect(token.length).toBeGreaterThan(10);
	sandbox().fault({
		kind: 'status',
		status: 400,
		body: {
			statusCode: 400,
			name: 'BadRequestError',
			message: `You sent ${'x'.repeat(290)} ${token}`,
		},
		path: '/api/**',
		times: 'always',
	});
	const result = await runOneLogin(sandbox(), get, {
		credentialStore,
		onError: 'continueRegularOutput',
	});
	expect(rows(result)[0]?.error).toMatchObject({
		description: expect.stringContaining('[secret]') as unknown,
	});
	expect(result.serialized()).not.toContain(token.slice(0, 8));
});

test.each([
	['mfaToken', 'generate', {}, 'mfa_token'],
	['device', 'activate', { deviceId: byId(DEVICES.anaSms) }, 'state_token'],
	[
		'device',
		'enroll',
		{ userId: byId(USERS.ben), factorId: byId(16282), displayName: 'x', number: '+14155550100' },
		'state_token',
	],
])(
	'%s %s hands its secret over once, and not to the log',
	async (resource, operation, more, name) => {
		const result = await runOneLogin(sandbox(), {
			resource,
			operation,
			userId: byId(USERS.ana),
			...more,
		});
		const secret = rows(result)[0]?.[name] as string;
		expect(secret.length).toBeGreaterThanOrEqual(8);
		expect(searchable(result.logs)).not.toContain(secret);
		expect(result.serialized().split(secret)).toHaveLength(2);
	},
);

test('what a person reads on the phone is nowhere', async () => {
	const result = await runOneLogin(sandbox(), {
		resource: 'device',
		operation: 'activate',
		userId: byId(USERS.ana),
		deviceId: byId(DEVICES.anaSms),
	});
	const code = sandbox().state.lastCode(DEVICES.anaSms) ?? '';
	expect(code).toMatch(/^B[0-9]{5}$/);
	expect(result.serialized()).not.toContain(code);
});
