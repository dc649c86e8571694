import { KEYS, USERS } from '../../../sandbox/emnify/seed';
import { byId, byUsername, changes, operation, runEmnify, rows, sandboxForTests } from './setup';

/** Three items whose middle one is bad: what is sent, what comes out, and paired with what. */
const sandbox = sandboxForTests();

const SUSPEND = operation('user', 'suspend', { userId: byId('={{ $json.id }}') });
const MIDDLE_BAD = [{ id: USERS.ana }, { id: 'None' }, { id: USERS.cleo }];
const MIDDLE_MISSING = [{ id: USERS.ana }, { id: 4711 }, { id: USERS.cleo }];
const pairs = (output: Array<{ pairedItem?: unknown }> = []) =>
	output.map(({ pairedItem }) => pairedItem);

describe.each([
	['bad input', MIDDLE_BAD, "The parameter 'User' is not an emnify ID: 'None'"],
	['a user who does not exist', MIDDLE_MISSING, "User '4711' does not exist at emnify"],
])('%s in the middle', (_, items, message) => {
	test('stop: nothing is started after it, and what was done is in the error', async () => {
		const result = await runEmnify(sandbox(), SUSPEND, { items });
		expect(result.status).toBe('error');
		expect(result.error?.message).toBe(message);
		expect(changes(sandbox())).toEqual([`PATCH /v1/user/${USERS.ana}`]);
		expect(result.error?.context.data).toMatchObject({
			records: [{ pairedItem: { item: 0 }, changed: true, userId: USERS.ana }],
		});
	});

	test('continue: the others are done, in the order of the input', async () => {
		const result = await runEmnify(sandbox(), SUSPEND, { items, onError: 'continueRegularOutput' });
		expect(rows(result)).toMatchObject([
			{ changed: true, userId: USERS.ana },
			{ message, error: { effect: 'notDone', user: String(items[1]?.id) } },
			{ changed: true, userId: USERS.cleo },
		]);
		expect(pairs(result.outputs[0])).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(changes(sandbox())).toHaveLength(2);
	});

	test('error output: what failed goes there', async () => {
		const result = await runEmnify(sandbox(), SUSPEND, { items, onError: 'continueErrorOutput' });
		expect(rows(result).map(({ userId }) => userId)).toEqual([USERS.ana, USERS.cleo]);
		expect(pairs(result.outputs[0])).toEqual([{ item: 0 }, { item: 2 }]);
		expect(result.outputs[1]).toHaveLength(1);
		expect(result.outputs[1]?.[0]).toMatchObject({ json: { message }, pairedItem: { item: 1 } });
	});
});

test('a list gives its rows paired with their item', async () => {
	const result = await runEmnify(
		sandbox(),
		operation('mfaKey', 'getAll', { userId: byId('={{ $json.id }}') }),
		{ items: [{ id: USERS.cleo }, { id: USERS.ana }, { id: USERS.tom }] },
	);
	expect(rows(result).map(({ id }) => id)).toEqual([
		KEYS.anaActive,
		KEYS.anaPending,
		KEYS.tomActive,
	]);
	expect(pairs(result.outputs[0])).toEqual([{ item: 1 }, { item: 1 }, { item: 2 }]);
});

test('items about one user do not run side by side, whatever they are named by', async () => {
	sandbox().updateSettings({ latencyMs: 20 });
	const result = await runEmnify(
		sandbox(),
		{
			...operation('trustedDevice', 'deleteAll'),
			userId: { __rl: true, mode: '={{ $json.mode }}', value: '={{ $json.user }}' },
		},
		{
			items: [
				{ mode: 'id', user: USERS.ana },
				{ mode: 'id', user: String(USERS.ana) },
				{ mode: 'id', user: ` ${USERS.ana}` },
			],
			onError: 'continueRegularOutput',
		},
	);
	expect(rows(result).map(({ deletedCount }) => deletedCount)).toEqual([2, 0, 0]);
	expect(sandbox().maxInFlight).toBe(1);
});

test('changes run one after another while stop is set, and side by side while continue is', async () => {
	sandbox().updateSettings({ latencyMs: 20 });
	const items = [USERS.ana, USERS.cleo, USERS.tom, USERS.ben].map((id) => ({ id }));
	await runEmnify(sandbox(), SUSPEND, { items });
	expect(sandbox().maxInFlight).toBe(1);
	sandbox().reset();
	sandbox().updateSettings({ latencyMs: 20 });
	await runEmnify(sandbox(), SUSPEND, { items, onError: 'continueRegularOutput' });
	expect(sandbox().maxInFlight).toBe(4);
	sandbox().reset();
	sandbox().updateSettings({ latencyMs: 20 });
	const parameters = { ...SUSPEND, options: { concurrency: 2 } };
	await runEmnify(sandbox(), parameters, { items, onError: 'continueRegularOutput' });
	expect(sandbox().maxInFlight).toBe(2);
});

test('every change is logged before and after, by id', async () => {
	const result = await runEmnify(
		sandbox(),
		operation('user', 'delete', { userId: byUsername('ana@example.com') }),
	);
	const logged = result.logs.filter(({ meta }) => meta.step === 'deleteUser');
	expect(logged.map(({ meta }) => [meta.result, meta.target])).toEqual([
		['sending', `DELETE /v2/user/${USERS.ana}`],
		['done', `DELETE /v2/user/${USERS.ana}`],
	]);
});

test('no success row has a key error', async () => {
	const parameters = [
		operation('mfaKey', 'getAll', { userId: byId(USERS.ana) }),
		operation('mfaKey', 'delete', { userId: byId(USERS.ana), keyId: byId(KEYS.anaActive) }),
		operation('trustedDevice', 'deleteAll', { userId: byId(USERS.ana) }),
		operation('user', 'suspend', { userId: byId(USERS.ana) }),
		operation('event', 'getAll', { limit: 3 }),
		operation('applicationToken', 'getAll'),
		operation('authentication', 'getTokenInfo'),
	];
	for (const one of parameters) {
		const result = await runEmnify(sandbox(), one);
		expect(rows(result).length).toBeGreaterThan(0);
		for (const row of rows(result)) expect(row).not.toHaveProperty('error');
	}
});
