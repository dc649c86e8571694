import { USERS } from '../../../sandbox/auth0/seed';
import { clock } from '../../support/engine';
import { byEmail, byId, changes, rows, runAuth0, sandboxForTests } from './setup';

const sandbox = sandboxForTests();

const BLOCK = { resource: 'user', operation: 'block', userId: byId('={{ $json.id }}') };
const THREE = [{ id: USERS.ana }, { id: 'auth0|nobody' }, { id: USERS.cleo }];
const PATH = (id: string) => `PATCH /users/${encodeURIComponent(id)}`;

describe('three items, the middle one bad', () => {
	test('stop: the third is not started, and the record of the first goes along with the error', async () => {
		const result = await runAuth0(sandbox(), BLOCK, { items: THREE });
		expect(result.status).toBe('error');
		expect(changes(sandbox())).toEqual([PATH(USERS.ana), PATH('auth0|nobody')]);
		expect(result.error?.message).toBe("User 'auth0|nobody' does not exist at Auth0");
		expect(result.error?.description).toContain("Check the parameter 'User'");
		expect(result.error?.context).toMatchObject({
			itemIndex: 1,
			data: { records: [{ userId: USERS.ana, blocked: true }] },
		});
	});

	test('continue: an error item in its place', async () => {
		const result = await runAuth0(sandbox(), BLOCK, {
			items: THREE,
			onError: 'continueRegularOutput',
		});
		expect(result.status).toBe('success');
		expect(rows(result)).toEqual([
			expect.objectContaining({ userId: USERS.ana, blocked: true }),
			{
				message: "User 'auth0|nobody' does not exist at Auth0",
				error: {
					message: "User 'auth0|nobody' does not exist at Auth0",
					description: expect.stringContaining("Check the parameter 'User'") as unknown,
					meaning: 'missing',
					missing: 'User',
					statusCode: 404,
					code: 'inexistent_user',
					effect: 'notDone',
					user: 'auth0|nobody',
				},
			},
			expect.objectContaining({ userId: USERS.cleo, blocked: true }),
		]);
		expect(result.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	test('error output: the bad one goes the other way, with its input', async () => {
		const result = await runAuth0(sandbox(), BLOCK, {
			items: THREE,
			onError: 'continueErrorOutput',
		});
		expect(rows(result).map(({ userId }) => userId)).toEqual([USERS.ana, USERS.cleo]);
		expect(result.outputs[1]).toHaveLength(1);
		expect(result.outputs[1]?.[0]?.json).toMatchObject({
			id: 'auth0|nobody',
			message: "User 'auth0|nobody' does not exist at Auth0",
			error: { statusCode: 404 },
		});
	});
});

describe('order', () => {
	/** The sandbox holds each answer until nothing more comes: only then does the time move on. */
	const crowd = async () => {
		for (let n = 0; n < 12; n++) {
			sandbox().state.addUser({ user_id: `auth0|crew${n}`, email: `crew${n}@example.com` });
		}
		sandbox().updateSettings({ latencyMs: 20 });
		return Array.from({ length: 12 }, (_, n) => ({ id: `auth0|crew${n}` }));
	};

	test('reading items run side by side, after the first has gone alone; output keeps their order', async () => {
		const items = await crowd();
		const result = await runAuth0(
			sandbox(),
			{ resource: 'user', operation: 'get', userId: byId('={{ $json.id }}') },
			{ items },
		);
		expect(rows(result).map(({ user_id: id }) => id)).toEqual(items.map(({ id }) => id));
		expect(sandbox().maxInFlight).toBe(10);
		const [first, second] = sandbox().requests.filter(({ path }) => path.startsWith('/api/'));
		expect(second?.order.start).toBeGreaterThan(first?.order.end ?? Infinity);
	});

	test('changing items run one after another', async () => {
		await runAuth0(sandbox(), BLOCK, { items: await crowd() });
		expect(sandbox().maxInFlight).toBe(1);
		expect(changes(sandbox())).toHaveLength(12);
	});

	test('changing items run side by side where the user chose to continue', async () => {
		await runAuth0(
			sandbox(),
			{ ...BLOCK, options: { concurrency: 4 } },
			{ items: await crowd(), onError: 'continueRegularOutput' },
		);
		expect(sandbox().maxInFlight).toBe(4);
	});

	test('items about the same user never overlap, however the user is named', async () => {
		sandbox().updateSettings({ latencyMs: 20 });
		const items = [
			{ id: USERS.ana, mode: 'id' },
			{ id: 'ana@example.com', mode: 'email' },
			{ id: 'ANA@example.com', mode: 'email' },
			{ id: USERS.ana, mode: 'id' },
		];
		const result = await runAuth0(
			sandbox(),
			{
				resource: 'user',
				operation: 'block',
				userId: { __rl: true, mode: '={{ $json.mode }}', value: '={{ $json.id }}' },
			},
			{ items, onError: 'continueRegularOutput' },
		);
		expect(rows(result).every(({ blocked }) => blocked === true)).toBe(true);
		const patches = sandbox().requests.filter(({ method }) => method === 'PATCH');
		expect(patches).toHaveLength(4);
		patches.slice(1).forEach((patch, index) => {
			expect(patch.order.start).toBeGreaterThan(patches[index]?.order.end ?? Infinity);
		});
	});
});

describe('Retry On Fail', () => {
	test.each([
		['authenticationMethod', 'create', { type: 'phone', phoneNumber: '+441234567890' }],
		['enrollment', 'createTicket', {}],
		['user', 'regenerateRecoveryCode', {}],
	])('%s %s refuses to start while it is on', async (resource, operation, more) => {
		for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const) {
			const result = await runAuth0(
				sandbox(),
				{ resource, operation, userId: byEmail('ana@example.com'), ...more },
				{ retryOnFail: true, maxTries: 2, onError },
			);
			const told = result.error?.message ?? rows(result)[0]?.message;
			expect(told).toMatch(/does not run while Retry On Fail is on/);
		}
		expect(sandbox().requests).toEqual([]);
	});

	test('a repeatable operation runs with it', async () => {
		const result = await runAuth0(
			sandbox(),
			{ ...BLOCK, userId: byId(USERS.ana) },
			{ retryOnFail: true, maxTries: 2 },
		);
		expect(result.status).toBe('success');
		expect(changes(sandbox())).toHaveLength(1);
	});
});

describe('Stop', () => {
	test('nothing is sent after it, and the log names every changing call', async () => {
		sandbox().updateSettings({ latencyMs: 50 });
		for (let n = 0; n < 30; n++) {
			sandbox().state.addUser({ user_id: `auth0|s${n}`, email: `s${n}@example.com` });
		}
		const items = Array.from({ length: 30 }, (_, n) => ({ id: `auth0|s${n}` }));
		const result = await runAuth0(sandbox(), BLOCK, { items, cancelAfter: 220 });
		const sent = changes(sandbox()).length;
		await clock.sleep(300);
		expect(result.status).toBe('canceled');
		expect(sent).toBeGreaterThan(0);
		expect(changes(sandbox())).toHaveLength(sent);

		// The last call may have been stopped on its way: it is logged, as unknown.
		const logged = result.logs.map(({ meta }) => meta).filter((meta) => meta.step === 'blockUser');
		const started = logged.filter((meta) => meta.result === 'sending');
		expect([sent, sent + 1]).toContain(started.length);
		const results = logged.map((meta) => meta.result).filter((one) => one !== 'sending');
		expect(results).toHaveLength(started.length);
		expect(results.slice(0, -1)).toEqual(Array(started.length - 1).fill('done'));
		expect(['done', 'unknown']).toContain(results.at(-1));
	});
});
