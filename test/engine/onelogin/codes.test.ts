import type { INodeParameters } from 'n8n-workflow';

import { ANA_TOTP_SECRET, DEVICES, totpCode, USERS } from '../../../sandbox/onelogin';
import { CLIENTS } from '../../../sandbox/onelogin/seed';
import { clock, CredentialStore } from '../../support/engine';
import {
	byId,
	calls,
	countOf,
	rows,
	runOneLogin,
	sandboxForTests,
	type OneLoginRun,
} from './setup';

const sandbox = sandboxForTests();
const VERIFY = /\/verify$/;
const TRIGGER = /\/trigger$/;
const PROBE = /^GET \/auth\/rate_limit$/;
const CODE_SENT = /^(POST|PUT) \/api\/2\/mfa\/.*verifications/;

const goodCode = () => totpCode(ANA_TOTP_SECRET, sandbox().clock.now());

async function verify(more: INodeParameters, run: OneLoginRun = {}) {
	return await runOneLogin(
		sandbox(),
		{
			resource: 'device',
			operation: 'verify',
			userId: byId(USERS.ana),
			deviceId: byId(DEVICES.anaAuthenticator),
			...more,
		},
		run,
	);
}

async function challenge(more: INodeParameters, run: OneLoginRun = {}) {
	return await runOneLogin(
		sandbox(),
		{
			resource: 'device',
			operation: 'challenge',
			userId: byId(USERS.ana),
			deviceId: byId(DEVICES.anaProtect),
			timeLimit: 20,
			pollInterval: 1,
			...more,
		},
		run,
	);
}

/** Lets the person answer once the node has asked so many times. */
function answerAfter(polls: number, pattern: RegExp, answer: 'accepted' | 'rejected') {
	let asked = 0;
	sandbox().fault({
		kind: 'slow',
		delayMs: 0,
		when: ({ method, path }) => {
			if (pattern.test(`${method} ${path}`) && asked++ === polls) {
				sandbox().state.answer(DEVICES.anaProtect, answer);
			}
			return false;
		},
	});
}

/** A store whose token is good, so that the first call of the run can be the one of interest. */
async function warmStore(): Promise<CredentialStore> {
	const credentialStore = new CredentialStore();
	await runOneLogin(sandbox(), { resource: 'rateLimit', operation: 'get' }, { credentialStore });
	sandbox().clearRequests();
	return credentialStore;
}

describe('a wrong code is submitted exactly once', () => {
	test.each([
		['in words of its own', 'Failed authentication with this factor', 0],
		['in the words of a bad token', 'Authentication Failure', 1],
	] as const)('version 1, refused %s', async (_, wrongCode, probes) => {
		sandbox().updateSettings({ wrongCode });
		const result = await verify({ code: '000000' });
		expect(result.error).toBeUndefined();
		expect(rows(result)).toEqual([
			{ userId: String(USERS.ana), deviceId: '525510', outcome: 'rejected', accepted: false },
		]);
		expect(countOf(sandbox(), VERIFY)).toBe(1);
		expect(countOf(sandbox(), PROBE)).toBe(probes);
		expect(sandbox().tokenRequests).toBe(1);
	});

	test('version 1, refused without a word', async () => {
		sandbox().fault({ kind: 'status', status: 401, path: '/api/1/**/verify' });
		expect(rows(await verify({ code: '000000' }))).toMatchObject([{ outcome: 'rejected' }]);
		expect(countOf(sandbox(), VERIFY)).toBe(1);
	});

	test('version 2', async () => {
		const result = await verify({ apiVersion: 2, code: '000000' });
		expect(rows(result)).toMatchObject([{ outcome: 'rejected', accepted: false }]);
		expect(countOf(sandbox(), CODE_SENT)).toBe(1);
	});

	test('a verification', async () => {
		const device = sandbox().state.devices.find(({ id }) => id === DEVICES.anaSms);
		if (!device) throw new Error('No device');
		const { id } = sandbox().state.challenge(device, { seconds: 120, purpose: 'verification' });
		const result = await runOneLogin(sandbox(), {
			resource: 'verification',
			operation: 'verify',
			userId: byId(USERS.ana),
			verificationId: id,
			code: 'B00000',
		});
		expect(rows(result)).toMatchObject([{ outcome: 'rejected', accepted: false }]);
		expect(countOf(sandbox(), CODE_SENT)).toBe(1);
	});

	test('a registration stays pending behind HTTP 200', async () => {
		const { state } = sandbox();
		const device = state.addDevice(USERS.ben, { kind: 'authenticator', active: false });
		const { id } = state.challenge(device, { seconds: 120, purpose: 'registration' });
		const result = await runOneLogin(sandbox(), {
			resource: 'registration',
			operation: 'verify',
			userId: byId(USERS.ben),
			registrationId: id,
			code: '000000',
		});
		expect(rows(result)).toMatchObject([
			{ outcome: 'rejected', accepted: false, status: 'pending' },
		]);
		expect(calls(sandbox())).toHaveLength(1);
		expect(device.active).toBe(false);
	});

	test('by Challenge', async () => {
		const result = await challenge({
			deviceId: byId(DEVICES.anaAuthenticator),
			answer: 'code',
			code: '000000',
		});
		expect(rows(result)).toMatchObject([{ result: 'rejected', accepted: false }]);
		expect(countOf(sandbox(), VERIFY)).toBe(1);
	});

	test('when nothing is answered it is not sent again, and called unknown', async () => {
		sandbox().fault({ kind: 'close', path: '/api/1/**/verify', applied: true });
		const result = await verify({ code: goodCode() });
		expect(result.error?.context.data).toMatchObject({ effect: 'unknown' });
		expect(countOf(sandbox(), VERIFY)).toBe(1);
	});
});

describe('an expired token', () => {
	test.each([1, 2])(
		'is renewed, and the code that nobody looked at is sent (version %d)',
		async (apiVersion) => {
			const credentialStore = await warmStore();
			sandbox().expireTokens();
			const result = await verify({ apiVersion, code: goodCode() }, { credentialStore });
			expect(rows(result)).toMatchObject([{ outcome: 'accepted', accepted: true }]);
			const sent = sandbox().requests.filter(
				({ path, method }) => method === 'POST' && /verif/.test(path),
			);
			expect(sent.map(({ status }) => status)).toEqual([401, 200]);
			expect(sandbox().tokenRequests).toBe(1);
		},
	);

	test('is renewed once for a trigger, which reaches the person once', async () => {
		const credentialStore = await warmStore();
		sandbox().expireTokens();
		const result = await runOneLogin(
			sandbox(),
			{
				resource: 'device',
				operation: 'activate',
				userId: byId(USERS.ana),
				deviceId: byId(DEVICES.anaSms),
			},
			{ credentialStore },
		);
		expect(result.error).toBeUndefined();
		expect(sandbox().state.messages).toHaveLength(1);
		expect(sandbox().tokenRequests).toBe(1);
	});
});

describe('a scope that is too small', () => {
	test('is told by name; the code is not sent again and no token is fetched for it', async () => {
		const result = await verify({ code: goodCode() }, { client: CLIENTS.readAll });
		expect(result.error?.message).toBe(
			'The scope of the OneLogin API credential does not reach as far as this',
		);
		expect(result.error?.description).toContain('Manage Users or Manage All');
		expect(result.error?.description).toContain('Insufficient Permission');
		expect(countOf(sandbox(), VERIFY)).toBe(1);
		expect(countOf(sandbox(), PROBE)).toBe(0);
		expect(sandbox().tokenRequests).toBe(1);
	});

	test('in the words of a bad token is told together with the scope', async () => {
		sandbox().updateSettings({ missingScope: 'Please provide valid credentials' });
		const result = await verify(
			{ apiVersion: 2, code: goodCode() },
			{ client: CLIENTS.manageUsers },
		);
		expect(result.error?.message).toBe('OneLogin did not accept the access token for this');
		expect(result.error?.description).toContain('this call needs Manage All');
		expect(countOf(sandbox(), CODE_SENT)).toBe(1);
		expect(sandbox().tokenRequests).toBe(1);
	});

	test('is no reason to trigger twice', async () => {
		const result = await runOneLogin(
			sandbox(),
			{
				resource: 'device',
				operation: 'activate',
				userId: byId(USERS.ana),
				deviceId: byId(DEVICES.anaSms),
			},
			{ client: CLIENTS.readUsers },
		);
		expect(result.error?.message).toContain('scope of the OneLogin API credential');
		expect(countOf(sandbox(), TRIGGER)).toBe(1);
		expect(sandbox().tokenRequests).toBe(1);
	});
});

describe('a push', () => {
	test.each([401, 200] as const)('that is pending as %d is no refusal', async (pendingPush) => {
		sandbox().updateSettings({ pendingPush });
		const device = sandbox().state.devices.find(({ id }) => id === DEVICES.anaProtect);
		if (!device) throw new Error('No device');
		const { id } = sandbox().state.challenge(device, { seconds: 120, purpose: 'trigger' });
		const ask = async () =>
			rows(await verify({ deviceId: byId(DEVICES.anaProtect), stateToken: id }));
		expect(await ask()).toMatchObject([{ outcome: 'pending', accepted: false }]);
		expect(countOf(sandbox(), VERIFY)).toBe(1);
		expect(countOf(sandbox(), PROBE)).toBe(0);
		sandbox().state.answer(DEVICES.anaProtect, 'accepted');
		expect(await ask()).toMatchObject([{ outcome: 'accepted', accepted: true }]);
	});

	const KINDS = [
		[1, 401, 'accepted'],
		[1, 401, 'rejected'],
		[1, 200, 'accepted'],
		[1, 200, 'rejected'],
		[2, 200, 'accepted'],
		[2, 200, 'rejected'],
	] as const;

	test.each(KINDS)(
		'is waited for (version %d, pending as %d) until it is %s, sent once on one token',
		async (apiVersion, pendingPush, answer) => {
			sandbox().updateSettings({ pendingPush });
			const asked = apiVersion === 1 ? VERIFY : /^GET .*\/verifications\//;
			answerAfter(1, asked, answer);
			const result = await challenge({ apiVersion });
			expect(rows(result)).toEqual([
				{
					userId: String(USERS.ana),
					deviceId: '526532',
					result: answer,
					accepted: answer === 'accepted',
				},
			]);
			expect(sandbox().state.messages).toHaveLength(1);
			expect(countOf(sandbox(), asked)).toBe(2);
			expect(sandbox().tokenRequests).toBe(1);
			// No code goes along: that would be a wrong one.
			const polls = sandbox().requests.filter(({ path }) => VERIFY.test(path));
			for (const { body } of polls) expect(Object.keys(body as object)).toEqual(['state_token']);
		},
	);

	test.each([1, 2])('that nobody answers ends as timedOut (version %d)', async (apiVersion) => {
		const before = clock.now();
		const result = await challenge({ apiVersion, timeLimit: 2 });
		expect(rows(result)).toMatchObject([{ result: 'timedOut', accepted: false }]);
		expect(clock.now() - before).toBeGreaterThanOrEqual(2000);
		expect(clock.now() - before).toBeLessThan(4000);
		expect(sandbox().state.messages).toHaveLength(1);
	});

	test('pending as 401 in version 2 is waited for as well', async () => {
		sandbox().fault({
			kind: 'status',
			status: 401,
			body: { statusCode: 401, name: 'Pending', message: 'Authentication pending' },
			method: 'GET',
			path: '/api/2/mfa/**/verifications/*',
			times: 'always',
		});
		const result = await challenge({ apiVersion: 2, timeLimit: 1 });
		expect(rows(result)).toMatchObject([{ result: 'timedOut' }]);
		expect(sandbox().tokenRequests).toBe(1);
	});

	test('lives as long as it is waited for', async () => {
		answerAfter(1, VERIFY, 'accepted');
		await challenge({ timeLimit: 300 });
		const trigger = sandbox().requests.find(({ path }) => TRIGGER.test(path));
		expect(trigger?.body).toEqual({ state_token_expires_in: 300 });
	});

	test('whose answer to the trigger is lost is not sent again', async () => {
		sandbox().fault({ kind: 'close', path: '/api/1/**/trigger', applied: true });
		const result = await challenge({});
		expect(result.error?.context.data).toMatchObject({ effect: 'unknown' });
		expect(countOf(sandbox(), TRIGGER)).toBe(1);
		expect(sandbox().state.messages).toHaveLength(1);
		expect(countOf(sandbox(), VERIFY)).toBe(0);
	});

	test('is waited for although one question breaks', async () => {
		sandbox().fault({ kind: 'reset', path: '/api/1/**/verify' });
		answerAfter(2, VERIFY, 'accepted');
		expect(rows(await challenge({}))).toMatchObject([{ result: 'accepted' }]);
		expect(sandbox().state.messages).toHaveLength(1);
	});

	test('is no longer waited for after Stop', async () => {
		const result = await challenge({ timeLimit: 15 }, { cancelAfter: 400 });
		expect(result.status).toBe('canceled');
		expect(countOf(sandbox(), VERIFY)).toBeLessThanOrEqual(1);
	});
});

describe('Challenge asks the device what it can do, and sends nothing when it cannot', () => {
	test.each([
		['wait', DEVICES.everySms, 'Nothing can be waited for'],
		['wait', DEVICES.everyAuthenticator, 'Nothing can be waited for'],
		['wait', DEVICES.everyVoice, 'Nothing can be waited for'],
		['code', DEVICES.everySms, 'has no code before it was triggered'],
		['code', DEVICES.everyEmail, 'has no code before it was triggered'],
		['wait', DEVICES.anaSms, "Device '525509' does not exist"],
	])('%s with device %d', async (answer, deviceId, text) => {
		for (const apiVersion of [1, 2]) {
			sandbox().clearRequests();
			const result = await challenge({
				apiVersion,
				userId: byId(USERS.everyKind),
				deviceId: byId(deviceId),
				answer,
				code: '123456',
			});
			expect(result.error?.message).toContain(text);
			expect(calls(sandbox())).toHaveLength(1);
			expect(sandbox().state.messages).toEqual([]);
		}
	});
});

describe('the shape of an answer does not matter', () => {
	test.each(['array', 'object'] as const)('trigger: %s', async (triggerAnswer) => {
		sandbox().updateSettings({ triggerAnswer });
		const result = await runOneLogin(sandbox(), {
			resource: 'device',
			operation: 'activate',
			userId: byId(USERS.ana),
			deviceId: byId(DEVICES.anaSms),
		});
		// The `id` of this answer is that of the user, or of the device: it is not given out.
		expect(rows(result)).toMatchObject([
			{
				user_id: String(USERS.ana),
				device_id: '525509',
				state_token: expect.any(String) as unknown,
			},
		]);
		expect(rows(result)[0]).not.toHaveProperty('id');
	});

	test.each(['array', 'object'] as const)(
		'registration and verification: %s',
		async (singleResult) => {
			sandbox().updateSettings({ singleResult });
			const created = await runOneLogin(sandbox(), {
				resource: 'registration',
				operation: 'create',
				userId: byId(USERS.ben),
				factorId: byId(58957),
				displayName: 'App',
			});
			const [row] = rows(created);
			expect(row).toMatchObject({ status: 'pending', user_id: String(USERS.ben) });
			const read = await runOneLogin(sandbox(), {
				resource: 'registration',
				operation: 'get',
				userId: byId(USERS.ben),
				registrationId: String(row?.registration_id as string),
			});
			expect(rows(read)).toMatchObject([
				{ registration_id: row?.registration_id, status: 'pending' },
			]);
		},
	);

	test.each([
		[{ status: { error: false, code: 200, type: 'Success', message: 'Success' } }, 'accepted'],
		[{ error: false, code: 200, type: 'success', message: 'Success' }, 'accepted'],
		[[{ id: 'x', status: 'accepted' }], 'accepted'],
		[[{ id: 'x', status: 'pending' }], 'pending'],
		[{ status: { type: 'pending', message: 'Authentication pending' } }, 'pending'],
		[{ status: { error: true, type: 'bad request', message: 'no' } }, 'rejected'],
	])('verification answered with %j', async (body, outcome) => {
		sandbox().fault({ kind: 'status', status: 200, body, method: 'PUT', path: '/api/2/mfa/**' });
		const result = await runOneLogin(sandbox(), {
			resource: 'verification',
			operation: 'verify',
			userId: byId(USERS.ana),
			verificationId: 'x',
			code: '123456',
		});
		expect(rows(result)).toMatchObject([{ outcome, accepted: outcome === 'accepted' }]);
	});

	test.each([{}, [], '<html></html>', '', [{ id: 'a-challenge-was-sent', device_id: '1' }]])(
		'a verification answered with %j is not taken for accepted',
		async (body) => {
			sandbox().fault({ kind: 'status', status: 200, body, method: 'PUT', path: '/api/2/mfa/**' });
			const result = await runOneLogin(sandbox(), {
				resource: 'verification',
				operation: 'verify',
				userId: byId(USERS.ana),
				verificationId: 'x',
				code: '123456',
			});
			expect(result.error?.context.data).toMatchObject({ effect: 'unknown' });
		},
	);

	test.each(['reusable', 'resuable'] as const)('MFA token: %s', async (reusableSpelling) => {
		sandbox().updateSettings({ reusableSpelling });
		const result = await runOneLogin(sandbox(), {
			resource: 'mfaToken',
			operation: 'generate',
			userId: byId(USERS.ana),
			reusable: true,
		});
		expect(rows(result)).toMatchObject([{ reusable: true }]);
		expect(rows(result)[0]).not.toHaveProperty('resuable');
	});
});

describe('codes', () => {
	test.each([
		['a number that lost its zeros', 1234, 'shorter than any code'],
		['five digits', '12345', 'shorter than any code'],
		['blanks inside', '123 456', 'holds something that no code holds'],
		['an object', { code: 1 }, 'is not text'],
		['nothing', '', 'is empty'],
		['blanks', '   ', 'is empty'],
	])('%s is refused before it is sent', async (_, code, text) => {
		for (const apiVersion of [1, 2]) {
			const result = await verify({ apiVersion, code: '={{ $json.code }}' }, { items: [{ code }] });
			expect(result.error?.message).toContain("The parameter 'Code'");
			expect(result.error?.message).toContain(text);
			expect(calls(sandbox())).toEqual([]);
		}
	});

	test('letters and leading zeros arrive as typed', async () => {
		for (const code of ['B41832', '012345', 'cccccccccccbdefghijklnrtuvcbdefghijklnrtuvcb']) {
			await verify({ code });
			expect(sandbox().requests.at(-1)?.body).toEqual({ otp_token: code });
		}
	});

	test('device 0 is refused where it was not chosen on purpose', async () => {
		const result = await verify({ deviceId: byId('0'), code: '12345678' });
		expect(result.error?.description).toContain("choose it under 'What to Verify'");
		expect(calls(sandbox())).toEqual([]);
	});

	test('a temporary token for one use is good once', async () => {
		const { token } = sandbox().state.addTemporaryToken(USERS.ben, 600, false);
		const use = async () =>
			rows(await verify({ userId: byId(USERS.ben), target: 'temporaryToken', code: token }));
		expect(await use()).toMatchObject([{ outcome: 'accepted' }]);
		expect(await use()).toMatchObject([{ outcome: 'rejected' }]);
	});

	test('a state token that expired is told with what to do', async () => {
		const result = await verify({ code: '123456', stateToken: 'gone' });
		expect(result.error?.message).toBe('OneLogin did not accept the values that were sent');
		expect(result.error?.description).toContain('run Activate again');
		expect(countOf(sandbox(), VERIFY)).toBe(1);
	});

	test('the first accepted code makes a pending device active', async () => {
		const { state } = sandbox();
		const device = state.devices.find(({ id }) => id === DEVICES.pendingSms);
		const triggered = await runOneLogin(sandbox(), {
			resource: 'device',
			operation: 'activate',
			userId: byId(USERS.pending),
			deviceId: byId(DEVICES.pendingSms),
		});
		const result = await verify({
			userId: byId(USERS.pending),
			deviceId: byId(DEVICES.pendingSms),
			code: state.lastCode(DEVICES.pendingSms) ?? '',
			stateToken: String(rows(triggered)[0]?.state_token as string),
		});
		expect(rows(result)).toMatchObject([{ outcome: 'accepted' }]);
		expect(device?.active).toBe(true);
	});
});

describe('an answer about another verification or registration', () => {
	test.each([
		['verification', 'verifications', 'verificationId'],
		['registration', 'registrations', 'registrationId'],
	])('%s Get: is not taken for an acceptance', async (resource, path, parameter) => {
		sandbox().fault({
			kind: 'status',
			status: 200,
			body: [{ id: '99999999-2222-4333-8444-555555555555', status: 'accepted' }],
			path: `/api/2/mfa/users/*/${path}/*`,
			times: 'always',
		});
		const result = await runOneLogin(sandbox(), {
			resource,
			operation: 'get',
			userId: byId(USERS.ana),
			[parameter]: '11111111-2222-4333-8444-555555555555',
		});
		expect(result.error?.message).toBe('OneLogin sent an answer that cannot be read');
		expect(rows(result)).toEqual([]);
	});
});
