import { passwordOf, USERNAMES, USERS } from '../../../sandbox/emnify/seed';
import { sha1 } from '../../../sandbox/emnify/state';
import { calls, operation, rows, runEmnify, sandboxForTests } from './setup';

/** Signing in with a second factor: Start Sign-In, then Answer MFA Challenge. */
const sandbox = sandboxForTests();

const START = operation('authentication', 'startSignIn');
const ANSWER = operation('authentication', 'answerMfaChallenge');
const THREE = [{ n: 1 }, { n: 2 }, { n: 3 }];

const bodies = () => sandbox().requests.map(({ body }) => body);

/** The mfaToken of a started sign-in and the code that belongs to it. */
async function started(as: 'ben' | 'tom') {
	const result = await runEmnify(sandbox(), START, { as });
	const { mfaToken } = rows(result)[0] ?? {};
	const code =
		as === 'ben'
			? (sandbox().lastEmailedCode(USERNAMES.ben) ?? '')
			: sandbox().codeOf(USERS.tom, sandbox().state.user(USERS.tom).keys[0]?.id ?? 0);
	sandbox().clearRequests();
	return { mfaToken: mfaToken as string, code };
}

describe('Start Sign-In', () => {
	test('sends the sign-in once, without a token, and gives out the mfaToken', async () => {
		const result = await runEmnify(sandbox(), START, { as: 'ben' });
		expect(rows(result)).toEqual([
			{ mfaRequired: true, username: USERNAMES.ben, mfaToken: expect.any(String) as string },
		]);
		expect(bodies()).toEqual([{ username: USERNAMES.ben, password: sha1(passwordOf('ben')) }]);
		expect(sandbox().requests[0]?.headers.authorization).toBeUndefined();
		expect(sandbox().state.mailbox).toHaveLength(1);
		expect(result.tokenUpdates).toBe(0);
	});

	test('signs in once for several items', async () => {
		const result = await runEmnify(sandbox(), START, {
			as: 'ben',
			items: THREE,
			onError: 'continueRegularOutput',
		});
		expect(rows(result)).toHaveLength(3);
		expect(new Set(rows(result).map(({ mfaToken }) => mfaToken)).size).toBe(1);
		expect(result.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(sandbox().signIns).toBe(1);
	});

	test('says so where no second factor is needed, without the tokens', async () => {
		const result = await runEmnify(sandbox(), START, { as: 'automation' });
		expect(rows(result)).toMatchObject([
			{ mfaRequired: false, kind: 'userCredentials', username: USERNAMES.automation },
		]);
		expect(result.serialized()).not.toContain('eyJ');
		const withTokens = await runEmnify(
			sandbox(),
			{ ...START, includeTokens: true },
			{ as: 'automation' },
		);
		expect(rows(withTokens)[0]).toMatchObject({
			authToken: expect.stringMatching(/^eyJ/) as string,
			refreshToken: expect.stringMatching(/^eyJ/) as string,
		});
	});

	test('is not for an application token', async () => {
		const result = await runEmnify(sandbox(), START);
		expect(result.error?.message).toBe('An application token needs no second factor');
		expect(sandbox().requests).toEqual([]);
	});

	test.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'a refused one is sent once for all items (%s)',
		async (onError) => {
			const result = await runEmnify(sandbox(), START, {
				as: 'ben',
				credential: { password: 'wrong' },
				items: THREE,
				onError,
			});
			expect(sandbox().signIns).toBe(1);
			const told =
				onError === 'stopWorkflow'
					? [result.error?.message]
					: result.outputs.flat().map(({ json }) => json.message);
			expect(told).toHaveLength(onError === 'stopWorkflow' ? 1 : 3);
			expect(new Set(told)).toEqual(new Set(['emnify did not accept the credential']));
			expect(result.serialized()).not.toContain(sha1('wrong'));
		},
	);

	test('one without an answer is unknown, and not sent for the other items', async () => {
		sandbox().fault({ kind: 'reset', applied: true, path: '/api/v1/authenticate' });
		const result = await runEmnify(sandbox(), START, {
			as: 'ben',
			items: THREE,
			onError: 'continueRegularOutput',
		});
		expect(sandbox().signIns).toBe(1);
		expect(rows(result)[0]?.error).toMatchObject({ effect: 'unknown' });
		expect(rows(result)[1]?.message).toBe('A sign-in of another item came to no end');
	});
});

describe('Answer MFA Challenge', () => {
	test.each(['ben', 'tom'] as const)('finishes a sign-in (%s)', async (as) => {
		const { mfaToken, code } = await started(as);
		const result = await runEmnify(sandbox(), { ...ANSWER, mfaToken, code }, { as });
		expect(rows(result)).toMatchObject([
			{
				signedIn: true,
				deviceTrusted: false,
				kind: 'userCredentials',
				subject: USERNAMES[as],
				expiresAt: expect.any(String) as string,
			},
		]);
		expect(rows(result)[0]).not.toHaveProperty('authToken');
		expect(bodies()).toEqual([{ mfa_token: mfaToken, code }]);
		expect(sandbox().requests[0]?.headers.authorization).toBeUndefined();
	});

	test('keeps the zeros and the letters of a code', async () => {
		for (const code of ['012345', 'a1B2c3', '000 000']) {
			sandbox().clearRequests();
			await runEmnify(sandbox(), { ...ANSWER, mfaToken: 'x.y.z', code }, { as: 'ben' });
			expect(bodies()).toEqual([{ mfa_token: 'x.y.z', code: code.replace(' ', '') }]);
		}
	});

	test('gives out the tokens when ticked', async () => {
		const parameters = { ...ANSWER, ...(await started('ben')), includeTokens: true };
		const result = await runEmnify(sandbox(), parameters, { as: 'ben' });
		expect(rows(result)[0]).toMatchObject({
			authToken: expect.stringMatching(/^eyJ/) as string,
			refreshToken: expect.stringMatching(/^eyJ/) as string,
		});
	});

	test('trusts the fingerprint of the credential, which then signs in without a code', async () => {
		sandbox().state.user(USERS.ben).roles = [1];
		const run = { as: 'ben', credential: { fingerprintSecret: 'n8n-production' } } as const;
		const parameters = {
			...ANSWER,
			...(await started('ben')),
			trustDevice: true,
			deviceDetails: { name: 'n8n production' },
		};
		const result = await runEmnify(sandbox(), parameters, run);
		expect(rows(result)).toMatchObject([{ signedIn: true, deviceTrusted: true }]);
		expect(bodies()[0]).toMatchObject({
			trusted_device: {
				fingerprint: 'n8n-production',
				operating_system: 'n8n',
				browser: 'n8n',
				name: 'n8n production',
			},
		});
		expect(result.serialized()).not.toContain('"fingerprint"');
		const list = await runEmnify(
			sandbox(),
			operation('trustedDevice', 'getAll', { target: 'myOwnUser' }),
			run,
		);
		expect(rows(list)).toMatchObject([{}, { browser: 'n8n' }]);
		sandbox().advanceClock(91 * 86_400_000);
		const later = await runEmnify(sandbox(), operation('mfaKey', 'getTypes'), run);
		expect(later.error?.message).toBe('emnify wants a second factor for this sign-in');
	});

	test('trusting without a fingerprint sends nothing', async () => {
		const parameters = { ...ANSWER, mfaToken: 'x', code: '123456', trustDevice: true };
		const result = await runEmnify(sandbox(), parameters, { as: 'ben' });
		expect(result.error?.message).toBe("The field 'Fingerprint' of the emnify credential is empty");
		expect(sandbox().requests).toEqual([]);
	});

	test.each(['', '   ', '12345', '1234 5', 'abc-de', 12345, null, { a: 1 }, ['123456']])(
		'the code %j sends nothing',
		async (code) => {
			const parameters = { ...ANSWER, mfaToken: 'x', code: '={{ $json.code }}' };
			const result = await runEmnify(sandbox(), parameters, { as: 'ben', items: [{ code }] });
			expect(result.error?.message).toContain("'Code'");
			expect(sandbox().requests).toEqual([]);
		},
	);

	test.each([' ', '={{ $json.none }}'])('the mfaToken %j sends nothing', async (mfaToken) => {
		const parameters = { ...ANSWER, mfaToken, code: '123456' };
		const result = await runEmnify(sandbox(), parameters, { as: 'ben' });
		expect(result.error?.message).toBe("The parameter 'MFA Token' is empty");
		expect(sandbox().requests).toEqual([]);
	});

	test('a wrong code is sent once, and ends the run', async () => {
		const { mfaToken } = await started('ben');
		const result = await runEmnify(
			sandbox(),
			{ ...ANSWER, mfaToken, code: '999999' },
			{ as: 'ben', items: THREE, onError: 'continueRegularOutput' },
		);
		expect(sandbox().signIns).toBe(1);
		expect(rows(result)).toHaveLength(3);
		for (const { message } of rows(result)) {
			expect(message).toBe('emnify did not accept the code or the mfaToken');
		}
		for (const secret of [mfaToken, '999999']) {
			expect(JSON.stringify(rows(result))).not.toContain(secret);
		}
	});

	test('a lock-out is told as such', async () => {
		sandbox().updateSettings({ lockoutTries: 1 });
		const { mfaToken } = await started('ben');
		const result = await runEmnify(
			sandbox(),
			{ ...ANSWER, mfaToken, code: '999999' },
			{ as: 'ben' },
		);
		expect(result.error?.message).toBe('emnify has locked the account after refused sign-ins');
	});
});

test.each(['startSignIn', 'answerMfaChallenge'])(
	'%s refuses to start with Retry On Fail',
	async (name) => {
		const parameters = operation('authentication', name, { mfaToken: 'x', code: '123456' });
		const result = await runEmnify(sandbox(), parameters, { as: 'ben', retryOnFail: true });
		expect(result.error?.message).toContain('does not run while Retry On Fail is on');
		expect(sandbox().requests).toEqual([]);
	},
);

test('the log tells of a sign-in before and after, without its secrets', async () => {
	const { mfaToken, code } = await started('ben');
	const result = await runEmnify(sandbox(), { ...ANSWER, mfaToken, code }, { as: 'ben' });
	const logged = result.logs.filter(({ meta }) => meta.step === 'answerMfaChallenge');
	expect(logged.map(({ meta }) => meta.result)).toEqual(['sending', 'done']);
	expect(JSON.stringify(result.logs)).not.toContain(mfaToken);
	expect(JSON.stringify(result.logs)).not.toContain(code);
	expect(calls(sandbox())).toEqual([]);
});
