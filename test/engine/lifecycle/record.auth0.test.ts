import { startAuth0Sandbox, type Auth0Sandbox } from '../../../sandbox/auth0';
import { USERS } from '../../../sandbox/auth0/seed';
import { runAuth0 } from '../auth0/setup';
import { auth0 } from './recordSubjects';
import { recordTests } from './recordTests';
import { byId, linesOf, recordOf, rowsOf } from './subject';

describe('the record', () => {
	recordTests(auth0);
});

describe('a recovery code', () => {
	let sandbox: Auth0Sandbox;
	beforeEach(async () => {
		sandbox = await startAuth0Sandbox();
		sandbox.state.addMethod(USERS.ana, { type: 'recovery-code' });
	});
	afterEach(async () => {
		await sandbox.close();
	});
	const run = async (operation: string, more = {}) =>
		await runAuth0(sandbox, {
			resource: 'user',
			operation,
			mode: 'execute',
			userId: byId(USERS.ana),
			...more,
		});
	const kinds = (id: string) => sandbox.state.methodsOf(id).map(({ type }) => type);
	const deletions = () =>
		sandbox.requests
			.filter(({ method, path }) => method === 'DELETE' && path.includes('/authentication-methods'))
			.map(({ path }) => decodeURIComponent(path).split('/').at(-1)?.split('|')[0]);
	const noBlock = { kind: 'status', status: 400, method: 'PATCH', times: 'always' } as const;
	const REFUSED = { statusCode: 400, error: 'Bad Request', message: 'No' };

	test.each(['offboard', 'resetMfa'])(
		'%s ends it before the factors, and counts it apart',
		async (operation) => {
			const record = recordOf(await run(operation));
			expect(record).toMatchObject({
				outcome: 'completed',
				verified: true,
				removed: { factors: 3, oneTimeAccess: 1 },
			});
			expect(linesOf(record, 'endOneTimeAccess')).toMatchObject([
				{ native: 'recovery code', result: 'done' },
			]);
			expect(deletions()[0]).toBe('recovery-code');
			expect(kinds(USERS.ana)).toEqual(['password']);
		},
	);

	test('goes with the factors where a stored workflow names these alone', async () => {
		sandbox.state.addMethod(USERS.blocked, { type: 'recovery-code' });
		const steps = ['deleteFactors'];
		const record = recordOf(await run('offboard', { userId: byId(USERS.blocked), steps }));
		expect(record).toMatchObject({ outcome: 'completed', removed: { oneTimeAccess: 1 } });
		expect(record.warnings).toEqual([]);
	});

	test('beside a factor is ended although the block failed', async () => {
		sandbox.fault({ ...noBlock, body: REFUSED, path: '/api/v2/users/*' });
		const record = recordOf(await run('offboard'));
		expect(record).toMatchObject({ outcome: 'failed', removed: { factors: 0, oneTimeAccess: 1 } });
		expect(kinds(USERS.ana)).toContain('totp');
		expect(kinds(USERS.ana)).not.toContain('recovery-code');
	});

	test('that is all there is waits for the block like a factor', async () => {
		const { id } = sandbox.state.addMethod(USERS.cleo, { type: 'recovery-code' });
		sandbox.fault({ ...noBlock, body: REFUSED, path: '/api/v2/users/*' });
		const record = recordOf(await run('offboard', { userId: byId(USERS.cleo) }));
		expect(linesOf(record, 'endOneTimeAccess')).toMatchObject([
			{ target: id, result: 'skipped', code: 'notBlocked' },
		]);
		expect(kinds(USERS.cleo)).toContain('recovery-code');

		sandbox.clearFaults();
		expect(recordOf(await run('offboard', { userId: byId(USERS.cleo) }))).toMatchObject({
			outcome: 'completed',
			removed: { oneTimeAccess: 1 },
		});
	});

	test('beside a factor that was never finished waits for the block, too', async () => {
		const { id } = sandbox.state.addMethod(USERS.pending, { type: 'recovery-code' });
		sandbox.fault({ ...noBlock, body: REFUSED, path: '/api/v2/users/*' });
		const record = recordOf(await run('offboard', { userId: byId(USERS.pending) }));
		expect(linesOf(record, 'endOneTimeAccess')).toMatchObject([
			{ target: id, result: 'skipped', code: 'notBlocked' },
		]);
		expect(kinds(USERS.pending)).toContain('recovery-code');
	});

	test('that cannot be deleted is not swept away with the factors', async () => {
		sandbox.state.keepMethods(USERS.ana, ({ type }) => type !== 'password');
		const path = '/api/v2/users/*/authentication-methods/recovery-code*';
		sandbox.fault({ kind: 'status', status: 400, body: REFUSED, method: 'DELETE', path });
		const record = recordOf(await run('offboard'));
		expect(record).toMatchObject({ outcome: 'failed', removed: { factors: 3, oneTimeAccess: 0 } });
		expect(kinds(USERS.ana)).toEqual(['recovery-code']);
		expect(record.remaining).toHaveLength(1);
	});

	test('costs no reading of its own', async () => {
		const lists = () =>
			sandbox.requests.filter(
				({ method, path }) => method === 'GET' && path.endsWith('/authentication-methods'),
			).length;
		await run('offboard', { userId: byId(USERS.cleo) });
		expect(lists()).toBe(2);
		sandbox.clearRequests();
		await run('offboard');
		expect(lists()).toBe(2);
	});

	test('makes nobody protected in an audit', async () => {
		sandbox.state.addMethod(USERS.cleo, { type: 'recovery-code' });
		const [record] = rowsOf(
			await runAuth0(sandbox, {
				resource: 'user',
				operation: 'auditMfa',
				userId: byId(USERS.cleo),
				minimumStrength: 'weak',
			}),
		);
		expect(record).toMatchObject({
			hasActiveMfa: false,
			compliant: false,
			strongest: null,
			weakest: null,
			counts: { active: 0, oneTimeAccess: 1 },
			factors: [{ type: 'recovery-code', countsAsMfa: false }],
		});
	});
});
