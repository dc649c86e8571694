import type { RecordedRequest } from '../../../sandbox/shared/recorder';
import { fc } from '../../support/random';
import { byId, rows, runAuth0, sandboxForTests } from '../auth0/setup';

/**
 * Whatever the list of items is and whichever of them fail: two items of one user never overlap,
 * output keeps input order, and in stop mode nothing starts after a failure.
 */

const sandbox = sandboxForTests();

const USERS = 4;
/** Who an item is about; a user beyond the last does not exist, so that the item fails. */
const lists = fc.array(fc.integer({ min: 0, max: USERS }), { minLength: 1, maxLength: 14 });
const idOf = (user: number) => (user === USERS ? 'auth0|nobody' : `auth0|order${user}`);

beforeEach(() => {
	for (let user = 0; user < USERS; user++) {
		sandbox().state.addUser({ user_id: idOf(user), email: `order${user}@example.com` });
	}
	sandbox().updateSettings({ latencyMs: 3 });
});

const userIn = ({ path }: RecordedRequest) => decodeURIComponent(path.split('/')[4] ?? '');

function overlaps(requests: readonly RecordedRequest[]): string[] {
	const latest = new Map<string, number>();
	return requests.flatMap((request) => {
		const user = userIn(request);
		const busyUntil = latest.get(user) ?? 0;
		latest.set(user, request.order.end ?? Infinity);
		return request.order.start < busyUntil ? [user] : [];
	});
}

async function run(list: readonly number[], onError: 'continueRegularOutput' | 'stopWorkflow') {
	sandbox().clearRequests();
	const result = await runAuth0(
		sandbox(),
		{
			resource: 'user',
			operation: 'block',
			userId: byId('={{ $json.id }}'),
			options: { concurrency: 6 },
		},
		{ items: list.map((user) => ({ id: idOf(user) })), onError },
	);
	const changes = sandbox().requests.filter(({ method }) => method === 'PATCH');
	return { result, changes };
}

test('continue: no overlap, and every item has its row in its place', async () => {
	await fc.assert(
		fc.asyncProperty(lists, async (list) => {
			const { result, changes } = await run(list, 'continueRegularOutput');
			expect(overlaps(changes)).toEqual([]);
			expect(changes).toHaveLength(list.length);
			expect(result.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
				list.map((_, item) => ({ item })),
			);
			const told = rows(result).map(
				({ userId, error }) => userId ?? (error as { user?: unknown } | undefined)?.user,
			);
			expect(told).toEqual(list.map(idOf));
		}),
		{ numRuns: 40 },
	);
});

test('stop: one after another, and nothing starts after the first failure', async () => {
	await fc.assert(
		fc.asyncProperty(lists, async (list) => {
			const { result, changes } = await run(list, 'stopWorkflow');
			const firstBad = list.indexOf(USERS);
			const started = firstBad < 0 ? list : list.slice(0, firstBad + 1);
			expect(changes.map(userIn)).toEqual(started.map(idOf));
			expect(overlaps(changes)).toEqual([]);
			expect(result.status).toBe(firstBad < 0 ? 'success' : 'error');
		}),
		{ numRuns: 40 },
	);
});
