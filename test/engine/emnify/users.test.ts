import { USERNAMES, USERS } from '../../../sandbox/emnify/seed';
import { byUsername, calls, operation, rows, runEmnify, sandboxForTests } from './setup';

/** A user named by username: exactly one, compared on our side. */
const sandbox = sandboxForTests();

const get = (username: string) => operation('user', 'get', { userId: byUsername(username) });

describe.each(['part', 'whole'] as const)('a filter that matches the %s', (usernameMatch) => {
	beforeEach(() => {
		sandbox().updateSettings({ usernameMatch });
	});

	test('ana is not joana', async () => {
		const result = await runEmnify(sandbox(), get(USERNAMES.ana));
		expect(rows(result)).toMatchObject([{ id: USERS.ana }]);
	});

	test.each([
		['ANA@EXAMPLE.COM', USERS.ana],
		['  ana@example.com ', USERS.ana],
		['carla.capitals@example.com', USERS.capitals],
		[USERNAMES.capitals, USERS.capitals],
	])('%j is found whatever its case', async (typed, id) => {
		const result = await runEmnify(sandbox(), get(typed));
		expect(rows(result)).toMatchObject([{ id }]);
	});

	test('two of the same name are told, never guessed', async () => {
		sandbox().state.addUser({ id: 7, username: USERNAMES.ana, name: 'Another Ana' });
		const parameters = { ...get(USERNAMES.ana), operation: 'delete' };
		const result = await runEmnify(sandbox(), parameters);
		expect(result.error?.message).toBe(`2 users were found for '${USERNAMES.ana}'`);
		expect(result.error?.description).toContain(`${USERS.ana}, 7`);
		expect(sandbox().state.users.has(USERS.ana)).toBe(true);
	});

	test('nobody is told', async () => {
		const result = await runEmnify(sandbox(), get('nobody@example.com'));
		expect(result.error?.message).toBe("No user was found for 'nobody@example.com'");
	});
});

test('one who is known to the call for one user only', async () => {
	sandbox().fault({ kind: 'status', status: 200, body: [], path: '/api/v1/user', times: 'always' });
	const result = await runEmnify(sandbox(), get('ana@example.com'));
	expect(rows(result)).toMatchObject([{ id: USERS.ana }]);
	expect(calls(sandbox())).toEqual([
		'GET /v1/user?q=username%3Aana%40example.com&page=1&per_page=100',
		'GET /v1/user/ana%40example.com',
		'GET /v1/user/176257',
	]);
});

test('where the call for one user takes no username', async () => {
	sandbox().updateSettings({ userByUsername: false });
	expect(rows(await runEmnify(sandbox(), get('ana@example.com')))).toMatchObject([
		{ id: USERS.ana },
	]);
	const nobody = await runEmnify(sandbox(), get('nobody@example.com'));
	expect(nobody.error?.message).toBe("No user was found for 'nobody@example.com'");
});

test('another case where the filter matches whole names as written, and nothing else helps', async () => {
	sandbox().updateSettings({ usernameMatch: 'whole', userByUsername: false });
	const result = await runEmnify(sandbox(), get('ANA@EXAMPLE.COM'));
	expect(rows(result)).toMatchObject([{ id: USERS.ana }]);
});

test('a username that a filter cannot hold is asked for by the call for one user', async () => {
	const username = '"a,b:c"@example.com';
	const { id } = sandbox().state.addUser({ username, name: 'Odd' });
	const result = await runEmnify(sandbox(), get(username));
	expect(rows(result)).toMatchObject([{ id }]);
	expect(calls(sandbox())[0]).toBe('GET /v1/user/%22a%2Cb%3Ac%22%40example.com');
});

test('plus and other signs of a username arrive as typed', async () => {
	const username = "o'brien+n8n&x=1%2b@example.com";
	const { id } = sandbox().state.addUser({ username, name: 'Plus' });
	expect(rows(await runEmnify(sandbox(), get(username)))).toMatchObject([{ id }]);
	expect(sandbox().requests[1]?.query.q).toBe(`username:${username}`);
});

test('a match on a later page of what a filter gives is found', async () => {
	sandbox().updateSettings({ maxPerPage: 20 });
	for (let n = 0; n < 45; n++) {
		sandbox().state.addUser({ username: `x${n}zed@example.com`, name: 'Zed' });
	}
	const { id } = sandbox().state.addUser({ username: 'zed@example.com', name: 'Zed' });
	const result = await runEmnify(sandbox(), get('zed@example.com'));
	expect(rows(result)).toMatchObject([{ id }]);
	expect(calls(sandbox()).map((call) => /page=(\d)/.exec(call)?.[1])).toEqual([
		'1',
		'2',
		'3',
		undefined,
	]);
});

test.each(['role', 'my', 'mfa', 'ana', 'ana@', '@example.com', '..', 'a b@example.com', '*'])(
	'%j is no username: nothing is sent',
	async (typed) => {
		const result = await runEmnify(sandbox(), get(typed));
		expect(result.error?.message).toMatch(/^The parameter 'User' /);
		expect(sandbox().requests).toEqual([]);
	},
);

test('a star matches itself only', async () => {
	const result = await runEmnify(sandbox(), get('*@example.com'));
	expect(result.error?.message).toBe("No user was found for '*@example.com'");
});
