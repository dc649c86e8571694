import { CROWD_SIZE, USERS } from '../../../sandbox/onelogin/seed';
import {
	byEmail,
	byId,
	byUsername,
	calls,
	changes,
	rows,
	runOneLogin,
	sandboxForTests,
} from './setup';

const sandbox = sandboxForTests();
const GET = { resource: 'user', operation: 'get' };
const SUSPEND = { resource: 'user', operation: 'suspend' };
const TOTAL = CROWD_SIZE + Object.keys(USERS).length;

describe('a user by email or username', () => {
	test('is looked up as typed and in lower case, the plus encoded, and compared here', async () => {
		sandbox().updateSettings({ caseSensitiveFilters: true });
		const email = 'CARLA.Capitals+office@example.com';
		sandbox().state.addUser({ id: USERS.capitals, email: email.toLowerCase() });
		const result = await runOneLogin(sandbox(), { ...GET, userId: byEmail(email) });
		expect(rows(result)).toMatchObject([{ id: String(USERS.capitals) }]);
		expect(calls(sandbox())).toEqual([
			'GET /api/2/users?email=CARLA.Capitals%2Boffice%40example.com&limit=50&page=1',
			'GET /api/2/users?email=carla.capitals%2Boffice%40example.com&limit=50&page=1',
			`GET /api/2/users/${USERS.capitals}`,
		]);
	});

	test('by username works without an email', async () => {
		const result = await runOneLogin(sandbox(), { ...GET, userId: byUsername('NameOnly') });
		expect(rows(result)).toMatchObject([{ id: String(USERS.nameOnly), username: 'nameonly' }]);
	});

	test.each([
		['email', byEmail('twin@example.com')],
		['email in capitals', byEmail('TWIN@example.com')],
	])('that two have (%s) is told with their ids, and nothing is done', async (_, userId) => {
		const result = await runOneLogin(sandbox(), { ...SUSPEND, userId });
		expect(result.error?.message).toMatch(/^2 users were found for/);
		expect(result.error?.description).toContain(`${USERS.twinOne}, ${USERS.twinTwo}`);
		expect(changes(sandbox())).toEqual([]);
	});

	test('that nobody has is told', async () => {
		const result = await runOneLogin(sandbox(), {
			...SUSPEND,
			userId: byEmail('nobody@example.com'),
		});
		expect(result.error?.message).toBe("No user was found for 'nobody@example.com'");
		expect(changes(sandbox())).toEqual([]);
	});

	test.each([
		byEmail('*@example.com'),
		byEmail('a*a@example.com'),
		byUsername('*'),
		byUsername('a*a'),
		byUsername('person00*'),
	])('with a wildcard is refused before it is sent: %j', async (userId) => {
		const result = await runOneLogin(sandbox(), { ...SUSPEND, userId });
		expect(result.error?.message).toContain('holds a wildcard');
		expect(sandbox().requests).toEqual([]);
	});

	test('that the service answers too freely is compared on our side', async () => {
		sandbox().fault({
			kind: 'status',
			status: 200,
			body: [
				{ id: 1, email: 'other@example.com' },
				{ id: 2, email: 'ana@example.com.evil.com' },
			],
			path: '/api/2/users',
			times: 'always',
		});
		const result = await runOneLogin(sandbox(), { ...SUSPEND, userId: byEmail('ana@example.com') });
		expect(result.error?.message).toBe("No user was found for 'ana@example.com'");
		expect(changes(sandbox())).toEqual([]);
	});

	test.each(['', 'no email', 'a@', '@b', 'a b@c.d'])('%j is no email', async (value) => {
		const result = await runOneLogin(
			sandbox(),
			{ ...SUSPEND, userId: byEmail('={{ $json.email }}') },
			{ items: [{ email: value }] },
		);
		expect(result.error?.message).toContain("The parameter 'User'");
		expect(sandbox().requests).toEqual([]);
	});

	test('an email typed as an id is told where it belongs', async () => {
		const result = await runOneLogin(sandbox(), { ...GET, userId: byId('ana@example.com') });
		expect(result.error?.description).toContain("choose 'By Email'");
	});
});

describe('Get Many', () => {
	const getAll = async (more: object) =>
		await runOneLogin(sandbox(), { resource: 'user', operation: 'getAll', ...more });

	test.each(['both', 'pages', 'cursor', 'none'] as const)(
		'gives all users once, with %s in the headers',
		async (listHeaders) => {
			sandbox().updateSettings({ listHeaders });
			const result = await getAll({ returnAll: true });
			expect(result.error).toBeUndefined();
			expect(new Set(rows(result).map(({ id }) => id)).size).toBe(TOTAL);
			expect(rows(result)).toHaveLength(TOTAL);
			// Three pages at least, and never a cursor beside limit or page.
			expect(calls(sandbox()).length).toBeGreaterThanOrEqual(3);
			for (const { query } of sandbox().requests) {
				if (query.cursor !== undefined) expect(Object.keys(query)).toEqual(['cursor']);
			}
		},
	);

	test('repeats the filters beside the cursor', async () => {
		sandbox().updateSettings({ listHeaders: 'cursor' });
		const result = await getAll({ returnAll: true, filters: { firstname: 'Person' } });
		expect(rows(result)).toHaveLength(CROWD_SIZE);
		const [, second] = calls(sandbox());
		expect(second).toMatch(/^GET \/api\/2\/users\?firstname=Person&cursor=[^&]+$/);
	});

	test('goes on through pages that are smaller than asked for', async () => {
		sandbox().updateSettings({ maxPageSize: 20 });
		expect(rows(await getAll({ returnAll: true }))).toHaveLength(TOTAL);
	});

	test('ends when the service gives the same page for ever', async () => {
		sandbox().updateSettings({ listHeaders: 'none' });
		sandbox().fault({
			kind: 'status',
			status: 200,
			body: Array.from({ length: 50 }, (_, id) => ({ id: id + 1 })),
			path: '/api/2/users',
			times: 'always',
		});
		expect(rows(await getAll({ returnAll: true }))).toHaveLength(50);
		expect(calls(sandbox())).toHaveLength(2);
	});

	test('asks for no more than the limit', async () => {
		expect(rows(await getAll({ limit: 60 }))).toHaveLength(60);
		expect(calls(sandbox())).toEqual([
			'GET /api/2/users?limit=50&page=1',
			'GET /api/2/users?limit=50&page=2',
		]);
	});

	test.each(['', '   ', null, undefined])('refuses an empty filter: %j', async (email) => {
		const result = await runOneLogin(
			sandbox(),
			{
				resource: 'user',
				operation: 'getAll',
				filters: { email: '={{ $json.email }}' },
			},
			{ items: [email === undefined ? {} : { email }] },
		);
		expect(result.error?.message).toBe("The filter 'Email' is empty");
		expect(sandbox().requests).toEqual([]);
	});

	test.each([
		[{ directoryId: 'x' }, "The filter 'Directory ID' is not a whole number"],
		[{ createdSince: 'yesterday' }, "The parameter 'Created Since' is not a date and time"],
	])('refuses %j', async (filters, message) => {
		const result = await getAll({ filters });
		expect(result.error?.message).toBe(message);
		expect(sandbox().requests).toEqual([]);
	});

	test('does not take the page of a proxy for an empty list', async () => {
		sandbox().fault({ kind: 'html', status: 200, path: '/api/2/users', times: 'always' });
		const result = await getAll({ returnAll: true, options: { maxWait: 0 } });
		expect(result.error?.message).toBe('OneLogin sent an answer that cannot be read');
	});
});

describe('a change of status', () => {
	test('that a read afterwards does not show is called unknown', async () => {
		sandbox().fault({
			kind: 'status',
			status: 200,
			body: { id: USERS.ana, status: 2 },
			method: 'PUT',
		});
		const result = await runOneLogin(sandbox(), { ...SUSPEND, userId: byId(USERS.ana) });
		expect(result.error?.message).toBe(
			`OneLogin took the change but does not show it: the status of the user '${USERS.ana}' is Active`,
		);
		expect(result.error?.context.data).toMatchObject({ effect: 'unknown' });
	});

	test('a user who is not locked is told apart', async () => {
		const result = await runOneLogin(sandbox(), {
			resource: 'user',
			operation: 'unlock',
			userId: byId(USERS.ana),
		});
		expect(result.error).toBeUndefined();
		expect(rows(result)).toEqual([
			{ unlocked: false, alreadyUnlocked: true, userId: String(USERS.ana) },
		]);
		expect(changes(sandbox())).toHaveLength(1);
	});

	test.each([-1, 4, 1.5, '3', null])('state %j is refused', async (state) => {
		const result = await runOneLogin(
			sandbox(),
			{
				resource: 'user',
				operation: 'setState',
				userId: byId(USERS.ana),
				state: '={{ $json.state }}',
			},
			{ items: [{ state }] },
		);
		expect(result.error?.message).toContain("'State'");
		expect(sandbox().requests).toEqual([]);
	});

	test('lock does not take a fraction or less than nothing', async () => {
		for (const minutes of [-1, 0.5, '15']) {
			const result = await runOneLogin(
				sandbox(),
				{
					resource: 'user',
					operation: 'lock',
					userId: byId(USERS.ana),
					minutes: '={{ $json.minutes }}',
				},
				{ items: [{ minutes }] },
			);
			expect(result.error?.message).toContain("The parameter 'Minutes'");
		}
		expect(sandbox().requests).toEqual([]);
	});
});

describe('events', () => {
	const events = async (more: object) =>
		await runOneLogin(sandbox(), { resource: 'event', operation: 'getAll', ...more });

	test('are paged by cursor to the end', async () => {
		const result = await events({ returnAll: true });
		expect(rows(result)).toHaveLength(121);
		expect(calls(sandbox())).toHaveLength(3);
		expect(calls(sandbox())[1]).toMatch(/\?limit=50&after_cursor=[^&]+$/);
	});

	test.each([{ after_cursor: 'null' }, { after_cursor: '' }, { after_cursor: null }, {}])(
		'end at %j',
		async (pagination) => {
			sandbox().fault({
				kind: 'status',
				status: 200,
				body: { status: { type: 'success' }, pagination, data: [{ id: 1 }] },
				path: '/api/1/events',
			});
			expect(rows(await events({ returnAll: true }))).toHaveLength(1);
			expect(calls(sandbox())).toHaveLength(1);
		},
	);

	test('end at a cursor that comes again', async () => {
		sandbox().fault({
			kind: 'status',
			status: 200,
			body: { status: { error: false }, pagination: { after_cursor: 'same' }, data: [{ id: 1 }] },
			path: '/api/1/events',
			times: 'always',
		});
		await events({ returnAll: true });
		expect(calls(sandbox())).toHaveLength(2);
	});

	test('whole, they keep all that OneLogin gave, ids as text', async () => {
		const [row] = rows(await events({ limit: 1, simplify: false }));
		expect(row).toMatchObject({
			id: expect.stringMatching(/^[0-9]+$/) as unknown,
			account_id: 555555,
			risk_score: null,
			event_type_name: 'USER_LOGIN_CHALLENGE_FAILED',
		});
	});

	test.each([
		[{ types: [] }, "The filter 'Event Types' is empty"],
		[{ otherTypes: '' }, "The filter 'Event Types' is empty"],
		[{ otherTypes: '1,x' }, "The filter 'Event Type IDs' is not a list of numbers"],
		[{ since: '' }, "The filter 'Since' is empty"],
		[{ until: 'soon' }, "The parameter 'Until' is not a date and time"],
	])('refuse %j', async (filters, message) => {
		const result = await events({ filters });
		expect(result.error?.message).toBe(message);
		expect(sandbox().requests).toEqual([]);
	});

	test('record what the node did', async () => {
		await runOneLogin(sandbox(), { ...SUSPEND, userId: byId(USERS.ana) });
		await runOneLogin(sandbox(), {
			resource: 'device',
			operation: 'removeAll',
			userId: byId(USERS.ana),
		});
		const result = await events({
			eventsOf: 'user',
			userId: byId(USERS.ana),
			filters: { types: ['24', '551'], since: '2026-11-21T00:00:00Z' },
		});
		expect(rows(result).map(({ event_type_name: name }) => name)).toEqual([
			'SUSPENDED_USER_VIA_API',
			'USER_REMOVED_OTP_DEVICE',
			'USER_REMOVED_OTP_DEVICE',
			'USER_REMOVED_OTP_DEVICE',
		]);
	});
});
