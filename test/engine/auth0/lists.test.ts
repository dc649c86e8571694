import { CROWD_SIZE, EMAILS, METHODS, SESSIONS, USERS } from '../../../sandbox/auth0/seed';
import { byEmail, byId, calls, listOf, rows, runAuth0, sandboxForTests } from './setup';

const sandbox = sandboxForTests();
const USERS_MANY = { resource: 'user', operation: 'getAll' };
const METHODS_MANY = {
	resource: 'authenticationMethod',
	operation: 'getAll',
	userId: byId(USERS.cleo),
};
const manyMethods = (count: number) => {
	for (let n = 0; n < count; n++) {
		sandbox().state.addMethod(USERS.cleo, { type: 'email', email: `m${n}@example.com` });
	}
};

describe('lists', () => {
	test('Return All reads page after page', async () => {
		const result = await runAuth0(sandbox(), { ...USERS_MANY, returnAll: true });
		const ids = rows(result).map(({ user_id: id }) => id);
		expect(ids).toHaveLength(CROWD_SIZE + Object.keys(USERS).length);
		expect(new Set(ids).size).toBe(ids.length);
		expect(calls(sandbox())).toHaveLength(3);
	});

	test('Limit stops early, and asks for no more than it needs', async () => {
		manyMethods(60);
		const few = await runAuth0(sandbox(), { ...METHODS_MANY, limit: 7 });
		expect(rows(few)).toHaveLength(7);
		expect(calls(sandbox())).toEqual([expect.stringContaining('per_page=7')]);
		const more = await runAuth0(sandbox(), { ...METHODS_MANY, limit: 55 });
		expect(rows(more)).toHaveLength(55);
		expect(calls(sandbox())).toHaveLength(3);
	});

	test('a service that gives smaller pages than asked for loses no row', async () => {
		manyMethods(60);
		sandbox().updateSettings({ maxPageSize: 25 });
		const result = await runAuth0(sandbox(), { ...METHODS_MANY, returnAll: true });
		expect(new Set(rows(result).map(({ id }) => id)).size).toBe(60);
	});

	test('more users than one search gives are read to the end', async () => {
		for (let n = 0; n < 1100; n++) {
			const created_at = new Date(Date.UTC(2026, 0, 1) + n).toISOString();
			sandbox().state.addUser({
				user_id: `auth0|mass${n}`,
				email: `mass${n}@example.com`,
				created_at,
			});
		}
		const result = await runAuth0(sandbox(), { ...USERS_MANY, returnAll: true });
		const ids = rows(result).map(({ user_id: id }) => id);
		expect(result.error).toBeUndefined();
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids).toHaveLength(1100 + CROWD_SIZE + Object.keys(USERS).length);
	});

	test('users who were created together, and are too many for a search, are no list', async () => {
		const created_at = '2026-01-01T00:00:00.000Z';
		for (let n = 0; n < 1100; n++) {
			const email = `mass${n}@example.com`;
			sandbox().state.addUser({ user_id: `auth0|mass${n}`, email, created_at });
		}
		const result = await runAuth0(sandbox(), { ...USERS_MANY, returnAll: true });
		expect(result.error?.message).toBe('Auth0 does not give out all users that match');
		expect(result.error?.description).toContain(created_at);
		const some = await runAuth0(sandbox(), { ...USERS_MANY, limit: 900 });
		expect(rows(some)).toHaveLength(900);
	});

	test('an empty list is no rows', async () => {
		const result = await runAuth0(sandbox(), { ...METHODS_MANY, returnAll: true });
		expect(result.status).toBe('success');
		expect(rows(result)).toEqual([]);
	});

	test('a cursor that comes although all was given ends the loop', async () => {
		sandbox().updateSettings({ nextAlways: true });
		const result = await runAuth0(sandbox(), {
			resource: 'refreshToken',
			operation: 'getAll',
			userId: byId(USERS.ana),
			returnAll: true,
		});
		expect(rows(result)).toHaveLength(2);
		expect(calls(sandbox()).length).toBeLessThanOrEqual(3);
	});

	test.each(['email', 'connection', 'query'])('an empty filter "%s" is refused', async (name) => {
		const result = await runAuth0(
			sandbox(),
			{ ...USERS_MANY, filters: { [name]: '={{ $json.none }}' } },
			{ items: [{}] },
		);
		expect(result.error?.message).toMatch(/^The filter '\w+' is empty$/);
		expect(sandbox().requests).toEqual([]);
	});
});

describe('lists in the editor', () => {
	test('users: searched and paged by the service, with names that a person knows', async () => {
		const found = await listOf(sandbox(), 'searchUsers', {}, 'ana@exam');
		expect(found.results).toEqual([
			expect.objectContaining({
				name: expect.stringContaining(EMAILS.ana) as unknown,
				value: USERS.ana,
			}),
		]);
		const first = await listOf(sandbox(), 'searchUsers');
		expect(first.results).toHaveLength(50);
		const token = String(first.paginationToken);
		const second = await listOf(sandbox(), 'searchUsers', {}, undefined, token);
		expect(second.results).toHaveLength(50);
		expect(second.results[0]?.value).not.toBe(first.results[0]?.value);
	});

	test.each(['"', '\\', 'a OR *', 'user_id:*', '* *', '(', '+-&&||!{}[]^"~*?:\\/'])(
		'a search for %s finds nobody instead of everybody',
		async (term) => {
			const found = await listOf(sandbox(), 'searchUsers', {}, term);
			expect(found.results).toEqual([]);
		},
	);

	test.each([
		['by id', byId(USERS.ana)],
		['by email', byEmail(EMAILS.ana)],
	])('what the user has, the user chosen %s', async (_, userId) => {
		const methods = await listOf(sandbox(), 'searchMethods', { userId });
		expect(methods.results).toContainEqual({
			name: 'Authenticator app: Authenticator (last used 2026-11-20, since 2023-03-10)',
			value: METHODS.anaTotp,
		});
		const sessions = await listOf(sandbox(), 'searchSessions', { userId });
		expect(sessions.results.map(({ value }) => value)).toEqual([
			SESSIONS.anaLaptop,
			SESSIONS.anaPhone,
		]);
		expect((await listOf(sandbox(), 'searchEnrollments', { userId })).results).toHaveLength(1);
		expect((await listOf(sandbox(), 'searchRefreshTokens', { userId })).results).toHaveLength(2);
		expect((await listOf(sandbox(), 'searchMethods', { userId }, 'work')).results).toHaveLength(1);
	});

	test('what a user has nothing of says so, a search without a hit does not', async () => {
		const userId = byId(USERS.cleo);
		await expect(listOf(sandbox(), 'searchMethods', { userId })).rejects.toThrow(
			'This user has no authentication methods',
		);
		await expect(listOf(sandbox(), 'searchRefreshTokens', { userId })).rejects.toThrow(
			'This user has no refresh tokens',
		);
		const ana = { userId: byId(USERS.ana) };
		expect((await listOf(sandbox(), 'searchMethods', ana, 'no such')).results).toEqual([]);
	});

	test('without a user they say so', async () => {
		await expect(
			listOf(sandbox(), 'searchMethods', { userId: { __rl: true, mode: 'list', value: '' } }),
		).rejects.toThrow('Choose the user first');
	});
});
