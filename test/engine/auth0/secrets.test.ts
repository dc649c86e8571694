import { resources } from '../../../nodes/Auth0/actions';
import { CLIENTS, METHODS, STATIC_TOKENS, USERS } from '../../../sandbox/auth0/seed';
import { CredentialStore, searchable } from '../../support/engine';
import { byId, rows, runAuth0, sandboxForTests } from './setup';

const sandbox = sandboxForTests();
const SECRET = CLIENTS.all.client_secret;

const operations = resources.flatMap(({ option, operations: list }) =>
	list.map((operation) => [option.value, operation.option.value] as const),
);

/** Access tokens that the sandbox gave out. */
const tokens = () =>
	sandbox()
		.requests.map(({ headers }) => headers.authorization?.replace('Bearer ', '') ?? '')
		.filter(Boolean);

const SEED = 'GEZDGNBVGY3TQOJQ';
const PARAMETERS = {
	userId: byId(USERS.ana),
	methodId: byId(METHODS.anaTotp),
	sessionId: byId('s'),
	refreshTokenId: byId('r'),
	enrollmentId: byId('dev_x'),
	type: 'email',
	email: 'new@example.com',
	newMethodsJson: '={{ \'[{"type":"totp","totp_secret":"GEZD\' + \'GNBVGY3TQOJQ"}]\' }}',
	methodsSource: 'json',
};

describe.each(operations)('%s %s', (resource, operation) => {
	test.each([
		['that succeeds', undefined],
		['that is refused with all secrets echoed', 400],
		['that breaks with all secrets echoed', 500],
		['whose token is refused with all secrets echoed', 401],
	])('a run %s stores neither the credential nor the token', async (_, status) => {
		for (const token of [undefined, STATIC_TOKENS.all]) {
			const secret = token ?? SECRET;
			sandbox().clearFaults();
			if (status !== undefined) {
				sandbox().fault({
					kind: 'status',
					status,
					body: {
						statusCode: status,
						error: 'x',
						message: `Refused ${secret}, ${encodeURIComponent(secret)}, totp_secret=${SEED}`,
					},
					path: '/api/v2/**',
					times: 'always',
				});
			}
			const result = await runAuth0(
				sandbox(),
				{ resource, operation, ...PARAMETERS, options: { maxWait: 0 } },
				{ token, onError: 'continueErrorOutput' },
			);
			const stored = result.serialized();
			expect(stored).not.toContain(secret);
			for (const sent of tokens()) expect(stored).not.toContain(sent);
			if (operation === 'replaceAll') expect(stored).not.toContain(SEED);
		}
	});
});

test('the search itself finds what is there', async () => {
	const result = await runAuth0(
		sandbox(),
		{ resource: 'user', operation: 'get', userId: byId(USERS.ana) },
		{ items: [{ planted: SECRET }] },
	);
	expect(result.serialized()).toContain(SECRET);
});

test('a renewed token that is echoed back is struck out too', async () => {
	const credentialStore = new CredentialStore();
	await runAuth0(
		sandbox(),
		{ resource: 'user', operation: 'get', userId: byId(USERS.ana) },
		{ credentialStore },
	);
	const token = tokens()[0] ?? '';
	expect(token.length).toBeGreaterThan(10);
	sandbox().fault({
		kind: 'status',
		status: 400,
		body: { statusCode: 400, error: 'Bad Request', message: `You sent ${token}` },
		path: '/api/v2/**',
		times: 'always',
	});
	const result = await runAuth0(
		sandbox(),
		{ resource: 'user', operation: 'get', userId: byId(USERS.ana) },
		{ credentialStore, onError: 'continueRegularOutput' },
	);
	expect(rows(result)[0]?.error).toMatchObject({
		description: expect.stringContaining('You sent [secret]') as unknown,
	});
	expect(result.serialized()).not.toContain(token);
});

test('a recovery code and a ticket stand where they are handed over, and not in the log', async () => {
	for (const [resource, operation, name] of [
		['user', 'regenerateRecoveryCode', 'recovery_code'],
		['enrollment', 'createTicket', 'ticket_url'],
	] as const) {
		const result = await runAuth0(sandbox(), { resource, operation, userId: byId(USERS.ana) });
		const secret = rows(result)[0]?.[name] as string;
		expect(secret.length).toBeGreaterThan(8);
		expect(searchable(result.logs)).not.toContain(secret);
		expect(result.serialized().split(secret)).toHaveLength(2);
	}
});
