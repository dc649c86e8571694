import { join } from 'node:path';
import { createRequire } from 'node:module';

import {
	ANA_TOTP_SECRET,
	CLIENTS,
	DEVICES,
	EMAILS,
	FACTORS,
	startOneLoginSandbox,
	totpCode,
	USERS,
	type OneLoginSandbox,
} from '../../../sandbox/onelogin';
import { describeWithSdk, loadSource, SDK_1, SDK_3 } from './sdkLoader';

/*
 * OneLogin's own clients against the sandbox. Version 1.0.9 knows the token call and nothing of
 * MFA; 3.0.0-alpha.1 knows users and MFA v2, but misspells the path of temporary tokens
 * (/api/2/mfs/). No SDK of OneLogin for JavaScript has MFA v1.
 */

let sandbox: OneLoginSandbox;
beforeEach(async () => {
	sandbox = await startOneLoginSandbox();
});
afterEach(async () => {
	await sandbox.close();
});

const { client_id: clientId, client_secret: clientSecret } = CLIENTS.manageAll;

/** As far as the test uses it. */
interface Sdk1 {
	OneLoginHTTPClient: new (
		config: object,
		adapter: object,
	) => { getAccessToken(): Promise<string>; accessToken?: string; accessTokenExpiry?: Date };
}
interface Adapter1 {
	AxiosClientAdapter: new () => { Configure(config: object): void };
}

describeWithSdk('@onelogin/sdk 1.0.9', SDK_1, () => {
	const load = createRequire(join(SDK_1, 'package.json'));

	/** The SDK speaks https only, so its own HTTP client is pointed at the sandbox afterwards. */
	function connect(secret = clientSecret) {
		const { OneLoginHTTPClient } = load('./dist/http_clients/onelogin_http_client') as Sdk1;
		const { AxiosClientAdapter } = load(
			'./dist/http_clients/client_adapters/axios_client_adapter',
		) as Adapter1;
		const adapter = new AxiosClientAdapter();
		const config = { clientID: clientId, clientSecret: secret, baseURL: sandbox.host };
		const client = new OneLoginHTTPClient(config, adapter);
		const headers = { common: { 'Content-Type': 'application/json', Accept: 'application/json' } };
		adapter.Configure({ baseURL: sandbox.url, timeout: 3000, headers });
		return client;
	}

	it('gets a token, and computes its end from the time of its first issue', async () => {
		const first = connect();
		const token = await first.getAccessToken();
		expect(sandbox.tokens.check(token).state).toBe('valid');
		sandbox.advanceClock(3_600_000);
		const second = connect();
		expect(await second.getAccessToken()).toBe(token);
		expect(second.accessTokenExpiry).toEqual(first.accessTokenExpiry);
		expect(sandbox.requests[0]).toMatchObject({
			method: 'POST',
			path: '/auth/oauth2/v2/token',
			body: { grant_type: 'client_credentials' },
		});
		expect(sandbox.requests[0]?.headers.authorization).toMatch(/^Basic /);
	});

	it('gets a new one when the old one has expired', async () => {
		const token = await connect().getAccessToken();
		sandbox.advanceClock(36_000_000);
		expect(await connect().getAccessToken()).not.toBe(token);
	});

	it('gets none for a wrong secret', async () => {
		const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
		expect(await connect('wrong').getAccessToken()).toBeUndefined();
		log.mockRestore();
		expect(sandbox.requests[0]?.status).toBe(401);
	});
});

type Answer = Promise<{ body: unknown; response: { headers: Record<string, string> } }>;
type Api3 = Record<
	| 'generateToken'
	| 'listUsers'
	| 'getUser'
	| 'updateUser'
	| 'deleteUser'
	| 'getAvailableFactors'
	| 'getEnrolledFactors'
	| 'enrollFactor'
	| 'activateFactor'
	| 'verifyFactor'
	| 'verifyFactorVoice'
	| 'verifyEnrollment'
	| 'verifyEnrollmentVoiceProtect'
	| 'deleteFactor'
	| 'revokeToken',
	(...given: unknown[]) => Answer
>;

describeWithSdk('@onelogin/sdk 3.0.0-alpha.1', SDK_3, () => {
	const { DefaultApi } = loadSource(join(SDK_3, 'api', 'defaultApi.ts')) as {
		DefaultApi: new (basePath: string) => Api3;
	};
	let api: Api3;
	let bearer: string;
	const { ana, ben } = USERS;

	beforeEach(async () => {
		api = new DefaultApi(sandbox.url);
		const pair = `client_id:${clientId}, client_secret:${clientSecret}`;
		const { body } = await api.generateToken(pair, { grantType: 'client_credentials' });
		bearer = `bearer:${(body as { accessToken: string }).accessToken}`;
	});

	const refusal = async (call: Answer) =>
		await call.then(
			() => {
				throw new Error('The call was not refused');
			},
			(error: unknown) => error,
		);

	it('gets a token with the pair in its own header, and revokes it', async () => {
		const pair = `client_id:${clientId}, client_secret:${clientSecret}`;
		const token = bearer.replace('bearer:', '');
		await api.revokeToken(pair, { accessToken: token });
		expect(await refusal(api.getUser(bearer, ana))).toMatchObject({ statusCode: 401 });
	});

	it('lists users page by page, and finds one by email', async () => {
		const { body, response } = await api.listUsers(bearer, 50, 2);
		expect(body).toHaveLength(50);
		expect(response.headers).toMatchObject({ 'current-page': '2', 'total-pages': '3' });
		const cursor = response.headers['after-cursor'];
		const next = await api.listUsers(bearer, undefined, undefined, cursor);
		expect(next.response.headers['current-page']).toBe('3');
		expect(await refusal(api.listUsers(bearer, 50, undefined, cursor))).toMatchObject({
			statusCode: 400,
			body: { description: 'Requests can only have cursor xor pagination arguments' },
		});
		const byEmail = Array.from({ length: 20 });
		byEmail[11] = EMAILS.ana;
		const found = await api.listUsers(bearer, ...byEmail);
		expect(found.body).toMatchObject([{ id: ana, email: EMAILS.ana, status: 1 }]);
	});

	it('suspends, reads and deletes a user', async () => {
		await api.updateUser(bearer, ana, { status: 2 });
		expect((await api.getUser(bearer, ana)).body).toMatchObject({ id: ana, status: 2 });
		await api.deleteUser(bearer, ana);
		expect(await refusal(api.getUser(bearer, ana))).toMatchObject({
			statusCode: 404,
			body: { name: 'NotFoundError' },
		});
	});

	it('lists factors and devices, and removes a device', async () => {
		const factors = await api.getAvailableFactors(bearer, ben);
		expect(factors.body).toContainEqual(
			expect.objectContaining({ factorId: FACTORS.sms.factor_id, authFactorName: 'SMS' }),
		);
		const devices = await api.getEnrolledFactors(bearer, ana);
		expect(devices.body).toMatchObject([
			{ deviceId: String(DEVICES.anaSms), authFactorName: 'SMS', _default: true },
			{ deviceId: String(DEVICES.anaProtect), authFactorName: 'OneLogin' },
			{ deviceId: String(DEVICES.anaAuthenticator), authFactorName: 'Google Authenticator' },
		]);
		await api.deleteFactor(bearer, ana, DEVICES.anaSms);
		expect((await api.getEnrolledFactors(bearer, ana)).body).toHaveLength(2);
		expect(await refusal(api.deleteFactor(bearer, ana, DEVICES.anaSms))).toMatchObject({
			statusCode: 404,
		});
	});

	it('enrolls an authenticator and confirms it with a real code', async () => {
		await api.enrollFactor(bearer, ben, {
			factorId: FACTORS.authenticator.factor_id,
			displayName: 'App',
		});
		const [device] = sandbox.state.devicesOf(ben);
		const { id } = sandbox.state.challenges[0] ?? { id: '' };
		// The SDK types the id as a number and hands on whatever it gets.
		const before = await api.verifyEnrollmentVoiceProtect(bearer, ben, id);
		expect(before.body).toMatchObject([{ id, status: 'pending' }]);
		if (!device) throw new Error('No device');
		const otp = sandbox.state.totpNow(device);
		const after = await api.verifyEnrollment(bearer, ben, id, { otp });
		expect(after.body).toMatchObject([{ id, status: 'accepted' }]);
		expect(device.active).toBe(true);
	});

	it('challenges a device by SMS and by push', async () => {
		await api.activateFactor(bearer, ana, { deviceId: DEVICES.anaSms });
		const sms = sandbox.state.challenges.at(-1);
		const wrong = api.verifyFactor(bearer, ana, sms?.id, { otp: '000000' });
		expect(await refusal(wrong)).toMatchObject({
			statusCode: 403,
			body: { name: 'ForbiddenAction' },
		});
		await api.verifyFactor(bearer, ana, sms?.id, { otp: sms?.code });
		expect(sms?.answer).toBe('accepted');

		await api.activateFactor(bearer, ana, { deviceId: DEVICES.anaProtect });
		const push = sandbox.state.challenges.at(-1);
		const status = async () =>
			((await api.verifyFactorVoice(bearer, ana, push?.id)).body as Array<{ status: string }>)[0];
		expect(await status()).toMatchObject({ status: 'pending' });
		sandbox.state.answer(DEVICES.anaProtect, 'rejected');
		expect(await status()).toMatchObject({ status: 'rejected' });
	});

	it('checks the code of an app with the id of the device', async () => {
		await api.activateFactor(bearer, ana, { deviceId: DEVICES.anaAuthenticator });
		const { id } = sandbox.state.challenges.at(-1) ?? { id: '' };
		const otp = totpCode(ANA_TOTP_SECRET, sandbox.clock.now());
		await api.verifyFactor(bearer, ana, id, { otp, deviceId: DEVICES.anaAuthenticator });
		expect(sandbox.state.challenges.at(-1)?.answer).toBe('accepted');
	});

	it('tells what the limit has left, in seconds', async () => {
		const { response } = await api.getUser(bearer, ana);
		expect(response.headers).toMatchObject({
			'x-ratelimit-limit': '5000',
			'x-ratelimit-remaining': '4998',
		});
		expect(Number(response.headers['x-ratelimit-reset'])).toBeLessThanOrEqual(3600);
	});
});
