import { METHODS, REFRESH_TOKENS, SESSIONS, USERS } from '../../../sandbox/auth0/seed';
import type { FaultAnswer } from '../../../sandbox/shared/faults';
import { byId, changes, rows, runAuth0, sandboxForTests } from './setup';

/** Sessions, tokens, grants and methods in an answer are the user's own, or nothing is done with it. */

const sandbox = sandboxForTests();
const CANNOT = 'Auth0 sent an answer that cannot be read';
const ANA = { userId: byId(USERS.ana) };

/** A list as the service gives it, with one row that belongs to somebody else. */
const withForeign = (key: string, row: object): FaultAnswer => ({
	kind: 'altered',
	members: {
		[key]: [
			{ id: 'one', user_id: USERS.ana },
			{ id: 'two', ...row },
		],
	},
});
const BENS = { user_id: USERS.ben };

describe('a list in which somebody else is named', () => {
	test.each([
		['session', 'sessions', 'sessions'],
		['refreshToken', 'refresh-tokens', 'tokens'],
	])('%s Get Many cannot be read', async (resource, path, key) => {
		sandbox().fault({
			...withForeign(key, BENS),
			path: `/api/v2/users/*/${path}`,
			times: 'always',
		});
		const result = await runAuth0(sandbox(), { resource, operation: 'getAll', ...ANA });
		expect(result.error?.message).toBe(CANNOT);
		expect(rows(result)).toEqual([]);
	});

	test.each([
		['endSessions', '/api/v2/users/*/sessions', 'sessions', BENS, 'enterprise'],
		['revokeTokens', '/api/v2/users/*/refresh-tokens', 'tokens', BENS, 'enterprise'],
		['revokeTokens', '/api/v2/device-credentials', 'device_credentials', BENS, 'free'],
		['revokeTokens', '/api/v2/device-credentials', 'device_credentials', {}, 'free'],
		['revokeGrants', '/api/v2/grants', 'grants', BENS, 'enterprise'],
		['revokeGrants', '/api/v2/grants', 'grants', {}, 'enterprise'],
	] as const)('Offboard ends nothing by it: %s, %s', async (step, path, key, row, plan) => {
		sandbox().updateSettings({ plan });
		sandbox().fault({ ...withForeign(key, row), method: 'GET', path, times: 'always' });
		const bens = structuredClone(sandbox().describeUser(USERS.ben));
		const result = await runAuth0(sandbox(), {
			resource: 'user',
			operation: 'offboard',
			mode: 'execute',
			steps: ['blockUser', step],
			...ANA,
		});
		expect(result.error?.description).toContain(CANNOT);
		expect(changes(sandbox()).map((call) => call.split(' ')[0])).toEqual(['PATCH']);
		expect(sandbox().describeUser(USERS.ben)).toEqual(bens);
	});
});

describe('one thing by its id, answered with another', () => {
	test.each([
		['session', 'get', { sessionId: byId(SESSIONS.anaLaptop) }],
		['session', 'delete', { sessionId: byId(SESSIONS.anaLaptop) }],
		['session', 'revoke', { sessionId: byId(SESSIONS.anaLaptop) }],
		['refreshToken', 'delete', { refreshTokenId: byId(REFRESH_TOKENS.anaMobileApp) }],
		['enrollment', 'get', { enrollmentId: byId(METHODS.anaTotp) }],
		['enrollment', 'delete', { enrollmentId: byId(METHODS.anaTotp) }],
		['authenticationMethod', 'get', { methodId: byId(METHODS.anaTotp) }],
	])('%s %s: nothing is given out and nothing is changed', async (resource, operation, ids) => {
		const fault = { kind: 'altered', method: 'GET', times: 'always' } as const;
		sandbox().fault({ ...fault, members: { id: 'totp|dev_another' } });
		const result = await runAuth0(sandbox(), { resource, operation, ...ANA, ...ids });
		expect(result.error?.message).toBe(CANNOT);
		expect(changes(sandbox())).toEqual([]);
	});

	test('an id that leaves out the type of the method is the same one', async () => {
		const id = METHODS.anaTotp.split('|')[1] ?? '';
		sandbox().fault({ kind: 'altered', members: { id }, method: 'GET' });
		const result = await runAuth0(sandbox(), {
			resource: 'authenticationMethod',
			operation: 'get',
			...ANA,
			methodId: byId(METHODS.anaTotp),
		});
		expect(rows(result)).toMatchObject([{ id }]);
	});

	test('a change answered with another method is of unknown effect', async () => {
		sandbox().fault({ kind: 'altered', members: { id: 'totp|dev_another' }, method: 'PATCH' });
		const result = await runAuth0(sandbox(), {
			resource: 'authenticationMethod',
			operation: 'update',
			...ANA,
			methodId: byId(METHODS.anaTotp),
			updateFields: { name: 'App' },
		});
		expect(result.error?.message).toBe(CANNOT);
		expect(result.error?.context.data).toMatchObject({ effect: 'unknown' });
		expect(changes(sandbox())).toHaveLength(1);
	});
});
