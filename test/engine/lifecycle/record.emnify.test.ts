import { startEmnifySandbox, type EmnifySandbox } from '../../../sandbox/emnify';
import { USERNAMES, USERS } from '../../../sandbox/emnify/seed';
import { runEmnify } from '../emnify/setup';
import { emnify } from './recordSubjects';
import { recordTests } from './recordTests';
import { byId, linesOf, recordOf } from './subject';

describe('the record', () => {
	recordTests(emnify);
});

describe('rights', () => {
	let sandbox: EmnifySandbox;
	beforeEach(async () => {
		sandbox = await startEmnifySandbox();
	});
	afterEach(async () => {
		await sandbox.close();
	});
	const run = async (more: object) =>
		recordOf(
			await runEmnify(sandbox, {
				resource: 'user',
				operation: 'offboard',
				mode: 'execute',
				...more,
			}),
		);
	const byName = { __rl: true, mode: 'username', value: USERNAMES.ana };

	test('of an administrator are told, though a step took the role', async () => {
		sandbox.state.user(USERS.ana).roles = [1, 3];
		const steps = ['blockUser', 'removeRoles'];
		for (const userId of [byId(String(USERS.ana)), byName]) {
			const record = await run({ steps, userId });
			expect(record.privileged).toBe(true);
			expect(record.warnings).toMatchObject([{ code: 'privileged' }]);
			sandbox.state.user(USERS.ana).roles = [1, 3];
		}
	});

	test('of others are told as none, and what nobody has read as null', async () => {
		expect(await run({ userId: byId(String(USERS.ana)) })).toMatchObject({
			privileged: false,
			warnings: [],
		});
		// A row of the list, by which the user is found, has no roles.
		const steps = ['revokeTokens'];
		expect(await run({ userId: byName, steps })).toMatchObject({ privileged: null });
	});

	test('of an administrator are told by the second try, too, though the first took the role', async () => {
		sandbox.state.user(USERS.ana).roles = [1, 3];
		sandbox.fault({
			kind: 'status',
			status: 400,
			body: { error_code: 1400, error_token: 'InputValidationFailed', message: 'Not now.' },
			method: 'DELETE',
			path: '/api/v1/user/*/mfa/*',
		});
		const result = await runEmnify(
			sandbox,
			{
				resource: 'user',
				operation: 'offboard',
				mode: 'execute',
				userId: byId(String(USERS.ana)),
				steps: ['blockUser', 'removeRoles', 'deleteFactors'],
			},
			{ retryOnFail: true, maxTries: 2 },
		);
		expect(recordOf(result)).toMatchObject({
			outcome: 'completed',
			removed: { roles: 1, factors: 2 },
			privileged: true,
			warnings: [{ code: 'privileged' }],
		});
	});

	test('the last role stays, and is told as kept', async () => {
		sandbox.state.user(USERS.ana).roles = [2];
		const record = await run({
			userId: byId(String(USERS.ana)),
			steps: ['blockUser', 'removeRoles'],
		});
		expect(linesOf(record, 'removeRoles')).toMatchObject([{ result: 'skipped', code: 'lastRole' }]);
		expect(record).toMatchObject({
			outcome: 'completed',
			kept: [{ id: '2', reason: 'lastRole' }],
		});
	});
});
