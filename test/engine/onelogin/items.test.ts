import { resources } from '../../../nodes/OneLogin/actions';
import { DEVICES, USERS } from '../../../sandbox/onelogin/seed';
import { byEmail, byId, changes, rows, runOneLogin, sandboxForTests } from './setup';

const sandbox = sandboxForTests();

const SUSPEND = { resource: 'user', operation: 'suspend', userId: byId('={{ $json.id }}') };
const THREE = [{ id: USERS.ana }, { id: 12345 }, { id: USERS.ben }];
const PATH = (id: number) => `PUT /api/2/users/${id}`;
const MISSING = "User '12345' does not exist at OneLogin";

describe('three items, the middle one bad', () => {
	test('stop: the third is not started, and the record of the first goes along with the error', async () => {
		const result = await runOneLogin(sandbox(), SUSPEND, { items: THREE });
		expect(result.status).toBe('error');
		expect(changes(sandbox())).toEqual([PATH(USERS.ana), PATH(12345)]);
		expect(result.error?.message).toBe(MISSING);
		expect(result.error?.description).toContain("Check the parameter 'User'");
		expect(result.error?.context).toMatchObject({
			itemIndex: 1,
			data: { records: [{ userId: String(USERS.ana), status: 2 }] },
		});
	});

	test('continue: an error item in its place', async () => {
		const result = await runOneLogin(sandbox(), SUSPEND, {
			items: THREE,
			onError: 'continueRegularOutput',
		});
		expect(result.status).toBe('success');
		expect(rows(result)).toMatchObject([
			{ userId: String(USERS.ana), status: 2 },
			{ message: MISSING, error: { statusCode: 404, effect: 'notDone', user: '12345' } },
			{ userId: String(USERS.ben), status: 2 },
		]);
		expect(result.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	test('error output: the bad one goes the other way, with its input', async () => {
		const result = await runOneLogin(sandbox(), SUSPEND, {
			items: THREE,
			onError: 'continueErrorOutput',
		});
		expect(rows(result).map(({ userId }) => userId)).toEqual([
			String(USERS.ana),
			String(USERS.ben),
		]);
		expect(result.outputs[1]).toHaveLength(1);
		expect(result.outputs[1]?.[0]?.json).toMatchObject({
			id: 12345,
			message: MISSING,
			error: { statusCode: 404 },
		});
	});
});

describe('a device removed from three users, one device bad', () => {
	const REMOVE = {
		resource: 'device',
		operation: 'remove',
		userId: byId('={{ $json.user }}'),
		deviceId: byId('={{ $json.device }}'),
	};
	const ITEMS = [
		{ user: USERS.ana, device: DEVICES.anaSms },
		{ user: USERS.ana, device: '' },
		{ user: USERS.pending, device: DEVICES.pendingSms },
	];

	test.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'%s',
		async (onError) => {
			const result = await runOneLogin(sandbox(), REMOVE, { items: ITEMS, onError });
			const goesOn = onError !== 'stopWorkflow';
			expect(changes(sandbox())).toEqual([
				`DELETE /api/1/users/${USERS.ana}/otp_devices/${DEVICES.anaSms}`,
				...(goesOn
					? [`DELETE /api/1/users/${USERS.pending}/otp_devices/${DEVICES.pendingSms}`]
					: []),
			]);
			const told = goesOn
				? [...rows(result), ...(result.outputs[1] ?? []).map(({ json }) => json)].find(
						({ error }) => error !== undefined,
					)?.message
				: result.error?.message;
			expect(told).toBe("The parameter 'Device' is empty");
		},
	);
});

describe('order', () => {
	/** The sandbox holds each answer until nothing more comes: only then does the time move on. */
	const crowd = async () => {
		sandbox().updateSettings({ latencyMs: 20 });
		return Array.from({ length: 12 }, (_, n) => ({ id: 61_000_001 + n }));
	};

	test('reading items run side by side, after the first has gone alone; output keeps their order', async () => {
		const items = await crowd();
		const result = await runOneLogin(
			sandbox(),
			{ resource: 'user', operation: 'get', userId: byId('={{ $json.id }}') },
			{ items },
		);
		expect(rows(result).map(({ id }) => id)).toEqual(items.map(({ id }) => String(id)));
		expect(sandbox().maxInFlight).toBe(5);
		const [first, second] = sandbox().requests.filter(({ path }) => path.startsWith('/api/'));
		expect(second?.order.start).toBeGreaterThan(first?.order.end ?? Infinity);
	});

	test('no more run side by side than Concurrency says', async () => {
		await runOneLogin(
			sandbox(),
			{ ...SUSPEND, options: { concurrency: 3 } },
			{ items: await crowd(), onError: 'continueRegularOutput' },
		);
		expect(sandbox().maxInFlight).toBe(3);
		expect(changes(sandbox())).toHaveLength(12);
	});

	test('changing items run one after another', async () => {
		await runOneLogin(sandbox(), SUSPEND, { items: await crowd() });
		expect(sandbox().maxInFlight).toBe(1);
		expect(changes(sandbox())).toHaveLength(12);
	});

	test('items about the same user never overlap, however the user is named', async () => {
		sandbox().updateSettings({ latencyMs: 20 });
		const items = [
			{ id: String(USERS.ana), mode: 'id' },
			{ id: 'ana@example.com', mode: 'email' },
			{ id: 'Ana.Martin', mode: 'username' },
			{ id: USERS.ana, mode: 'id' },
		];
		const result = await runOneLogin(
			sandbox(),
			{
				...SUSPEND,
				userId: { __rl: true, mode: '={{ $json.mode }}', value: '={{ $json.id }}' },
			},
			{ items, onError: 'continueRegularOutput' },
		);
		expect(rows(result).map(({ status }) => status)).toEqual([2, 2, 2, 2]);
		const puts = sandbox().requests.filter(({ method }) => method === 'PUT');
		expect(puts).toHaveLength(4);
		puts.slice(1).forEach((put, index) => {
			expect(put.order.start).toBeGreaterThan(puts[index]?.order.end ?? Infinity);
		});
	});
});

describe('Retry On Fail', () => {
	const ONCE = resources.flatMap(({ option, operations }) =>
		operations
			.filter(({ effect }) => effect === 'once')
			.map((operation) => [option.value, operation.option.value] as const),
	);

	test('is refused by all that enrolls, sends, makes or submits', () => {
		expect(ONCE.map((pair) => pair.join(' '))).toEqual([
			'device activate',
			'device challenge',
			'device enroll',
			'device verify',
			'mfaToken generate',
			'registration create',
			'registration verify',
			'verification create',
			'verification verify',
		]);
	});

	test.each(ONCE)('%s %s refuses to start while it is on', async (resource, operation) => {
		for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const) {
			const result = await runOneLogin(
				sandbox(),
				{
					resource,
					operation,
					userId: byEmail('ana@example.com'),
					deviceId: byId(DEVICES.anaSms),
					factorId: byId(16282),
					displayName: 'x',
					number: '+14155550100',
					code: '123456',
					registrationId: 'x',
					verificationId: 'x',
				},
				{ retryOnFail: true, maxTries: 2, onError },
			);
			const told = result.error?.message ?? rows(result)[0]?.message;
			expect(told).toMatch(/does not run while Retry On Fail is on/);
		}
		expect(sandbox().requests).toEqual([]);
	});

	test('a repeatable operation runs with it', async () => {
		const result = await runOneLogin(
			sandbox(),
			{ resource: 'device', operation: 'removeAll', userId: byId(USERS.ana) },
			{ retryOnFail: true, maxTries: 2 },
		);
		expect(result.status).toBe('success');
		expect(changes(sandbox())).toHaveLength(3);
	});
});

test('every changing call is logged before and after, by user and device, without a secret', async () => {
	const result = await runOneLogin(sandbox(), {
		resource: 'device',
		operation: 'removeAll',
		userId: byId(USERS.ana),
	});
	const logged = result.logs.filter(({ meta }) => meta.step === 'deleteFactor');
	expect(logged.map(({ meta }) => [meta.result, meta.target])).toEqual(
		[DEVICES.anaSms, DEVICES.anaProtect, DEVICES.anaAuthenticator].flatMap((id) => {
			const target = `DELETE /api/1/users/${USERS.ana}/otp_devices/${id}`;
			return [
				['sending', target],
				['done', target],
			];
		}),
	);
});
