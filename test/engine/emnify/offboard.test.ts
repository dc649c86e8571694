import type { IDataObject } from 'n8n-workflow';

import { APPLICATION_TOKENS, DEVICES, KEYS, USERNAMES, USERS } from '../../../sandbox/emnify/seed';
import {
	ALL_STEPS,
	DELETE_DEVICES,
	DELETE_KEYS,
	DEVICE_LIST,
	RECORD,
	REMOVE_ROLE,
	REVOKE,
	SUSPEND,
	failedRecord,
	linesOf,
	offboarding,
	refused,
	resultsOf,
	stepsOf,
} from './lifecycle';
import {
	byId,
	byUsername,
	calls,
	changes,
	operation,
	rows,
	runEmnify,
	sandboxForTests,
	sent,
} from './setup';

const sandbox = sandboxForTests();
const offboard = offboarding(sandbox);
const ana = () => sandbox().state.user(USERS.ana);
const tokenStatus = (id: number) => sandbox().state.applicationTokens.get(id)?.status;

describe('Preview', () => {
	test('is the default, sends nothing but GET, and lists what Execute would do', async () => {
		const result = await runEmnify(
			sandbox(),
			operation('user', 'offboard', { userId: byId(USERS.ana) }),
		);
		const [record] = rows(result);
		expect(calls(sandbox())).toEqual([RECORD, DEVICE_LIST]);
		expect(record).toMatchObject({
			provider: 'emnify',
			user: { id: String(USERS.ana), email: USERNAMES.ana },
			mode: 'preview',
			outcome: 'previewed',
			verified: null,
			removed: { factors: 0, trustedDevices: 0 },
		});
		expect(stepsOf(record).map(({ step, target, result }) => [step, target, result])).toEqual([
			['blockUser', String(USERS.ana), 'planned'],
			['forgetDevices', String(DEVICES.anaLaptop), 'planned'],
			['forgetDevices', String(DEVICES.anaPhone), 'planned'],
			['deleteFactors', String(KEYS.anaActive), 'planned'],
			['deleteFactors', String(KEYS.anaPending), 'planned'],
		]);
		expect(linesOf(record, 'deleteFactors')[1]).toMatchObject({
			label: 'Time-Based One-Time Password, Activation Pending',
		});
	});

	test('of all steps tells which role stays, and lists no token that has ended', async () => {
		sandbox().state.addApplicationToken({
			token: 'over',
			description: 'Over',
			creator: USERS.ana,
			expiry_date: '2021-05-29',
		});
		const [record] = rows(await offboard({ mode: 'preview', steps: ALL_STEPS }));
		expect(changes(sandbox())).toEqual([]);
		const lastRole = expect.stringContaining('last role') as unknown;
		expect(linesOf(record, 'removeRoles')).toMatchObject([
			{ target: '3', label: 'Observer', result: 'skipped', reason: lastRole },
			{ target: '2', label: 'User', result: 'planned' },
		]);
		expect(linesOf(record, 'revokeTokens')).toMatchObject([
			{ target: String(APPLICATION_TOKENS.ana.id), label: "Ana's script", result: 'planned' },
		]);
	});
});

describe('Execute', () => {
	test('suspends first, then removes devices and keys, and reads back, with no call too many', async () => {
		const result = await offboard();
		const [record] = rows(result);
		expect(result.error).toBeUndefined();
		expect(calls(sandbox())).toEqual([
			RECORD,
			SUSPEND,
			RECORD,
			DEVICE_LIST,
			...DELETE_DEVICES,
			...DELETE_KEYS,
			RECORD,
			DEVICE_LIST,
		]);
		expect(record).toMatchObject({
			outcome: 'completed',
			verified: true,
			remaining: [],
			removed: { factors: 2, trustedDevices: 2 },
			notVerifiable: [],
			run: { node: 'emnify MFA', host: new URL(sandbox().url).host },
		});
		expect(record?.notCovered).toContain('other Workspaces that the user belongs to');
		expect(ana()).toMatchObject({ status: 2, keys: [], devices: [], roles: [2, 3] });
		expect(tokenStatus(APPLICATION_TOKENS.ana.id)).toBe(0);
	});

	test('by username it costs no more requests than by ID', async () => {
		const [record] = rows(await offboard({ userId: byUsername(USERNAMES.ana) }));
		expect(record).toMatchObject({ outcome: 'completed', user: { id: String(USERS.ana) } });
		expect(calls(sandbox()).slice(0, 2)).toEqual([
			expect.stringMatching(/^GET \/v1\/user\?q=username/),
			SUSPEND,
		]);
		expect(calls(sandbox())).toHaveLength(10);
	});

	test('all steps: tokens of the creator end before devices and keys, one role stays', async () => {
		const [record] = rows(await offboard({ steps: ALL_STEPS }));
		expect(changes(sandbox())).toEqual([
			SUSPEND,
			REVOKE,
			...DELETE_DEVICES,
			...DELETE_KEYS,
			REMOVE_ROLE,
		]);
		expect(record).toMatchObject({
			outcome: 'completed',
			verified: true,
			removed: { factors: 2, trustedDevices: 2, tokens: 1, roles: 1 },
		});
		expect(resultsOf(record, 'removeRoles')).toEqual(['skipped', 'done']);
		expect(ana().roles).toEqual([3]);
		expect(tokenStatus(APPLICATION_TOKENS.ana.id)).toBe(1);
		expect(tokenStatus(APPLICATION_TOKENS.all.id)).toBe(0);
	});

	test.each([
		['only one is left', [1], []],
		['an administrator is an observer, too', [1, 3], ['1']],
		['one is not known', [99, 1], ['99']],
		['none is known', [98, 99], ['98']],
	])('the role that stays is the weakest: %s', async (_, roles, removed) => {
		ana().roles = [...roles];
		const [record] = rows(await offboard({ steps: ['blockUser', 'removeRoles'] }));
		expect(record).toMatchObject({ outcome: 'completed', verified: true, remaining: [] });
		const lines = linesOf(record, 'removeRoles');
		expect(lines.filter(({ result }) => result === 'done').map(({ target }) => target)).toEqual(
			removed,
		);
		expect(lines.filter(({ result }) => result === 'skipped')).toHaveLength(1);
	});

	test('a role that became the last one meanwhile is skipped, not failed', async () => {
		sandbox().fault({
			kind: 'slow',
			delayMs: 0,
			method: 'DELETE',
			path: '/api/v1/user/*/role/*',
			when: () => {
				ana().roles = [2];
				return true;
			},
		});
		const [record] = rows(await offboard({ steps: ['blockUser', 'removeRoles'] }));
		expect(record).toMatchObject({ outcome: 'completed', verified: true, remaining: [] });
		expect(resultsOf(record, 'removeRoles')).toEqual(['skipped', 'skipped']);
	});

	test('the application token that the node signs in with is not revoked, and told', async () => {
		const { id, token } = APPLICATION_TOKENS.ana;
		const other = sandbox().state.addApplicationToken({
			token: 'another',
			description: 'Another',
			creator: USERS.ana,
		});
		const [record] = rows(await offboard({ steps: ALL_STEPS }, { applicationToken: token }));
		expect(linesOf(record, 'revokeTokens')).toMatchObject([
			{
				target: String(id),
				result: 'skipped',
				reason: expect.stringContaining('signs in') as unknown,
			},
			{ target: String(other.id), result: 'done' },
		]);
		expect(record).toMatchObject({ outcome: 'partial', verified: false, remaining: [String(id)] });
		expect(tokenStatus(id)).toBe(0);
		expect(tokenStatus(other.id)).toBe(1);
	});

	test('a second run finds nothing to do and changes nothing', async () => {
		await offboard({ steps: ALL_STEPS });
		sandbox().clearRequests();
		const [record] = rows(await offboard({ steps: ALL_STEPS }));
		expect(record).toMatchObject({ outcome: 'nothingToDo', verified: true, remaining: [] });
		expect(changes(sandbox())).toEqual([]);
		expect(resultsOf(record, 'blockUser')).toEqual(['alreadyGone']);
		expect(resultsOf(record, 'removeRoles')).toEqual(['skipped']);

		sandbox().clearRequests();
		expect(rows(await offboard())).toMatchObject([{ outcome: 'nothingToDo' }]);
		expect(calls(sandbox())).toEqual([RECORD, DEVICE_LIST, RECORD, DEVICE_LIST]);
	});

	test('a user who was never activated is suspended as well', async () => {
		const [record] = rows(await offboard({ userId: byId(USERS.pending) }));
		expect(record).toMatchObject({ outcome: 'completed', verified: true });
		expect(sandbox().state.user(USERS.pending).status).toBe(2);
	});

	test.each([byId(USERS.capitals), byUsername('carla.capitals@example.com')])(
		'where the service wants all fields, username and name go out as they are',
		async (userId) => {
			sandbox().updateSettings({ patchWantsAll: true });
			const [record] = rows(await offboard({ userId }));
			expect(record).toMatchObject({ outcome: 'completed', verified: true });
			const patches = sent(sandbox()).filter(([call]) => call.startsWith('PATCH'));
			expect(patches.at(-1)?.[1]).toEqual({
				username: USERNAMES.capitals,
				name: 'Capitals Example',
				status: { id: 2 },
			});
			expect(sandbox().state.user(USERS.capitals).status).toBe(2);
		},
	);

	test.each(['list', 'missing'] as const)('no keys and no devices (%s)', async (emptyMfa) => {
		sandbox().updateSettings({ emptyMfa });
		const [record] = rows(await offboard({ userId: byId(USERS.cleo) }));
		expect(record).toMatchObject({ outcome: 'completed', verified: true });
		expect(linesOf(record, 'deleteFactors')).toMatchObject([
			{ result: 'alreadyGone', reason: 'no MFA keys' },
		]);
	});

	test('what is listed without an ID stands in no path and fails', async () => {
		sandbox().fault({
			kind: 'status',
			status: 200,
			body: [{ id: '..', browser: 'Odd' }, { browser: 'Nameless' }],
			method: 'GET',
			path: '/api/v1/user/*/mfa/trusted_device',
			times: 'always',
		});
		const record = failedRecord(await offboard());
		expect(record).toMatchObject({ outcome: 'failed', verified: false });
		expect(resultsOf(record, 'forgetDevices')).toEqual(['failed', 'failed']);
		expect(changes(sandbox())).toEqual([SUSPEND, ...DELETE_KEYS]);
	});
});

describe('whom it touches', () => {
	test('nobody for an unknown user or one out of reach, told in an ordinary item', async () => {
		for (const userId of [
			byId(424242),
			byId(USERS.foreign),
			byUsername('nobody@example.com'),
			byUsername(USERNAMES.foreign),
		]) {
			const result = await offboard({ userId });
			expect(rows(result)).toMatchObject([{ outcome: 'userNotFound', steps: [] }]);
		}
		expect(changes(sandbox())).toEqual([]);
	});

	test.each([
		byId('={{ $json.none }}'),
		byId('my'),
		byId('..'),
		byId('176257.2'),
		byId('ana@example.com'),
		byUsername('role'),
	])('nobody for what is neither an ID nor an email: %j', async (userId) => {
		const result = await offboard({ userId });
		expect(result.error?.description).toContain('Nothing was sent');
		expect(calls(sandbox())).toEqual([]);
	});

	test('not the one whose username only holds it', async () => {
		await offboard({ userId: byUsername(USERNAMES.ana) });
		expect(sandbox().state.user(USERS.joana).status).toBe(1);
	});

	test('nobody where several match, unless all exact matches were chosen', async () => {
		const twin = sandbox().state.addUser({ username: 'ANA@example.com', name: 'Twin' });
		const ids = [String(USERS.ana), String(twin.id)];
		const userId = byUsername(USERNAMES.ana);
		const [ambiguous] = rows(await offboard({ userId }));
		expect(ambiguous).toMatchObject({ outcome: 'userAmbiguous', matches: ids });
		expect(changes(sandbox())).toEqual([]);

		const all = rows(await offboard({ userId, lifecycleOptions: { ifSeveralMatch: 'all' } }));
		expect(all.map(({ user, outcome }) => [(user as IDataObject).id, outcome])).toEqual(
			ids.map((id) => [id, 'completed']),
		);
		expect(ana().status).toBe(2);
		expect(sandbox().state.user(twin.id).status).toBe(2);
	});

	test.each([
		['by ID', String(USERS.ana), byUsername(USERNAMES.ana)],
		['by email in another case', 'x@y.z, ANA@example.com', byId(USERS.ana)],
		['among others', `${USERS.cleo}\n${USERS.ana}`, byId(USERS.ana)],
	])('never a protected user, named %s', async (_, protectedUsers, userId) => {
		const [record] = rows(await offboard({ userId, lifecycleOptions: { protectedUsers } }));
		expect(record).toMatchObject({ outcome: 'skipped', reason: 'protected', steps: [] });
		expect(changes(sandbox())).toEqual([]);
	});

	test('nobody when the run holds more users than allowed', async () => {
		const items = Array.from({ length: 26 }, (_, n) => ({ n }));
		const result = await offboard({}, { items });
		expect(result.error?.message).toBe("26 users were given, and 'Max Users per Run' allows 25");
		expect(sandbox().requests).toEqual([]);
	});

	test('a failed one does not keep the others where the user chose to continue', async () => {
		sandbox().fault({ ...refused, method: 'PATCH', path: `/api/v1/user/${USERS.ana}` });
		const result = await offboard(
			{ userId: byId('={{ $json.id }}') },
			{
				items: [{ id: USERS.tom }, { id: USERS.ana }, { id: 424242 }],
				onError: 'continueRegularOutput',
			},
		);
		const [tom, failed, nobody] = rows(result);
		expect(tom).toMatchObject({ outcome: 'completed', removed: { factors: 1 } });
		expect(failed?.error).toMatchObject({
			details: { outcome: 'failed', user: { id: String(USERS.ana) } },
		});
		expect(nobody).toMatchObject({ outcome: 'userNotFound' });
	});
});
