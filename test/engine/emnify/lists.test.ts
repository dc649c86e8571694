import {
	CROWD_SIZE,
	DEVICES,
	EVENT_COUNT,
	KEYS,
	USERNAMES,
	USERS,
} from '../../../sandbox/emnify/seed';
import {
	byId,
	byUsername,
	calls,
	listOf,
	operation,
	rows,
	runEmnify,
	sandboxForTests,
} from './setup';

/** Lists of the operations and of the editor: paging, filters, searches. */
const sandbox = sandboxForTests();

const ALL = operation('user', 'getAll', { returnAll: true });
/** The seeded people that the organisation reaches, and the crowd. */
const REACHABLE = Object.keys(USERS).length - 1 + CROWD_SIZE;
const pagesAsked = () => calls(sandbox()).map((call) => Number(/[?&]page=(\d+)/.exec(call)?.[1]));

describe('paging', () => {
	test.each(['long', 'short', 'both', 'none'] as const)(
		'all users, headers: %s',
		async (spelling) => {
			sandbox().updateSettings({ pagingHeaders: spelling, maxPerPage: 30 });
			const result = await runEmnify(sandbox(), ALL);
			const ids = rows(result).map(({ id }) => id);
			// Without headers nobody says that 30 is all that comes at a time.
			expect(ids).toHaveLength(spelling === 'none' ? 30 : REACHABLE);
			expect(new Set(ids).size).toBe(ids.length);
			expect(pagesAsked()).toEqual(spelling === 'none' ? [1] : [1, 2, 3, 4, 5]);
			expect(calls(sandbox())[0]).toBe('GET /v1/user?page=1&per_page=100');
		},
	);

	test('without headers a page that is full is followed by the next', async () => {
		sandbox().updateSettings({ pagingHeaders: 'none' });
		const result = await runEmnify(sandbox(), ALL);
		expect(rows(result)).toHaveLength(REACHABLE);
		expect(pagesAsked()).toEqual([1, 2]);
	});

	test('the last page that repeats does not loop, with and without headers', async () => {
		for (const pagingHeaders of ['both', 'none'] as const) {
			sandbox().updateSettings({ pagingHeaders });
			sandbox().clearRequests();
			while ([...sandbox().state.users.values()].length < 201) {
				sandbox().state.addUser({ username: 'more@example.com', name: 'More' });
			}
			// One of them is out of reach: two full pages, and page 3 would be page 2 again.
			const result = await runEmnify(sandbox(), ALL);
			expect(rows(result)).toHaveLength(200);
			expect(pagesAsked()).toEqual(pagingHeaders === 'both' ? [1, 2] : [1, 2, 3]);
		}
	});

	test('a list that shrinks while it is read gives no row twice and comes to an end', async () => {
		sandbox().updateSettings({ maxPerPage: 50 });
		let asked = 0;
		sandbox().fault({
			kind: 'close',
			path: '/api/v1/user',
			when: () => {
				asked += 1;
				if (asked === 2)
					for (let i = 1; i <= CROWD_SIZE; i++) sandbox().state.users.delete(200_000 + i);
				return false;
			},
		});
		const result = await runEmnify(sandbox(), ALL);
		const ids = rows(result).map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(pagesAsked()).toEqual([1, 2]);
	});

	test('a limit is the size of the page, and ends the list', async () => {
		const result = await runEmnify(sandbox(), operation('user', 'getAll', { limit: 7 }));
		expect(rows(result)).toHaveLength(7);
		expect(calls(sandbox())).toEqual(['GET /v1/user?page=1&per_page=7']);
	});

	test('a limit over several pages', async () => {
		sandbox().updateSettings({ maxPerPage: 30 });
		const result = await runEmnify(sandbox(), operation('user', 'getAll', { limit: 70 }));
		expect(rows(result)).toHaveLength(70);
		expect(calls(sandbox())).toEqual(
			[1, 2, 3].map((page) => `GET /v1/user?page=${page}&per_page=70`),
		);
	});

	test('an empty list', async () => {
		const parameters = operation('user', 'getAll', { filters: { name: 'Nobody At All' } });
		const result = await runEmnify(sandbox(), parameters);
		expect([result.status, rows(result)]).toEqual(['success', []]);
		expect(calls(sandbox())).toHaveLength(1);
	});

	test.each([0, -1, 1.5, '5', null])('the limit %j is refused', async (limit) => {
		const parameters = operation('user', 'getAll', { limit: '={{ $json.limit }}' });
		const result = await runEmnify(sandbox(), parameters, { items: [{ limit }] });
		expect(result.error?.message).toContain("The parameter 'Limit'");
		expect(sandbox().requests).toEqual([]);
	});
});

describe('filters of users', () => {
	const filtered = async (filters: object) =>
		await runEmnify(sandbox(), { ...ALL, filters: filters as never });

	test('by status, name and username', async () => {
		expect(rows(await filtered({ status: 2 })).map(({ id }) => id)).toEqual([USERS.suspended]);
		expect(rows(await filtered({ status: 0 })).map(({ id }) => id)).toEqual([USERS.pending]);
		expect(rows(await filtered({ name: 'Lopez' })).map(({ id }) => id)).toEqual([USERS.ana]);
		const both = rows(await filtered({ username: USERNAMES.ana, status: 1 }));
		expect(both.map(({ id }) => id)).toEqual([USERS.ana, USERS.joana]);
		expect(sandbox().requests.at(-1)?.query.q).toBe('status:1,username:ana@example.com');
	});

	test.each([{ name: '' }, { username: '  ' }, { name: 'a,status:1' }, { username: 'a:b' }])(
		'%j is refused, never left out',
		async (filters) => {
			const result = await filtered(filters);
			expect(result.error?.message).toMatch(
				/^The filter '(Name|Username)' (is empty|holds a comma)/,
			);
			expect(sandbox().requests).toEqual([]);
		},
	);
});

describe('events', () => {
	const events = async (more: object) =>
		await runEmnify(sandbox(), operation('event', 'getAll', more as never));

	test('all, over the pages', async () => {
		const result = await events({ returnAll: true });
		expect(rows(result)).toHaveLength(EVENT_COUNT);
		expect(pagesAsked()).toEqual([1, 2, 3]);
		expect(rows(result)[0]).toMatchObject({
			id: expect.any(Number) as number,
			event_type: { id: expect.any(Number) as number },
		});
	});

	test('of a user', async () => {
		const result = await events({ eventsOf: 'anotherUser', userId: byId(USERS.cleo), limit: 3 });
		expect(calls(sandbox())).toEqual([`GET /v1/user/${USERS.cleo}/event?page=1&per_page=3`]);
		expect(rows(result)).toHaveLength(3);
		for (const { user } of rows(result)) expect(user).toMatchObject({ id: USERS.cleo });
	});

	test('of a user by username, and of a user without any', async () => {
		const result = await events({ eventsOf: 'anotherUser', userId: byUsername(USERNAMES.ben) });
		expect([result.status, rows(result)]).toEqual(['success', []]);
		expect(calls(sandbox()).at(-1)).toBe(`GET /v1/user/${USERS.ben}`);
	});

	test("one's own", async () => {
		await runEmnify(sandbox(), operation('event', 'getAll', { eventsOf: 'myOwnUser', limit: 5 }), {
			as: 'cleo',
		});
		expect(calls(sandbox())).toEqual(['GET /v1/user/my/event?page=1&per_page=5']);
	});

	test('by types told by number, and by time', async () => {
		const result = await events({
			returnAll: true,
			filters: { types: [14, 6], otherTypes: '7, 1', from: '2026-01-01T02:00:00+02:00' },
		});
		expect(sandbox().requests[1]?.query.q).toMatch(
			/^type:14\|6\|7\|1,from:2026-01-01T00:00:00Z,until:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
		);
		expect(rows(result)).toHaveLength(EVENT_COUNT);
		const mfa = await events({ returnAll: true, filters: { types: [14] } });
		expect(new Set(rows(mfa).map(({ event_type }) => (event_type as { id: number }).id))).toEqual(
			new Set([14]),
		);
	});

	test('until alone goes back as far as emnify keeps events', async () => {
		await events({ filters: { until: '2026-11-21T00:00:00Z' } });
		expect(sandbox().requests[1]?.query.q).toBe(
			'from:2026-10-22T00:00:00Z,until:2026-11-21T00:00:00Z',
		);
	});

	test.each([
		[{ types: [] }, "filter 'Types' is empty"],
		[{ otherTypes: '' }, "filter 'Other Type IDs' is empty"],
		[{ otherTypes: 'MFA' }, 'holds what is no number'],
		[{ types: [1, 2, 3, 4, 5, 6, 7] }, 'by 6 event types at most'],
		[{ from: 'yesterday' }, "'From' is not a date"],
		[{ from: '' }, "'From' is not a date"],
		[{ until: '' }, "'Until' is not a date"],
		[{ from: '2026-02-01', until: '2026-01-01' }, "'From' lies after"],
	])('the filter %j is refused', async (filters, text) => {
		const result = await events({ filters });
		expect(result.error?.message).toContain(text);
		expect(sandbox().requests).toEqual([]);
	});

	test('simplified or raw', async () => {
		const raw = { id: 5, timestamp: 't', event_type: { id: 14 }, endpoint: { id: 9 }, imsi: '1' };
		for (const simplify of [true, false]) {
			sandbox().fault({ kind: 'status', status: 200, body: [raw], path: '/api/v1/event' });
			const { endpoint, imsi, ...simple } = raw;
			expect(rows(await events({ simplify }))).toEqual([
				simplify ? simple : { ...simple, endpoint, imsi },
			]);
		}
	});
});

describe('lists of the editor', () => {
	const KEY = operation('mfaKey', 'delete');
	const DEVICE = operation('trustedDevice', 'delete');
	const ROLE = operation('user', 'removeRole');

	test('users: found while an option holds an expression, which has no items in the editor', async () => {
		const options = { timeout: '={{ $json.seconds }}' };
		const { results } = await listOf(sandbox(), 'searchUsers', { options });
		expect(results).not.toEqual([]);
	});

	test('users, page by page, with their status', async () => {
		const first = await listOf(sandbox(), 'searchUsers');
		expect(first.results).toHaveLength(100);
		expect(first.results).toContainEqual({
			name: 'ana@example.com (Ana Lopez)',
			value: String(USERS.ana),
		});
		expect(first.results.find(({ value }) => value === String(USERS.suspended))?.name).toContain(
			'Suspended',
		);
		const second = await listOf(sandbox(), 'searchUsers', {}, { paginationToken: '2' });
		expect(first.paginationToken).toBe('2');
		expect(second.results).toHaveLength(REACHABLE - 100);
		expect(second.paginationToken).toBeUndefined();
	});

	test('a page beyond the end, which the service fills with the last one, is empty', async () => {
		const beyond = await listOf(sandbox(), 'searchUsers', {}, { paginationToken: '9' });
		expect(beyond).toEqual({ results: [], paginationToken: undefined });
	});

	test('users by a part of the username or of the name', async () => {
		const byName = await listOf(sandbox(), 'searchUsers', {}, { filter: 'lopez' });
		expect(byName.results.map(({ value }) => value)).toEqual([String(USERS.ana)]);
		const byMail = await listOf(sandbox(), 'searchUsers', {}, { filter: 'ana@' });
		expect(byMail.results.map(({ value }) => value)).toEqual([
			String(USERS.ana),
			String(USERS.joana),
		]);
		await expect(listOf(sandbox(), 'searchUsers', {}, { filter: 'a:b' })).rejects.toThrow(
			'A search cannot hold a comma or a colon',
		);
	});

	test('keys and devices of the chosen user', async () => {
		for (const userId of [byId(USERS.ana), byUsername('ANA@example.com')]) {
			const keys = await listOf(sandbox(), 'searchKeys', { ...KEY, userId });
			expect(keys.results.map(({ value }) => value)).toEqual(
				[KEYS.anaActive, KEYS.anaPending].map(String),
			);
			expect(keys.results[1]?.name).toMatch(
				/^Key 718, Time-Based One-Time Password \(Activation Pending, since \d{4}-/,
			);
			const devices = await listOf(
				sandbox(),
				'searchDevices',
				{ ...DEVICE, userId },
				{ filter: 'firefox' },
			);
			expect(devices.results.map(({ value }) => value)).toEqual(
				[DEVICES.anaLaptop, DEVICES.anaPhone].map(String),
			);
		}
	});

	test("one's own keys and devices", async () => {
		const key = sandbox().state.addKey(USERS.automation);
		const run = { as: 'automation' } as const;
		const own = { target: 'myOwnUser' };
		const keys = await listOf(sandbox(), 'searchOwnKeys', {}, run);
		expect(keys.results.map(({ value }) => value)).toEqual([String(key.id)]);
		expect((await listOf(sandbox(), 'searchKeys', { ...KEY, ...own }, run)).results).toHaveLength(
			1,
		);
		expect(
			(await listOf(sandbox(), 'searchDevices', { ...DEVICE, ...own }, run)).results,
		).toHaveLength(2);
	});

	test('roles of the chosen user, and application tokens', async () => {
		const roles = await listOf(sandbox(), 'searchRoles', { ...ROLE, userId: byId(USERS.ana) });
		expect(roles.results).toEqual([
			{ name: 'User', value: '2' },
			{ name: 'Observer', value: '3' },
		]);
		const tokens = await listOf(sandbox(), 'searchApplicationTokens', {}, { filter: 'ana' });
		expect(tokens.results.map(({ value }) => value)).toEqual(['12', '13']);
		expect(tokens.results[1]?.name).toContain('Revoked');
	});

	test.each([
		[byId(''), 'Choose the user first'],
		[byId('={{ $json.id }}'), 'Choose the user first'],
		[byId('..'), "'..' is no user ID"],
		[byUsername('nobody@example.com'), 'No user was found'],
		[byUsername('role'), 'No user was found'],
	])('%j gives a clear text', async (userId, text) => {
		for (const [method, parameters] of [
			['searchKeys', KEY],
			['searchDevices', DEVICE],
			['searchRoles', ROLE],
		] as const) {
			const search = listOf(sandbox(), method, { ...parameters, userId });
			await expect(search).rejects.toThrow(text);
		}
	});

	test('a refused sign-in is told, and made once', async () => {
		await expect(
			listOf(sandbox(), 'searchUsers', {}, { applicationToken: 'wrong' }),
		).rejects.toThrow('emnify did not accept the credential');
		expect(sandbox().signIns).toBe(1);
	});
});
