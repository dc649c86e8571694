import type { IDataObject } from 'n8n-workflow';

import { CLIENTS, DEVICES, EMAILS, USERS } from '../../../sandbox/onelogin/seed';
import {
	ALL_STEPS,
	callsOf,
	failedRecord,
	lifecycleRuns,
	linesOf,
	refused,
	resultsOf,
	stepsOf,
	tooSmall,
} from './lifecycle';
import {
	byEmail,
	byId,
	byUsername,
	calls,
	changes,
	rows,
	runOneLogin,
	sandboxForTests,
} from './setup';

const sandbox = sandboxForTests();
const offboard = lifecycleRuns(sandbox, 'offboard');

const ANA = callsOf(USERS.ana);
const ANA_DEVICES = [DEVICES.anaSms, DEVICES.anaProtect, DEVICES.anaAuthenticator];
const REMOVALS = ANA_DEVICES.map(ANA.remove1);
const user = (id: number = USERS.ana) => sandbox().state.users.get(id);
const devices = (id: number = USERS.ana) => sandbox().state.devicesOf(id);

describe('Preview', () => {
	test('is the default, sends nothing but GET, and lists what Execute would do', async () => {
		const result = await runOneLogin(sandbox(), {
			resource: 'user',
			operation: 'offboard',
			userId: byId(USERS.ana),
		});
		const [record] = rows(result);
		// What version 2 lists is read once for both steps that look at it.
		expect(calls(sandbox())).toEqual([ANA.GET_USER, ANA.LIST_2, ANA.LIST_1]);
		expect(record).toMatchObject({
			provider: 'oneLogin',
			user: { id: String(USERS.ana), email: EMAILS.ana },
			mode: 'preview',
			outcome: 'previewed',
			verified: null,
			notVerifiable: ['endSessions'],
		});
		expect(stepsOf(record)).toMatchObject([
			{ step: 'blockUser', target: String(USERS.ana), label: 'Active', result: 'planned' },
			{ step: 'endSessions', target: String(USERS.ana), result: 'planned' },
			{ step: 'endOneTimeAccess', target: null, result: 'alreadyGone' },
			{ target: '525509', label: 'OneLogin SMS: Work phone', result: 'planned' },
			{ target: '526532', label: 'OneLogin Protect', result: 'planned' },
			{ target: '525510', label: 'Google Authenticator: Authenticator', result: 'planned' },
			{
				step: 'deleteFactors',
				native: 'devices of API v2',
				target: null,
				result: 'alreadyGone',
			},
		]);
		expect(user()?.status).toBe(1);
	});

	test('of all steps lists the roles, and still sends nothing but GET', async () => {
		const [record] = rows(await offboard({ mode: 'preview', steps: ALL_STEPS }));
		expect(changes(sandbox())).toEqual([]);
		expect(linesOf(record, 'removeRoles')).toMatchObject([
			{ target: '77777', result: 'planned' },
			{ target: '111111', result: 'planned' },
		]);
		expect(calls(sandbox())).toHaveLength(3);
	});

	test('says which part the scope does not reach', async () => {
		const [record] = rows(await offboard({ mode: 'preview' }, { client: CLIENTS.manageUsers }));
		expect(record).toMatchObject({ outcome: 'previewed' });
		expect(linesOf(record, 'temporary MFA token')).toMatchObject([{ result: 'notAvailable' }]);
		expect(linesOf(record, 'devices of API v2')).toMatchObject([{ result: 'notAvailable' }]);
		// One refusal tells both.
		expect(calls(sandbox()).filter((call) => call === ANA.LIST_2)).toHaveLength(1);
	});
});

describe('Execute', () => {
	test('suspends first, then logs out, then removes devices, and reads back', async () => {
		const result = await offboard();
		const [record] = rows(result);
		expect(result.error).toBeUndefined();
		expect(calls(sandbox())).toEqual([
			ANA.GET_USER,
			ANA.SUSPEND,
			ANA.LOG_OUT,
			ANA.LIST_2,
			ANA.GET_USER,
			ANA.LIST_1,
			...REMOVALS,
			ANA.GET_USER,
			ANA.LIST_2,
			ANA.LIST_1,
		]);
		expect(record).toMatchObject({
			outcome: 'completed',
			verified: true,
			remaining: [],
			removed: { factors: 3 },
			notVerifiable: ['endSessions'],
			run: { executionId: '4711', node: 'OneLogin MFA', host: sandbox().host },
		});
		expect(record?.notCovered).toEqual(
			expect.arrayContaining([
				'WebAuthn and FIDO2 keys',
				'security questions',
				'sessions inside connected applications',
			]),
		);
		expect(user()).toMatchObject({ status: 2, role_ids: [77777, 111111] });
		expect(devices()).toEqual([]);
		expect(sandbox().state.sessions.get(USERS.ana)).toBe(0);
	});

	test('takes the roles with one more request where the user chose so', async () => {
		const [record] = rows(await offboard({ steps: ALL_STEPS }));
		expect(record).toMatchObject({
			outcome: 'completed',
			verified: true,
			removed: { factors: 3, roles: 2 },
		});
		expect(user()?.role_ids).toEqual([]);
		expect(changes(sandbox())).toEqual([ANA.SUSPEND, ANA.LOG_OUT, ...REMOVALS, ANA.REMOVE_ROLES]);
		expect(sandbox().requests.find(({ path }) => path.endsWith('remove_roles'))?.body).toEqual({
			role_id_array: [77777, 111111],
		});
		expect(calls(sandbox())).toHaveLength(13);
	});

	test('takes the roles that are left when a mapping took one meanwhile', async () => {
		sandbox().fault({
			kind: 'slow',
			delayMs: 0,
			method: 'GET',
			path: '/api/1/users/*/otp_devices',
			when: () => {
				user()?.role_ids.shift();
				return true;
			},
		});
		const [record] = rows(await offboard({ steps: ALL_STEPS }));
		expect(record).toMatchObject({ outcome: 'completed', verified: true, removed: { roles: 1 } });
		expect(linesOf(record, 'removeRoles')).toMatchObject([
			{ target: '77777', result: 'alreadyGone' },
			{ target: '111111', result: 'done' },
		]);
		expect(user()?.role_ids).toEqual([]);
	});

	test('waits for roles that are slow to go, and lists those that stay', async () => {
		const taken = { status: { error: false, code: 200, type: 'success', message: 'Success' } };
		const ignored = {
			kind: 'status',
			status: 200,
			body: taken,
			path: '/api/1/users/*/remove_roles',
		} as const;
		sandbox().fault(ignored);
		const looks = () => calls(sandbox()).filter((call) => call === ANA.GET_USER).length;
		sandbox().fault({
			kind: 'slow',
			delayMs: 0,
			path: `/api/2/users/${USERS.ana}`,
			when: () => {
				const late = looks() > 3;
				if (late) user()?.role_ids.splice(0);
				return late;
			},
		});
		const [late] = rows(await offboard({ steps: ALL_STEPS }));
		expect(late).toMatchObject({ outcome: 'completed', verified: true, removed: { roles: 2 } });

		sandbox().reset();
		sandbox().fault(ignored);
		const [stay] = rows(await offboard({ steps: ALL_STEPS }));
		expect(stay).toMatchObject({
			outcome: 'partial',
			verified: false,
			remaining: ['77777', '111111'],
		});
	});

	test('a second run finds nothing to do, and sends the log-out again', async () => {
		await offboard({ steps: ALL_STEPS });
		sandbox().clearRequests();
		const [record] = rows(await offboard({ steps: ALL_STEPS }));
		expect(record).toMatchObject({
			outcome: 'nothingToDo',
			verified: true,
			notVerifiable: ['endSessions'],
		});
		expect(changes(sandbox())).toEqual([ANA.LOG_OUT]);
		expect(resultsOf(record, 'blockUser')).toEqual(['alreadyGone']);
	});

	test.each(['missing', 'nested'] as const)(
		'a user without devices (list %s) is done too',
		async (emptyDevices) => {
			sandbox().updateSettings({ emptyDevices });
			const [record] = rows(await offboard({ userId: byId(USERS.ben) }));
			expect(record).toMatchObject({ outcome: 'completed', verified: true });
			expect(linesOf(record, 'devices of API v1')).toMatchObject([
				{ target: null, result: 'alreadyGone', reason: 'no API-visible devices' },
			]);
		},
	);

	test('a locked user is suspended, since a lock ends by itself', async () => {
		await offboard({ userId: byId(USERS.locked) });
		expect(user(USERS.locked)?.status).toBe(2);
	});

	test('a device that was never confirmed is removed too', async () => {
		const [record] = rows(await offboard({ userId: byId(USERS.pending) }));
		expect(linesOf(record, 'devices of API v1')).toMatchObject([
			{ target: '525511', label: 'OneLogin SMS: New phone (not finished)', result: 'done' },
		]);
		expect(devices(USERS.pending)).toEqual([]);
	});

	test('each device is removed once where the versions give it different ids', async () => {
		sandbox().updateSettings({ deviceIds: 'different' });
		const [preview] = rows(await offboard({ mode: 'preview' }));
		expect(stepsOf(preview).filter(({ result }) => result === 'planned')).toHaveLength(5);
		const [record] = rows(await offboard());
		expect(record).toMatchObject({
			outcome: 'completed',
			verified: true,
			removed: { factors: 3 },
		});
		expect(changes(sandbox()).filter((call) => call.startsWith('DELETE'))).toEqual(REMOVALS);
	});

	test('what only version 2 lists is removed through it', async () => {
		const { id } = sandbox().state.addDevice(USERS.ana, { kind: 'email', label: 'Mail' });
		sandbox().fault({
			kind: 'status',
			status: 200,
			body: { status: { error: false, code: 200, type: 'success' }, data: { otp_devices: [] } },
			path: '/api/1/users/*/otp_devices',
			times: 'always',
		});
		const [record] = rows(await offboard());
		expect(record).toMatchObject({ outcome: 'completed', verified: true, removed: { factors: 4 } });
		expect(changes(sandbox()).slice(2)).toEqual([...ANA_DEVICES, id].map(ANA.remove2));
	});

	test('a temporary token that version 2 lists as a device goes too', async () => {
		sandbox().updateSettings({ listTemporaryTokens: true });
		sandbox().state.addTemporaryToken(USERS.ana, 600, true);
		const [record] = rows(await offboard());
		expect(record).toMatchObject({ outcome: 'completed', verified: true });
		expect(sandbox().state.temporaryTokens).toEqual([]);
	});

	test('only the chosen steps run', async () => {
		const [record] = rows(await offboard({ steps: ['blockUser'] }));
		expect(record).toMatchObject({ outcome: 'completed', verified: true, notVerifiable: [] });
		expect(changes(sandbox())).toEqual([ANA.SUSPEND]);
	});

	test('waits for a service that is slow to show a removal', async () => {
		sandbox().updateSettings({ removalLagMs: 600 });
		const [record] = rows(await offboard());
		expect(record).toMatchObject({ outcome: 'completed', verified: true, remaining: [] });
	});

	test('what remains is listed once by id and leaves the record unverified', async () => {
		sandbox().updateSettings({ removalLagMs: 3_600_000 });
		const [record] = rows(await offboard());
		expect(record).toMatchObject({ outcome: 'partial', verified: false });
		expect(record?.remaining).toEqual(ANA_DEVICES.map(String));
	});

	test('a device that an earlier run removed and that still shows is settled by reading back', async () => {
		sandbox().updateSettings({ removalLagMs: 900 });
		const [first] = devices();
		if (first) sandbox().state.removeDevice(first);
		const [record] = rows(await offboard());
		expect(record).toMatchObject({ outcome: 'completed', verified: true });
		const line = stepsOf(record).find(({ target }) => target === String(first?.id));
		expect(line).toMatchObject({
			result: 'done',
			reason: expect.stringMatching(/still lists it.*settled by reading back/s) as unknown,
		});
	});

	test('a device that appears meanwhile is reported, and removed where the user chose so', async () => {
		// After both lists were read and before they are read back.
		const appear = () =>
			sandbox().fault({
				kind: 'slow',
				delayMs: 0,
				method: 'GET',
				path: `/api/2/users/${USERS.ana}`,
				when: () => {
					const read = sandbox().requests.some(({ url }) => url.includes('/otp_devices'));
					if (read) sandbox().state.addDevice(USERS.ana, { kind: 'voice' });
					return read;
				},
			});
		appear();
		const [reported] = rows(await offboard());
		expect(reported).toMatchObject({ outcome: 'partial', verified: false });
		expect(reported?.remaining).toEqual([String(devices()[0]?.id)]);

		sandbox().reset();
		appear();
		const [removed] = rows(await offboard({ lifecycleOptions: { removeLatecomers: true } }));
		expect(removed).toMatchObject({
			outcome: 'completed',
			verified: true,
			removed: { factors: 4 },
		});
		expect(devices()).toEqual([]);
	});
});

describe('a step that fails', () => {
	const suspending = { method: 'PUT', path: '/api/2/users/*' };

	test.each([
		['is refused', { ...refused, ...suspending }],
		['lacks its scope', { ...tooSmall, ...suspending }],
		['lacks the right to the user', { ...refused, status: 403, ...suspending }],
		['gets no answer and was not done', { kind: 'reset', times: 'always', ...suspending }],
		[
			'is not shown in the answer',
			{ kind: 'status', status: 200, body: { status: 1 }, ...suspending },
		],
	] as const)('the suspension %s: sessions end, devices stay', async (_, fault) => {
		sandbox().fault(fault);
		const result = await offboard({ steps: ALL_STEPS, options: { maxWait: 1 } });
		expect(result.status).toBe('error');
		const record = failedRecord(result);
		expect(record).toMatchObject({ outcome: 'failed', verified: false });
		expect(record.reason).toMatch(/^blockUser: /);
		expect(resultsOf(record, 'endSessions')).toEqual(['done']);
		for (const step of ['devices of API v1', 'devices of API v2']) {
			expect(resultsOf(record, step)).toEqual(['skipped']);
		}
		expect(sandbox().state.sessions.get(USERS.ana)).toBe(0);
		expect(devices()).toHaveLength(3);
		expect(changes(sandbox()).join()).not.toContain('DELETE');
	});

	test('a suspension whose answer is lost is read back at once, and the devices go', async () => {
		sandbox().fault({ kind: 'reset', applied: true, times: 'always', ...suspending });
		const [record] = rows(await offboard({ options: { maxWait: 1 } }));
		expect(record).toMatchObject({ outcome: 'completed', verified: true, removed: { factors: 3 } });
		expect(linesOf(record, 'blockUser')).toMatchObject([
			{ result: 'done', reason: expect.stringContaining('settled by reading back') as unknown },
		]);
	});

	test('a suspension that was taken and does not show in the end is told', async () => {
		const body = { id: USERS.ana, status: 2 };
		sandbox().fault({ kind: 'status', status: 200, body, ...suspending });
		const record = failedRecord(await offboard());
		expect(record).toMatchObject({
			outcome: 'failed',
			remaining: [String(USERS.ana)],
			verified: false,
		});
	});

	test('devices go all the same where the user chose so', async () => {
		sandbox().fault({ ...refused, ...suspending });
		const result = await offboard({ lifecycleOptions: { removeFactorsUnblocked: true } });
		expect(failedRecord(result)).toMatchObject({ outcome: 'failed', removed: { factors: 3 } });
		expect(devices()).toEqual([]);
	});

	test('devices stay where suspending was not chosen and the user is not suspended', async () => {
		const steps = ['deleteFactors'];
		const result = await offboard({ steps });
		expect(failedRecord(result)).toMatchObject({ outcome: 'failed' });
		expect(changes(sandbox())).toEqual([]);

		sandbox().state.addDevice(USERS.suspended, { kind: 'sms' });
		const [suspended] = rows(await offboard({ steps, userId: byId(USERS.suspended) }));
		expect(suspended).toMatchObject({ outcome: 'completed', removed: { factors: 1 } });
	});

	test.each([
		['endSessions', 'PUT', '/api/1/users/*/logout'],
		['devices of API v1', 'DELETE', '/api/1/users/*/otp_devices/*'],
		['devices of API v1', 'GET', '/api/1/users/*/otp_devices'],
		['devices of API v2', 'GET', '/api/2/mfa/users/*/devices'],
		['removeRoles', 'PUT', '/api/1/users/*/remove_roles'],
	])(
		'%s (%s): the others are done, the record says all, a run afterwards completes',
		async (step, method, path) => {
			sandbox().fault({ ...refused, method, path });
			const record = failedRecord(await offboard({ steps: ALL_STEPS }));
			expect(record).toMatchObject({ outcome: 'failed', verified: false });
			expect(record.reason).toContain('OneLogin says: Not today');
			expect(new Set(resultsOf(record, step))).toEqual(new Set(['failed']));
			for (const other of ['blockUser', 'endSessions', 'removeRoles']) {
				if (other !== step) expect(new Set(resultsOf(record, other))).toEqual(new Set(['done']));
			}
			expect(user()?.status).toBe(2);

			sandbox().clearFaults();
			const [again] = rows(await offboard({ steps: ALL_STEPS }));
			expect(['completed', 'nothingToDo']).toContain(again?.outcome);
			expect(again?.verified).toBe(true);
			expect(devices()).toEqual([]);
			expect(user()?.role_ids).toEqual([]);
		},
	);

	test.each([
		['endSessions', 'PUT', '/api/1/users/*/logout'],
		['devices of API v1', 'DELETE', '/api/1/users/*/otp_devices/*'],
		['devices of API v1', 'GET', '/api/1/users/*/otp_devices'],
		['removeRoles', 'PUT', '/api/1/users/*/remove_roles'],
	])('%s (%s) beyond the scope is told apart, the rest goes on', async (step, method, path) => {
		sandbox().fault({ ...tooSmall, method, path });
		const [record] = rows(await offboard({ steps: ALL_STEPS }));
		expect(record).toMatchObject({ outcome: 'partial' });
		expect(new Set(resultsOf(record, step))).toEqual(new Set(['notAvailable']));
		expect(linesOf(record, step)[0]?.reason).toMatch(
			/scope of the OneLogin API credential.*OneLogin says: Insufficient Permission/s,
		);
		expect(resultsOf(record, 'blockUser')).toEqual(['done']);
	});

	test.each(['Insufficient Permission', 'Please provide valid credentials'] as const)(
		'with the scope Manage Users (said as "%s") version 1 removes what it lists',
		async (missingScope) => {
			sandbox().updateSettings({ missingScope });
			const [record] = rows(await offboard({}, { client: CLIENTS.manageUsers }));
			expect(record).toMatchObject({
				outcome: 'partial',
				verified: false,
				removed: { factors: 3 },
			});
			const [line] = linesOf(record, 'devices of API v2');
			expect(line?.result).toBe('notAvailable');
			expect(line?.reason).toContain(`OneLogin says: ${missingScope}`);
			expect(line?.reason).toContain('Manage All');
			expect(devices()).toEqual([]);
		},
	);

	test('a lost answer to a removal is settled by reading back', async () => {
		sandbox().fault({
			kind: 'reset',
			applied: true,
			method: 'DELETE',
			path: `/api/1/users/*/otp_devices/${DEVICES.anaSms}`,
			times: 'always',
		});
		const [record] = rows(await offboard({ options: { maxWait: 1 } }));
		expect(record).toMatchObject({ outcome: 'completed', verified: true });
		const line = stepsOf(record).find(({ target }) => target === String(DEVICES.anaSms));
		expect(['done', 'alreadyGone']).toContain(line?.result);
	});

	test('what cannot be read back is not called verified', async () => {
		sandbox().fault({ ...refused, method: 'GET', path: '/api/1/users/*/otp_devices', after: 1 });
		const [record] = rows(await offboard());
		expect(record).toMatchObject({ outcome: 'partial', verified: false, removed: { factors: 3 } });
	});

	test('stopped in the middle: the log tells what was done, and a run afterwards completes', async () => {
		let reached: () => void = () => undefined;
		const cancelAfter = new Promise<void>((resolve) => {
			reached = resolve;
		});
		sandbox().fault({
			kind: 'slow',
			delayMs: 0,
			then: 'never',
			method: 'DELETE',
			path: `/api/1/users/*/otp_devices/${DEVICES.anaProtect}`,
			when: () => {
				reached();
				return true;
			},
		});
		const stopped = await offboard({}, { cancelAfter });
		expect(stopped.status).toBe('canceled');
		expect(stopped.outputs).toEqual([]);
		expect(changes(sandbox())).toEqual([ANA.SUSPEND, ANA.LOG_OUT, ...REMOVALS.slice(0, 2)]);
		const told = stopped.logs
			.map(({ message }) => message)
			.filter((message) => message.startsWith('MFA change'));
		expect(told).toEqual([
			expect.stringMatching(/^MFA change sending: suspendUser PUT/),
			expect.stringMatching(/^MFA change done: suspendUser PUT/),
			expect.stringMatching(/^MFA change sending: logOutUser PUT/),
			expect.stringMatching(/^MFA change done: logOutUser PUT/),
			expect.stringMatching(/^MFA change sending: deleteFactor DELETE .*525509 \(/),
			expect.stringMatching(/^MFA change done: deleteFactor DELETE .*525509 \(/),
			expect.stringMatching(/^MFA change sending: deleteFactor DELETE .*526532 \(/),
			expect.stringMatching(/^MFA change unknown: deleteFactor DELETE .*526532 \(/),
		]);

		sandbox().clearFaults();
		const [again] = rows(await offboard());
		expect(again).toMatchObject({ outcome: 'completed', verified: true, removed: { factors: 2 } });
		expect(resultsOf(again, 'blockUser')).toEqual(['alreadyGone']);
		expect(devices()).toEqual([]);
	});
});

describe('whom it touches', () => {
	test.each([
		['an id', byId(99)],
		['an email', byEmail('nobody@example.com')],
		['a username', byUsername('nobody')],
	])('nobody for %s that is not there, told in an ordinary item', async (_, userId) => {
		const result = await offboard({ userId });
		expect(rows(result)).toMatchObject([{ outcome: 'userNotFound', steps: [] }]);
		expect(changes(sandbox())).toEqual([]);
	});

	test.each([
		['a proxy', { kind: 'html', status: 404 }],
		[
			'an address that is not there',
			{ ...refused, status: 404, body: { message: 'No Route Exists' } },
		],
	] as const)('a 404 of %s is not taken for a leaver who is gone', async (_, fault) => {
		sandbox().fault({ ...fault, path: '/api/2/users/*' });
		const result = await offboard();
		expect(result.status).toBe('error');
		expect(result.error?.context.data).toMatchObject({ statusCode: 404 });
		expect(changes(sandbox())).toEqual([]);
	});

	test('nobody for what could select many', async () => {
		for (const userId of [byEmail('*@example.com'), byUsername('a*')]) {
			const result = await offboard({ userId });
			expect(result.error?.message).toMatch(/wildcard/);
		}
		expect(calls(sandbox())).toEqual([]);
	});

	test('nobody where several match, unless all exact matches were chosen', async () => {
		const userId = byEmail(EMAILS.twins);
		const twins = [USERS.twinOne, USERS.twinTwo];
		const [ambiguous] = rows(await offboard({ userId }));
		expect(ambiguous).toMatchObject({ outcome: 'userAmbiguous' });
		expect(ambiguous?.matches).toEqual(twins.map(String));
		expect(changes(sandbox())).toEqual([]);

		const all = rows(await offboard({ userId, lifecycleOptions: { ifSeveralMatch: 'all' } }));
		expect(all.map(({ user: one }) => (one as IDataObject).id)).toEqual(twins.map(String));
		expect(all).toMatchObject([{ outcome: 'completed' }, { outcome: 'completed' }]);
		for (const id of twins) expect(user(id)?.status).toBe(2);
	});

	test('an email in another case, and a user without any', async () => {
		const [capitals] = rows(
			await offboard({ userId: byEmail('carla.capitals+OFFICE@example.com') }),
		);
		expect(capitals).toMatchObject({ outcome: 'completed', user: { id: String(USERS.capitals) } });
		const [nameOnly] = rows(await offboard({ userId: byUsername('NameOnly') }));
		expect(nameOnly).toMatchObject({
			outcome: 'completed',
			user: { id: String(USERS.nameOnly), email: null },
		});
	});

	test.each([
		['by id', String(USERS.ana), byEmail(EMAILS.ana)],
		['by email in another case', 'x@y.z, ANA@example.com', byId(USERS.ana)],
		['by the username that the item names', 'Ana.Martin', byUsername('ana.martin')],
		['among others', `${USERS.ben}\n${USERS.ana}`, byId(USERS.ana)],
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
		sandbox().fault({ ...refused, method: 'PUT', path: `/api/2/users/${USERS.ana}` });
		const result = await offboard(
			{ userId: byId('={{ $json.id }}') },
			{
				items: [{ id: USERS.ben }, { id: USERS.ana }, { id: 99 }],
				onError: 'continueRegularOutput',
			},
		);
		const [ben, ana, nobody] = rows(result);
		expect(ben).toMatchObject({ outcome: 'completed' });
		expect(ana?.error).toMatchObject({
			details: { outcome: 'failed', user: { id: String(USERS.ana) } },
		});
		expect(nobody).toMatchObject({ outcome: 'userNotFound' });
	});

	test('one person named twice is done once and found done the second time', async () => {
		const result = await offboard(
			{ userId: { __rl: true, mode: 'email', value: '={{ $json.email }}' } },
			{
				items: [{ email: EMAILS.ana }, { email: EMAILS.ana.toUpperCase() }],
				onError: 'continueRegularOutput',
			},
		);
		const outcomes = rows(result).map(({ outcome }) => outcome);
		expect(outcomes.sort()).toEqual(['completed', 'nothingToDo']);
		expect(changes(sandbox()).filter((call) => call === ANA.SUSPEND)).toHaveLength(1);
	});
});
