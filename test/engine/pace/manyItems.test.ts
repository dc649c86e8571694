import { clock, CredentialStore } from '../../support/engine';
import { byId, calls, rows, runAuth0, sandboxForTests } from '../auth0/setup';

/** What a long list of users meets: one token, its end in the middle, Stop. */

const sandbox = sandboxForTests();
const COUNT = 1000;

const crowd = (count: number) =>
	Array.from({ length: count }, (_, n) => {
		const id = `auth0|many${n}`;
		sandbox().state.addUser({ user_id: id, email: `many${n}@example.com` });
		return { id };
	});

const BLOCK = { resource: 'user', operation: 'block', userId: byId('={{ $json.id }}') };
const GO_ON = { onError: 'continueRegularOutput' } as const;

test('1,000 items on an empty token cache make one token request, and one more when it expires in the middle', async () => {
	const items = crowd(COUNT);
	let asked = 0;
	sandbox().fault({
		kind: 'slow',
		delayMs: 0,
		when: ({ path }) => {
			if (path.startsWith('/api/') && ++asked === COUNT / 2) sandbox().expireTokens();
			return false;
		},
	});
	const store = new CredentialStore();
	const result = await runAuth0(
		sandbox(),
		{ ...BLOCK, options: { concurrency: 50 } },
		{ ...GO_ON, items, credentialStore: store },
	);
	expect(rows(result).map(({ userId }) => userId)).toEqual(items.map(({ id }) => id));
	expect(sandbox().requests.some(({ status }) => status === 401)).toBe(true);
	expect(sandbox().tokenRequests).toBe(2);
});

describe('Stop in the middle', () => {
	/** Runs until the `count`th change is there, presses Stop, and looks again after two seconds. */
	async function stopAt(count: number, parameters: Parameters<typeof runAuth0>[1]) {
		const items = crowd(200);
		let seen = 0;
		let arrived: () => void = () => undefined;
		const reached = new Promise<void>((resolve) => {
			arrived = resolve;
		});
		sandbox().fault({
			kind: 'slow',
			delayMs: 0,
			when: ({ method }) => {
				if (method === 'PATCH' && ++seen === count) arrived();
				return false;
			},
		});
		let stoppedAt = Infinity;
		const cancelAfter = reached.then(() => {
			stoppedAt = clock.now();
		});
		const result = await runAuth0(sandbox(), parameters, { ...GO_ON, items, cancelAfter });
		await clock.sleep(2000);
		return { result, stoppedAt };
	}

	test.each([
		['while calls are on their way', undefined],
		['while the next wait for the rate limit', { perSecond: 2, burst: 30 }],
	])(
		'%s: nothing is sent from one second after on, and the log names every change',
		async (_, limit) => {
			sandbox().updateSettings({ latencyMs: 30 });
			if (limit) sandbox().setRateLimit(limit);
			const { result, stoppedAt } = await stopAt(30, { ...BLOCK, options: { concurrency: 20 } });
			expect(result.status).toBe('canceled');
			const late = sandbox().requests.filter(({ startedAt }) => startedAt > stoppedAt + 1000);
			expect(late).toEqual([]);

			const changed = calls(sandbox()).filter((call) => call.startsWith('PATCH '));
			expect(changed.length).toBeGreaterThanOrEqual(30);
			expect(changed.length).toBeLessThan(200);
			const logged = result.logs
				.map(({ meta }) => meta)
				.filter((meta) => meta.step === 'blockUser');
			const of = (target: string) =>
				logged.filter((meta) => meta.target === target).map((meta) => meta.result);
			for (const call of new Set(changed)) {
				const [begun, ended] = of(decodeURIComponent(call));
				expect(begun).toBe('sending');
				expect(['done', 'unknown', 'refused']).toContain(ended);
			}
		},
	);
});
