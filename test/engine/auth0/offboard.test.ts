import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { EMAILS, METHODS, SESSIONS, USERS } from '../../../sandbox/auth0/seed';
import type { FaultRule } from '../../../sandbox/shared/faults';
import {
	byEmail,
	byId,
	calls,
	changes,
	rows,
	runAuth0,
	sandboxForTests,
	type Auth0Run,
} from './setup';

const sandbox = sandboxForTests();
const ANA = 'auth0%7C5f7c8ec7c33c6c004bbafe82';

const offboard = async (parameters: INodeParameters = {}, run: Auth0Run = {}) =>
	await runAuth0(
		sandbox(),
		{
			resource: 'user',
			operation: 'offboard',
			mode: 'execute',
			userId: byId(USERS.ana),
			...parameters,
		},
		run,
	);

const stepsOf = (record: IDataObject | undefined) => (record?.steps ?? []) as IDataObject[];
const resultsOf = (record: IDataObject | undefined, step: string) =>
	stepsOf(record)
		.filter((line) => line.step === step || line.native === step)
		.map(({ result }) => result);
const failedRecord = (result: Awaited<ReturnType<typeof offboard>>) =>
	(result.error?.context.data as { details: IDataObject }).details;

describe('Preview', () => {
	test('is the default, sends nothing but GET, and lists what Execute would do', async () => {
		const result = await runAuth0(sandbox(), {
			resource: 'user',
			operation: 'offboard',
			userId: byId(USERS.ana),
		});
		const [record] = rows(result);
		expect(record).toMatchObject({
			provider: 'auth0',
			user: { id: USERS.ana, email: EMAILS.ana },
			mode: 'preview',
			outcome: 'previewed',
			verified: null,
			kept: [{ what: 'password', id: METHODS.anaPassword, reason: 'notAFactor' }],
		});
		expect(calls(sandbox()).every((call) => call.startsWith('GET '))).toBe(true);
		expect(resultsOf(record, 'authentication methods')).toEqual(['planned', 'planned', 'planned']);
		expect(stepsOf(record).map(({ target }) => target)).toContain(METHODS.anaTotp);
		expect(stepsOf(record).map(({ target }) => target)).not.toContain(METHODS.anaPassword);
	});
});

describe('Execute', () => {
	test('blocks first, then ends access, then removes factors, and reads back', async () => {
		const result = await offboard();
		const [record] = rows(result);
		expect(result.error).toBeUndefined();
		expect(record).toMatchObject({
			outcome: 'completed',
			verified: true,
			remaining: [],
			removed: { factors: 3, sessions: 2 },
			kept: [{ what: 'password', id: METHODS.anaPassword, reason: 'notAFactor' }],
			notVerifiable: ['forgetDevices'],
			run: {
				executionId: '4711',
				node: 'Auth0 MFA',
				host: sandbox().host,
				credential: { id: 'id-of-auth0MfaOAuth2Api', name: 'Name of auth0MfaOAuth2Api' },
			},
		});
		const sent = changes(sandbox());
		expect(sent[0]).toBe(`PATCH /users/${ANA}`);
		const order = [
			`PATCH /users/${ANA}`,
			`DELETE /users/${ANA}/sessions`,
			`DELETE /users/${ANA}/refresh-tokens`,
			`POST /users/${ANA}/multifactor/actions/invalidate-remember-browser`,
			`DELETE /users/${ANA}/authentication-methods/totp%7Cdev_F9T7cy0hM0IgHjwP`,
		].map((call) => sent.indexOf(call));
		expect(order).toEqual([...order].sort((a, b) => a - b));
		expect(order).not.toContain(-1);
		expect(sandbox().describeUser(USERS.ana)).toMatchObject({
			user: { blocked: true },
			methods: [{ type: 'password' }],
			sessions: [],
			refreshTokens: [],
			grants: [],
			rememberedBrowsers: 0,
		});
	});

	test('a second run finds nothing to do, and sends again what cannot be read', async () => {
		await offboard();
		sandbox().clearRequests();
		const [record] = rows(await offboard());
		expect(record).toMatchObject({ outcome: 'nothingToDo', verified: true });
		expect(changes(sandbox())).toEqual([
			`POST /users/${ANA}/multifactor/actions/invalidate-remember-browser`,
		]);
	});

	test('a passkey is removed too, one by one, and the password is not touched', async () => {
		sandbox().state.addMethod(USERS.ben, { type: 'password', id: 'password|dev_BenPassword0001' });
		const [record] = rows(await offboard({ userId: byId(USERS.ben) }));
		expect(record).toMatchObject({
			outcome: 'completed',
			removed: { factors: 2 },
			kept: [{ what: 'password', id: 'password|dev_BenPassword0001', reason: 'notAFactor' }],
		});
		expect(changes(sandbox()).join()).not.toContain('password');
		expect(
			sandbox()
				.state.methodsOf(USERS.ben)
				.map(({ type }) => type),
		).toEqual(['password']);
	});

	test('a passkey without a password: all at once is refused, then one by one', async () => {
		const [record] = rows(await offboard({ userId: byId(USERS.ben) }));
		expect(record).toMatchObject({ outcome: 'completed', removed: { factors: 2 } });
		expect(sandbox().state.methodsOf(USERS.ben)).toEqual([]);
	});

	test('only the chosen steps run', async () => {
		const [record] = rows(await offboard({ steps: ['blockUser', 'endSessions'] }));
		expect(record).toMatchObject({ outcome: 'completed', removed: { sessions: 2 } });
		expect(sandbox().state.methodsOf(USERS.ana)).toHaveLength(4);
	});

	test('waits for a service that is slow to show a deletion', async () => {
		sandbox().updateSettings({ deletion: { kind: 'reads', reads: 1 } });
		const [record] = rows(await offboard());
		expect(record).toMatchObject({ outcome: 'completed', verified: true, remaining: [] });
	});

	test('what remains is listed by id and leaves the record unverified', async () => {
		sandbox().updateSettings({ deletion: { kind: 'time', ms: 3_600_000 } });
		const [record] = rows(await offboard());
		expect(record).toMatchObject({ outcome: 'partial', verified: false });
		expect(record?.remaining).toEqual(expect.arrayContaining(Object.values(SESSIONS)));
		// What is still there is not counted as ended.
		expect(record?.removed).toMatchObject({ sessions: 0, factors: 3 });
		expect(stepsOf(record).filter(({ code }) => code === 'notYetVisible')).toMatchObject(
			(record?.remaining as string[]).map((target) => ({ target, result: 'unknown' })),
		);
	});

	test('on a plan without session endpoints: told, tokens ended as device credentials', async () => {
		sandbox().updateSettings({ plan: 'free' });
		const [record] = rows(await offboard());
		expect(record).toMatchObject({ outcome: 'partial', verified: false });
		expect(resultsOf(record, 'endSessions')).toEqual(['notAvailable']);
		const line = stepsOf(record).find(({ step }) => step === 'endSessions');
		expect(line?.reason).toMatch(/plan of the Auth0 tenant.*Auth0 says/s);
		expect(sandbox().describeUser(USERS.ana).deviceCredentials).toEqual([]);
		expect(sandbox().state.methodsOf(USERS.ana)).toHaveLength(1);
	});

	test('a factor that appears meanwhile is reported, and removed where the user chose so', async () => {
		const appear = () => {
			sandbox().fault({
				kind: 'slow',
				delayMs: 0,
				method: 'DELETE',
				path: '/api/v2/users/*/authentication-methods/webauthn*',
				when: () => {
					sandbox().state.addMethod(USERS.ana, { type: 'email', email: 'late@example.com' });
					return true;
				},
			});
		};
		appear();
		const [reported] = rows(await offboard());
		expect(reported).toMatchObject({ outcome: 'partial', verified: false });
		expect(reported?.remaining).toHaveLength(1);

		sandbox().reset();
		sandbox().clearFaults();
		appear();
		const [removed] = rows(await offboard({ lifecycleOptions: { removeLatecomers: true } }));
		expect(removed).toMatchObject({ outcome: 'completed', removed: { factors: 4 } });
		expect(sandbox().state.methodsOf(USERS.ana)).toHaveLength(1);
	});
});

describe('a step that fails', () => {
	const refused: Omit<Extract<FaultRule, { kind: 'status' }>, 'path'> = {
		kind: 'status',
		status: 400,
		body: { statusCode: 400, error: 'Bad Request', message: 'No.' },
		times: 'always',
	};

	test.each([
		['is refused', { ...refused, method: 'PATCH', path: '/api/v2/users/*' }],
		['lacks its permission', { ...refused, status: 403, method: 'PATCH', path: '/api/v2/users/*' }],
		[
			'gets no answer and was not done',
			{ kind: 'reset', times: 'always', method: 'PATCH', path: '/api/v2/users/*' },
		],
	] as const)('the block %s: access ends, devices and factors stay', async (_, fault) => {
		sandbox().fault(fault);
		const result = await offboard({ options: { maxWait: 1 } });
		expect(result.status).toBe('error');
		const record = failedRecord(result);
		expect(record).toMatchObject({ outcome: 'failed', verified: false });
		expect(record.reason).toMatch(/^blockUser: /);
		expect(resultsOf(record, 'endSessions')).toEqual(['done', 'done']);
		expect(resultsOf(record, 'forgetDevices')).toEqual(['done']);
		for (const part of ['authentication methods', 'legacy provider']) {
			expect(resultsOf(record, part)).toEqual(['skipped']);
		}
		expect(sandbox().state.sessionsOf(USERS.ana)).toEqual([]);
		expect(sandbox().state.methodsOf(USERS.ana)).toHaveLength(4);
		expect(changes(sandbox()).join()).not.toContain('authentication-methods');
	});

	test('factors go all the same where the user chose so', async () => {
		sandbox().fault({ ...refused, method: 'PATCH', path: '/api/v2/users/*' });
		const result = await offboard({ lifecycleOptions: { removeFactorsUnblocked: true } });
		expect(failedRecord(result)).toMatchObject({ outcome: 'failed' });
		expect(sandbox().state.methodsOf(USERS.ana)).toHaveLength(1);
	});

	test('factors stay where the block was not chosen and the user is not blocked', async () => {
		const result = await offboard({ steps: ['deleteFactors'] });
		expect(failedRecord(result)).toMatchObject({ outcome: 'failed' });
		expect(changes(sandbox())).toEqual([]);
		const blocked = await offboard({ steps: ['deleteFactors'], userId: byId(USERS.blocked) });
		expect(blocked.error).toBeUndefined();
	});

	test.each([
		['endSessions', 'DELETE', '/api/v2/users/*/sessions'],
		['revokeTokens', 'DELETE', '/api/v2/users/*/refresh-tokens'],
		['revokeGrants', 'DELETE', '/api/v2/grants'],
		['forgetDevices', 'POST', '/api/v2/users/*/multifactor/**'],
		['authentication methods', 'DELETE', '/api/v2/users/*/authentication-methods/**'],
	])('%s: the others are done, and the record says all', async (step, method, path) => {
		sandbox().fault({ ...refused, method, path });
		const result = await offboard();
		const record = failedRecord(result);
		expect(record.outcome).toBe('failed');
		expect(new Set(resultsOf(record, step))).toEqual(new Set(['failed']));
		for (const other of ['blockUser', 'endSessions', 'revokeTokens', 'authentication methods']) {
			if (other !== step) expect(new Set(resultsOf(record, other))).toEqual(new Set(['done']));
		}
		// Run again after the fault has gone: it completes.
		sandbox().clearFaults();
		const [again] = rows(await offboard());
		expect(['completed', 'nothingToDo']).toContain(again?.outcome);
		expect(again?.verified).toBe(true);
	});

	test('stopped in the middle and run again, it completes, and the log names what was under way', async () => {
		sandbox().updateSettings({ latencyMs: 30 });
		const stop = new Promise<void>((resolve) => {
			sandbox().fault({
				kind: 'slow',
				delayMs: 0,
				when: ({ method, path }) => {
					if (method === 'DELETE' && path.includes('authentication-methods')) resolve();
					return false;
				},
			});
		});
		const stopped = await offboard({}, { cancelAfter: stop });
		expect(stopped.status).toBe('canceled');
		expect(sandbox().state.users.get(USERS.ana)?.blocked).toBe(true);
		const left = sandbox().state.methodsOf(USERS.ana).length;
		expect(left).toBeGreaterThan(1);
		const logged = stopped.logs.map(({ meta }) => meta).filter(({ step }) => step !== undefined);
		const begun = logged.filter(({ result }) => result === 'sending');
		expect(logged).toHaveLength(2 * begun.length);
		expect(begun.map(({ step }) => step)).toContain('blockUser');

		const [record] = rows(await offboard());
		expect(record).toMatchObject({ outcome: 'completed', verified: true });
		expect(sandbox().state.methodsOf(USERS.ana)).toHaveLength(1);
	});

	test('a lost answer is settled by reading back', async () => {
		sandbox().fault({
			kind: 'reset',
			applied: true,
			method: 'DELETE',
			path: '/api/v2/users/*/authentication-methods/totp*',
			times: 'always',
		});
		const [record] = rows(await offboard());
		expect(record?.outcome).toBe('completed');
		const line = stepsOf(record).find(({ target }) => target === METHODS.anaTotp);
		expect(line).toMatchObject({ result: expect.stringMatching(/done|alreadyGone/) as unknown });
	});
});

describe('whom it touches', () => {
	test('nobody for an unknown user, told in an ordinary item', async () => {
		for (const userId of [byId('auth0|nobody'), byEmail('nobody@example.com')]) {
			const result = await offboard({ userId });
			expect(rows(result)).toMatchObject([{ outcome: 'userNotFound', steps: [] }]);
		}
		expect(changes(sandbox())).toEqual([]);
	});

	test('nobody where several match, unless all exact matches were chosen', async () => {
		const userId = byEmail(EMAILS.twins);
		const [ambiguous] = rows(await offboard({ userId }));
		expect(ambiguous).toMatchObject({ outcome: 'userAmbiguous' });
		expect(ambiguous?.matches).toEqual(
			expect.arrayContaining([USERS.twinDatabase, USERS.twinGoogle]),
		);
		expect(changes(sandbox())).toEqual([]);

		const all = rows(await offboard({ userId, lifecycleOptions: { ifSeveralMatch: 'all' } }));
		expect(all.map(({ user }) => (user as IDataObject).id).sort()).toEqual(
			[USERS.twinDatabase, USERS.twinGoogle].sort(),
		);
		expect(sandbox().state.users.get(USERS.twinDatabase)?.blocked).toBe(true);
		expect(sandbox().state.users.get(USERS.twinGoogle)?.blocked).toBe(true);
	});

	test.each([
		['by id', USERS.ana, byEmail(EMAILS.ana)],
		['by email in another case', 'x@y.z, ANA@example.com', byId(USERS.ana)],
		['among others', `${USERS.cleo}\n${USERS.ana}`, byId(USERS.ana)],
	])('never a protected user, named %s', async (_, protectedUsers, userId) => {
		const [record] = rows(await offboard({ userId, lifecycleOptions: { protectedUsers } }));
		expect(record).toMatchObject({ outcome: 'skipped', reason: 'protected', steps: [] });
		expect(changes(sandbox())).toEqual([]);
	});

	test('nobody when the run holds more users than allowed', async () => {
		const items = Array.from({ length: 26 }, (_, n) => ({ n }));
		for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const) {
			const result = await offboard({}, { items, onError });
			const told = result.error?.message ?? rows(result)[0]?.message;
			expect(told).toBe("26 users were given, and 'Max Users per Run' allows 25");
		}
		expect(sandbox().requests).toEqual([]);
	});

	test('a failed one does not keep the others where the user chose to continue', async () => {
		sandbox().fault({
			kind: 'status',
			status: 400,
			method: 'PATCH',
			path: `/api/v2/users/${ANA}`,
			times: 'always',
		});
		const result = await offboard(
			{ userId: byId('={{ $json.id }}') },
			{
				items: [{ id: USERS.cleo }, { id: USERS.ana }, { id: 'auth0|nobody' }],
				onError: 'continueRegularOutput',
			},
		);
		const [cleo, ana, nobody] = rows(result);
		expect(cleo).toMatchObject({ outcome: 'completed' });
		expect(ana?.error).toMatchObject({ details: { outcome: 'failed', user: { id: USERS.ana } } });
		expect(nobody).toMatchObject({ outcome: 'userNotFound' });
	});
});

describe('Reset MFA', () => {
	const reset = async (parameters: INodeParameters = {}, run: Auth0Run = {}) =>
		await runAuth0(
			sandbox(),
			{
				resource: 'user',
				operation: 'resetMfa',
				mode: 'execute',
				userId: byId(USERS.ana),
				...parameters,
			},
			run,
		);

	test('removes factors and remembered browsers of an account that stays active, and warns', async () => {
		const [record] = rows(await reset());
		expect(record).toMatchObject({
			outcome: 'completed',
			verified: true,
			removed: { factors: 3 },
			warnings: [
				{
					code: 'passwordAloneOpens',
					text: expect.stringContaining('password alone') as unknown,
				},
			],
		});
		expect(sandbox().describeUser(USERS.ana)).toMatchObject({
			methods: [{ type: 'password' }],
			rememberedBrowsers: 0,
		});
		expect(sandbox().state.users.get(USERS.ana)?.blocked).not.toBe(true);
		expect(sandbox().state.sessionsOf(USERS.ana)).toHaveLength(2);
	});

	test('gives out an enrollment ticket when chosen, which Retry On Fail may not repeat', async () => {
		const steps = ['deleteFactors', 'handOver'];
		const result = await reset({ steps });
		expect(rows(result)[0]?.enrollmentTicket).toMatch(/^https:.*ticket=/);
		const refused = await reset({ steps }, { retryOnFail: true, maxTries: 2 });
		expect(refused.error?.message).toContain('does not run while Retry On Fail is on');
	});

	test('previews by default', async () => {
		const result = await reset({
			mode: 'preview',
			steps: ['deleteFactors', 'handOver'],
		});
		expect(rows(result)).toMatchObject([{ outcome: 'previewed' }]);
		expect(changes(sandbox())).toEqual([]);
	});
});

describe('Audit MFA', () => {
	const audit = async (parameters: INodeParameters) =>
		await runAuth0(sandbox(), { resource: 'user', operation: 'auditMfa', ...parameters });

	test('tells one user in neutral terms', async () => {
		const [record] = rows(await audit({ userId: byEmail(EMAILS.ana) }));
		expect(record).toMatchObject({
			provider: 'auth0',
			user: { id: USERS.ana, email: EMAILS.ana },
			hasActiveMfa: true,
			compliant: true,
			strongest: 'phishing-resistant',
			weakest: 'weak',
			visibility: 'full',
			counts: { active: 3, pending: 0, phishingResistant: 1, app: 1, weak: 1 },
			kept: ['password'],
		});
		expect(record?.factors).toContainEqual({
			provider: 'auth0',
			userId: USERS.ana,
			factorId: METHODS.anaTotp,
			type: 'totp',
			strength: 'app',
			countsAsMfa: true,
			status: 'active',
			label: 'Authenticator',
			createdAt: '2023-03-10T16:25:52.099Z',
			lastUsedAt: '2026-11-20T08:12:43.870Z',
		});
	});

	test('a user without factors, or with one that is not finished, has no MFA', async () => {
		for (const id of [USERS.cleo, USERS.pending]) {
			const [record] = rows(await audit({ userId: byId(id) }));
			expect(record).toMatchObject({ hasActiveMfa: false, compliant: false, strongest: null });
		}
	});

	test('all users, page by page, blocked ones left out unless chosen', async () => {
		const result = await audit({ auditOf: 'all', returnAll: true });
		const ids = rows(result).map(({ user }) => (user as IDataObject).id);
		expect(ids.length).toBeGreaterThan(130);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids).not.toContain(USERS.blocked);
		const limited = await audit({ auditOf: 'all', limit: 3 });
		expect(rows(limited)).toHaveLength(3);
	});
});
