import { startOneLoginSandbox, type OneLoginSandbox } from '../../../sandbox/onelogin';
import { USERS } from '../../../sandbox/onelogin/seed';
import { runOneLogin } from '../onelogin/setup';
import { oneLogin } from './recordSubjects';
import { recordTests } from './recordTests';
import { byId, linesOf, recordOf } from './subject';

describe('the record', () => {
	recordTests(oneLogin);
});

describe('of OneLogin', () => {
	let sandbox: OneLoginSandbox;
	beforeEach(async () => {
		sandbox = await startOneLoginSandbox();
	});
	afterEach(async () => {
		await sandbox.close();
	});
	const run = async (operation: string, more: object = {}) =>
		recordOf(
			await runOneLogin(sandbox, {
				resource: 'user',
				operation,
				mode: 'execute',
				userId: byId(String(USERS.ana)),
				...more,
			}),
		);

	test('a user of a directory may be set back by it', async () => {
		const user = sandbox.state.users.get(USERS.ana);
		if (user) user.directory_id = 4711;
		expect((await run('offboard')).warnings).toMatchObject([{ code: 'directorySourced' }]);
	});

	test('a temporary MFA token stays where its step was not chosen, and is told', async () => {
		sandbox.updateSettings({ listTemporaryTokens: true });
		await run('resetMfa', { steps: ['handOver'] });
		const record = await run('offboard', { steps: ['blockUser', 'deleteFactors'] });
		expect(record).toMatchObject({
			outcome: 'completed',
			kept: [
				{
					what: 'temporary MFA token',
					id: expect.stringContaining('user_temp_otp_') as unknown,
					reason: 'stepNotChosen',
				},
			],
		});
		expect(sandbox.state.temporaryTokens).toHaveLength(1);
	});

	const NOT_NOW = {
		kind: 'status',
		status: 401,
		body: {
			status: { error: true, code: 401, type: 'Unauthorized', message: 'Authentication pending' },
		},
		method: 'PUT',
		path: '/api/1/users/*/logout',
		times: 'always',
	} as const;

	test('a log-out that the suspension forbids is needless', async () => {
		sandbox.fault(NOT_NOW);
		const record = await run('offboard');
		expect(record).toMatchObject({ outcome: 'completed', verified: true });
		expect(linesOf(record, 'endSessions')).toMatchObject([
			{ result: 'skipped', code: 'stateForbids' },
		]);

		// By itself, of a user who is suspended already.
		for (const operation of ['offboard', 'resetMfa']) {
			const alone = await run(operation, { steps: ['endSessions'] });
			expect(alone).toMatchObject({ outcome: 'nothingToDo', verified: true });
		}
	});

	test('a log-out that is refused for the state of a user who is not suspended failed', async () => {
		sandbox.fault(NOT_NOW);
		for (const operation of ['offboard', 'resetMfa']) {
			const record = await run(operation, { steps: ['endSessions'] });
			expect(record).toMatchObject({ outcome: 'failed', verified: false });
			expect(linesOf(record, 'endSessions')).toMatchObject([{ result: 'failed', code: 'state' }]);
		}
	});

	test('a temporary MFA token that is listed is ended by Offboard, as one-time access', async () => {
		sandbox.updateSettings({ listTemporaryTokens: true });
		await run('resetMfa', { steps: ['handOver'] });
		expect(sandbox.state.temporaryTokens).toHaveLength(1);
		const record = await run('offboard');
		expect(linesOf(record, 'endOneTimeAccess')).toMatchObject([
			{ native: 'temporary MFA token', result: 'done' },
		]);
		expect(record).toMatchObject({
			outcome: 'completed',
			removed: { factors: 3, oneTimeAccess: 1 },
		});
	});
});
