import { startOneLoginSandbox, type OneLoginSandbox } from '../../../sandbox/onelogin';
import { clock } from '../../support/engine';
import { byId, changes, rows, runOneLogin } from '../onelogin/setup';

/**
 * A limit per hour, told in seconds that are left, that runs out in the middle of a run. The window
 * is shorter here; what decides is whether one request's wait for its end fits Max Wait.
 */

/** A sandbox of its own for each test: what one learns of a host's limit, the next must not know. */
let started: OneLoginSandbox | undefined;
const sandbox = (): OneLoginSandbox => {
	if (!started) throw new Error('The sandbox is not started yet');
	return started;
};
beforeEach(async () => {
	started = await startOneLoginSandbox();
});
afterEach(async () => {
	await started?.close();
});

const DONE = 5;
/** The token request is counted, too; each user takes the change and the read that shows it. */
const LIMIT = 1 + 2 * DONE;
const PEOPLE = Array.from({ length: 9 }, (_, n) => ({ id: 61_000_001 + n }));
const suspend = (maxWait: number) => ({
	resource: 'user',
	operation: 'suspend',
	userId: byId('={{ $json.id }}'),
	options: { concurrency: 1, maxWait },
});

const suspended = () =>
	PEOPLE.filter(({ id }) => sandbox().state.users.get(id)?.status === 2).map(({ id }) => id);

/** That many calls are left of a window of about so many seconds, of which a tenth is over. */
function windowOf(seconds: number): void {
	const now = clock.now() / 1000;
	// Windows begin at whole multiples of their length.
	const windowSeconds = now / (Math.floor(now / seconds) + 0.1);
	sandbox().setRateLimit({
		perSecond: LIMIT / windowSeconds,
		burst: LIMIT,
		refill: 'window',
		windowSeconds,
	});
}

test('whose end is near is waited for, and all is done', async () => {
	windowOf(3);
	const result = await runOneLogin(sandbox(), suspend(120), { items: PEOPLE });
	expect(result.error).toBeUndefined();
	expect(rows(result)).toHaveLength(PEOPLE.length);
	expect(suspended()).toEqual(PEOPLE.map(({ id }) => id));
	expect(sandbox().requests.filter(({ status }) => status === 429).length).toBeLessThanOrEqual(1);
});

describe('whose end is beyond Max Wait', () => {
	beforeEach(() => {
		windowOf(3600);
	});

	test('stop: one error, with the records of what was done and when to go on', async () => {
		const result = await runOneLogin(sandbox(), suspend(1), { items: PEOPLE });
		const done = suspended();
		expect(done).toEqual(PEOPLE.slice(0, DONE).map(({ id }) => id));
		expect(result.error?.message).toBe('The rate limit of OneLogin is used up');
		const { records, retryAfter } = result.error?.context.data as {
			records: Array<{ userId: unknown; pairedItem: { item: number } }>;
			retryAfter: string;
		};
		expect(records.map(({ pairedItem }) => pairedItem.item)).toEqual([0, 1, 2, 3, 4]);
		expect(records.map(({ userId }) => Number(userId))).toEqual(done);
		expect(Date.parse(retryAfter)).toBeGreaterThan(clock.now());
		expect(Date.parse(retryAfter)).toBeLessThanOrEqual(clock.now() + 3_601_000);
	});

	test('continue: an error item with the time to go on for each user not started', async () => {
		const result = await runOneLogin(sandbox(), suspend(1), {
			items: PEOPLE,
			onError: 'continueRegularOutput',
		});
		expect(result.error).toBeUndefined();
		expect(rows(result)).toHaveLength(PEOPLE.length);
		expect(suspended()).toEqual(PEOPLE.slice(0, DONE).map(({ id }) => id));
		for (const { error } of rows(result).slice(DONE)) {
			expect(error).toMatchObject({
				statusCode: 429,
				effect: 'notDone',
				retryAfter: expect.stringMatching(/^\d{4}-.*Z$/) as unknown,
			});
		}
		// One is allowed to be refused where the headers left it open; nobody else was sent.
		expect(changes(sandbox()).length).toBeLessThanOrEqual(DONE + 1);
		expect(result.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
			PEOPLE.map((_, item) => ({ item })),
		);
	});
});
