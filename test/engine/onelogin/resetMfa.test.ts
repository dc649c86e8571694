import { CLIENTS, DEVICES, EMAILS, USERS } from '../../../sandbox/onelogin/seed';
import {
	callsOf,
	failedRecord,
	lifecycleRuns,
	linesOf,
	refused,
	resultsOf,
	tooSmall,
} from './lifecycle';
import { byEmail, byId, calls, changes, rows, sandboxForTests } from './setup';

const sandbox = sandboxForTests();
const reset = lifecycleRuns(sandbox, 'resetMfa');

const ANA = callsOf(USERS.ana);
const REMOVALS = [DEVICES.anaSms, DEVICES.anaProtect, DEVICES.anaAuthenticator].map(ANA.remove1);
const WITH_TOKEN = ['handOver', 'deleteFactors'];
const token = () => sandbox().state.temporaryTokens.at(-1)?.token ?? 'none';

test('removes the devices of an account that stays active, and warns', async () => {
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
		notVerifiable: [],
	});
	expect(calls(sandbox())).toEqual([
		ANA.GET_USER,
		ANA.LIST_1,
		...REMOVALS,
		ANA.LIST_2,
		ANA.LIST_1,
		ANA.LIST_2,
	]);
	expect(sandbox().state.users.get(USERS.ana)?.status).toBe(1);
	expect(sandbox().state.sessions.get(USERS.ana)).toBe(2);
	expect(record).not.toHaveProperty('mfaToken');
});

test('logs out where the user chose so, before the devices go', async () => {
	const steps = ['deleteFactors', 'endSessions'];
	const [record] = rows(await reset({ steps }));
	expect(record).toMatchObject({ outcome: 'completed', notVerifiable: ['endSessions'] });
	expect(changes(sandbox())).toEqual([ANA.LOG_OUT, ...REMOVALS]);
});

test('a second run finds nothing to do', async () => {
	await reset();
	sandbox().clearRequests();
	const [record] = rows(await reset());
	expect(record).toMatchObject({ outcome: 'nothingToDo', verified: true });
	expect(changes(sandbox())).toEqual([]);
});

test('hands over a token for one use, made once and first', async () => {
	const result = await reset({ steps: WITH_TOKEN });
	const [record] = rows(result);
	expect(record).toMatchObject({
		outcome: 'completed',
		mfaToken: token(),
		mfaTokenExpiresAt: expect.stringMatching(/^20\d\d-.*Z$/) as unknown,
		notVerifiable: ['handOver'],
	});
	expect(record?.mfaToken).toMatch(/^[0-9]{8}$/);
	expect(changes(sandbox())).toEqual([ANA.TOKEN, ...REMOVALS]);
	expect(sandbox().requests.find(({ path }) => path.endsWith('mfa_token'))?.body).toEqual({
		expires_in: 600,
		reusable: false,
	});
	expect(JSON.stringify(result.logs)).not.toContain(token());
});

test('the token lives as long as the user chose, and nothing is sent for a life that cannot be', async () => {
	const steps = ['handOver'];
	await reset({ steps, lifecycleOptions: { tokenExpiresIn: 3600 } });
	expect(sandbox().requests.at(-1)?.body).toMatchObject({ expires_in: 3600 });
	sandbox().clearRequests();
	for (const tokenExpiresIn of [0, 259_201, 1.5]) {
		const result = await reset({ steps: WITH_TOKEN, lifecycleOptions: { tokenExpiresIn } });
		expect(result.error?.message).toMatch(/Temporary Token Expires In.*whole number/);
	}
	expect(calls(sandbox())).toEqual([]);
});

test('the token is not deleted with the devices where version 2 lists it', async () => {
	sandbox().updateSettings({ listTemporaryTokens: true });
	const [record] = rows(
		await reset({ steps: WITH_TOKEN, lifecycleOptions: { removeLatecomers: true } }),
	);
	expect(record).toMatchObject({
		outcome: 'completed',
		verified: true,
		remaining: [],
		kept: [
			{
				what: 'temporary MFA token',
				id: `user_temp_otp_${USERS.ana}`,
				reason: 'temporaryToken',
			},
		],
	});
	expect(sandbox().state.temporaryTokens).toHaveLength(1);
});

test('a token stays out of an error and of all that n8n keeps of it', async () => {
	sandbox().fault({ ...refused, method: 'DELETE', path: '/api/1/users/*/otp_devices/*' });
	const result = await reset({ steps: WITH_TOKEN });
	expect(failedRecord(result)).toMatchObject({
		outcome: 'failed',
		notGivenOut: ['mfaToken', 'mfaTokenExpiresAt'],
	});
	expect(resultsOf(failedRecord(result), 'handOver')).toEqual(['done']);
	expect(token()).toMatch(/^[0-9]{8}$/);
	expect(result.serialized()).not.toContain(token());
});

test('of several accounts that match, one that fails keeps the tokens of all out of the error', async () => {
	for (const id of [USERS.twinOne, USERS.twinTwo]) {
		sandbox().state.addDevice(id, { kind: 'sms' });
	}
	sandbox().fault({
		...refused,
		method: 'DELETE',
		path: `/api/1/users/${USERS.twinTwo}/otp_devices/*`,
	});
	const result = await reset({
		steps: WITH_TOKEN,
		userId: byEmail(EMAILS.twins),
		lifecycleOptions: { ifSeveralMatch: 'all' },
	});
	expect(result.status).toBe('error');
	expect(sandbox().state.temporaryTokens).toHaveLength(2);
	for (const one of sandbox().state.temporaryTokens) {
		expect(result.serialized()).not.toContain(one.token);
	}
});

test('a token whose answer is lost is not asked for again', async () => {
	sandbox().fault({
		kind: 'reset',
		applied: true,
		method: 'POST',
		path: '/api/1/users/*/mfa_token',
	});
	const result = await reset({ steps: WITH_TOKEN });
	expect(resultsOf(failedRecord(result), 'handOver')).toEqual(['unknown']);
	expect(sandbox().state.temporaryTokens).toHaveLength(1);
	expect(changes(sandbox())).toEqual([ANA.TOKEN, ...REMOVALS]);
});

test('Retry On Fail may not make a second token', async () => {
	const retried = { retryOnFail: true, maxTries: 2 };
	const refusal = await reset({ steps: WITH_TOKEN }, retried);
	expect(refusal.error?.message).toContain('does not run while Retry On Fail is on');
	expect(calls(sandbox())).toEqual([]);
	expect(rows(await reset({}, retried))).toMatchObject([{ outcome: 'completed' }]);
});

test.each([
	['handOver', 'POST', '/api/1/users/*/mfa_token'],
	['endSessions', 'PUT', '/api/1/users/*/logout'],
	['devices of API v1', 'DELETE', '/api/1/users/*/otp_devices/*'],
	['devices of API v2', 'GET', '/api/2/mfa/users/*/devices'],
])('%s beyond the scope is told apart, the rest goes on', async (step, method, path) => {
	sandbox().fault({ ...tooSmall, method, path });
	const [record] = rows(await reset({ steps: [...WITH_TOKEN, 'endSessions'] }));
	expect(record?.outcome).toBe('partial');
	for (const other of ['handOver', 'devices of API v1', 'endSessions']) {
		const expected = other === step ? 'notAvailable' : 'done';
		expect(new Set(resultsOf(record, other))).toEqual(new Set([expected]));
	}
	expect(linesOf(record, step)[0]?.reason).toContain('Insufficient Permission');
});

test('a credential that may only read changes nothing', async () => {
	const [record] = rows(await reset({ steps: WITH_TOKEN }, { client: CLIENTS.readAll }));
	expect(record).toMatchObject({ outcome: 'partial', verified: false, removed: { factors: 0 } });
	expect(new Set(resultsOf(record, 'devices of API v1'))).toEqual(new Set(['notAvailable']));
	expect(sandbox().state.devicesOf(USERS.ana)).toHaveLength(3);
});

test('previews by default steps, without a change', async () => {
	const [record] = rows(await reset({ mode: 'preview', steps: [...WITH_TOKEN, 'endSessions'] }));
	expect(record).toMatchObject({ outcome: 'previewed', verified: null });
	expect(changes(sandbox())).toEqual([]);
	expect(record).not.toHaveProperty('mfaToken');
});

test('nobody for a user that is not there', async () => {
	const result = await reset({ userId: byId(99), steps: WITH_TOKEN });
	expect(rows(result)).toMatchObject([{ outcome: 'userNotFound' }]);
	expect(changes(sandbox())).toEqual([]);
});
