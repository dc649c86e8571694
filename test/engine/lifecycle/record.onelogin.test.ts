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
