import { EMAILS, METHODS, SESSIONS, REFRESH_TOKENS, USERS } from '../../../sandbox/auth0/seed';
import { byEmail, byId, calls, changes, rows, runAuth0, sandboxForTests } from './setup';

const sandbox = sandboxForTests();
const GET = { resource: 'user', operation: 'get' };

describe('a user named by email', () => {
	test('is looked up as typed and in lower case, and compared without case', async () => {
		const result = await runAuth0(sandbox(), { ...GET, userId: byEmail('Ana@Example.com') });
		expect(rows(result)).toMatchObject([{ user_id: USERS.ana }]);
		expect(calls(sandbox()).slice(0, 2)).toEqual([
			'GET /users-by-email?email=Ana%40Example.com&fields=user_id%2Cemail%2Cblocked%2Cmultifactor&include_fields=true',
			'GET /users-by-email?email=ana%40example.com&fields=user_id%2Cemail%2Cblocked%2Cmultifactor&include_fields=true',
		]);
	});

	test('is found in the spelling that the connection stored', async () => {
		const result = await runAuth0(sandbox(), { ...GET, userId: byEmail(EMAILS.capitals) });
		expect(rows(result)).toMatchObject([{ user_id: USERS.capitals }]);
	});

	test('that two users have is told with both ids, and nothing is changed', async () => {
		const result = await runAuth0(sandbox(), {
			resource: 'user',
			operation: 'block',
			userId: byEmail(EMAILS.twins),
		});
		expect(result.error?.message).toBe(`2 users were found for '${EMAILS.twins}'`);
		expect(result.error?.description).toContain(USERS.twinDatabase);
		expect(result.error?.description).toContain(USERS.twinGoogle);
		expect(changes(sandbox())).toEqual([]);
	});

	test('that nobody has is told', async () => {
		const result = await runAuth0(sandbox(), {
			resource: 'user',
			operation: 'block',
			userId: byEmail('nobody@example.com'),
		});
		expect(result.error?.message).toBe("No user was found for 'nobody@example.com'");
		expect(changes(sandbox())).toEqual([]);
	});

	test('arrives as typed when it has a plus', async () => {
		sandbox().state.addUser({ user_id: 'auth0|plus', email: 'a+b&c@example.com' });
		const result = await runAuth0(sandbox(), { ...GET, userId: byEmail('a+b&c@example.com') });
		expect(rows(result)).toMatchObject([{ user_id: 'auth0|plus' }]);
	});

	test.each(['ana', 'ana@', 'a b@example.com', '*@example.com extra', `${'x'.repeat(400)}@a.de`])(
		'%s is refused as no address',
		async (typed) => {
			const result = await runAuth0(sandbox(), { ...GET, userId: byEmail(typed) });
			expect(result.error?.message).toMatch(/^The parameter 'User' is not an email address/);
			expect(sandbox().requests).toEqual([]);
		},
	);
});

describe('a user named by id', () => {
	test.each([
		[USERS.slash, 'auth0%7Ca%2Fb'],
		[USERS.oidc, 'oidc%7Cuser%40domain.com'],
		['auth0|%2e%2e', 'auth0%7C%252e%252e'],
		['auth0|..', 'auth0%7C..'],
		['auth0|a?b#c;d\\e', 'auth0%7Ca%3Fb%23c%3Bd%5Ce'],
		[`auth0|${'x'.repeat(300)}`, `auth0%7C${'x'.repeat(300)}`],
		['auth0|ü', 'auth0%7C%C3%BC'],
		['  auth0|blank  ', 'auth0%7Cblank'],
	])('%s stays one segment of the path, encoded once', async (id, encoded) => {
		await runAuth0(sandbox(), { ...GET, userId: byId('={{ $json.id }}') }, { items: [{ id }] });
		expect(calls(sandbox())).toEqual([`GET /users/${encoded}`]);
	});

	test.each([
		['auth0|a\nb', 'invisible or control characters'],
		['auth0|a\u200bb', 'invisible or control characters'],
		['auth0|a\u202eb', 'invisible or control characters'],
		['auth0|\ud800', 'a broken character'],
	])('%j is refused before anything is sent', async (id, reason) => {
		const result = await runAuth0(
			sandbox(),
			{ ...GET, userId: byId('={{ $json.id }}') },
			{ items: [{ id }] },
		);
		expect(result.error?.message).toContain(`The parameter 'User' holds ${reason}`);
		expect(sandbox().requests).toEqual([]);
	});

	test.each(['ana@example.com', '5f7c8ec7c33c6c004bbafe82', '..%2f', '%2e%2e'])(
		'%s is refused as an id of the wrong kind',
		async (id) => {
			const result = await runAuth0(sandbox(), { ...GET, userId: byId(id) });
			expect(result.error?.message).toContain("'User' is not an Auth0 user ID");
			expect(sandbox().requests).toEqual([]);
		},
	);
});

describe('things that name no user in their path', () => {
	test.each([
		['session', 'delete', { sessionId: byId(SESSIONS.anaLaptop) }],
		['session', 'revoke', { sessionId: byId(SESSIONS.anaLaptop) }],
		['session', 'get', { sessionId: byId(SESSIONS.anaLaptop) }],
		['refreshToken', 'delete', { refreshTokenId: byId(REFRESH_TOKENS.anaMobileApp) }],
		['enrollment', 'delete', { enrollmentId: byId(METHODS.anaTotp) }],
		['user', 'revokeAccess', { onlySessionId: SESSIONS.anaLaptop }],
	])("%s %s refuses what is another user's", async (resource, operation, more) => {
		const result = await runAuth0(sandbox(), {
			resource,
			operation,
			userId: byId(USERS.cleo),
			...more,
		});
		expect(result.error?.message).toContain('does not belong to the user');
		expect(changes(sandbox())).toEqual([]);
	});

	test.each([
		['session', 'delete', { sessionId: byId('gone') }],
		['session', 'revoke', { sessionId: byId('gone') }],
		['refreshToken', 'delete', { refreshTokenId: byId('gone') }],
		['enrollment', 'delete', { enrollmentId: byId('dev_gone000000000000') }],
		['authenticationMethod', 'delete', { methodId: byId('totp|dev_gone000000000000') }],
	])('%s %s tells what was gone already', async (resource, operation, more) => {
		const result = await runAuth0(sandbox(), {
			resource,
			operation,
			userId: byId(USERS.ana),
			...more,
		});
		expect(rows(result)).toEqual([
			expect.objectContaining({ deleted: false, alreadyGone: true, userId: USERS.ana }),
		]);
	});
});

test('a user who does not exist is a failure, also where a thing of theirs is deleted', async () => {
	for (const [resource, operation, more] of [
		['authenticationMethod', 'delete', { methodId: byId(METHODS.anaTotp) }],
		['authenticationMethod', 'deleteAll', {}],
		['authenticator', 'deleteAll', {}],
		['session', 'deleteAll', {}],
		['refreshToken', 'deleteAll', {}],
		['user', 'block', {}],
		['user', 'deleteMultifactorProvider', {}],
	] as const) {
		const result = await runAuth0(sandbox(), {
			resource,
			operation,
			userId: byId('auth0|nobody'),
			...more,
		});
		expect(result.error?.message).toBe("User 'auth0|nobody' does not exist at Auth0");
	}
});
