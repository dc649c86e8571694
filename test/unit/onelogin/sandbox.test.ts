import { CLIENTS, DEVICES, startOneLoginSandbox, USERS } from '../../../sandbox/onelogin';
import type { OneLoginSandbox } from '../../../sandbox/onelogin';

let sandbox: OneLoginSandbox;
beforeEach(async () => {
	sandbox = await startOneLoginSandbox();
});
afterEach(async () => {
	await sandbox.close();
});

async function call(method: string, path: string, token?: string, body?: object) {
	const response = await fetch(sandbox.url + path, {
		method,
		headers: {
			...(token && { authorization: `Bearer ${token}` }),
			...(body && { 'content-type': 'application/json' }),
		},
		...(body && { body: JSON.stringify(body) }),
	});
	const text = await response.text();
	return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
}

async function tokenOf(client: { client_id: string; client_secret: string }): Promise<string> {
	const form = new URLSearchParams({ grant_type: 'client_credentials', ...client });
	const response = await fetch(`${sandbox.url}/auth/oauth2/v2/token`, {
		method: 'POST',
		body: form,
	});
	return ((await response.json()) as { access_token: string }).access_token;
}

const ANA = `/api/1/users/${USERS.ana}`;

test('gives the same token while it is valid, and a new one after', async () => {
	const first = await tokenOf(CLIENTS.manageAll);
	sandbox.advanceClock(35_999_000);
	expect(await tokenOf(CLIENTS.manageAll)).toBe(first);
	sandbox.advanceClock(1000);
	expect(await tokenOf(CLIENTS.manageAll)).not.toBe(first);
	expect((await call('GET', ANA, first)).status).toBe(401);
});

test('refuses by scope with 401, not 403', async () => {
	const rows = [
		['GET', ANA, [true, true, true, true, false]],
		['PUT', `${ANA}/lock_user`, [true, false, false, false, false]],
		['PUT', `${ANA}/logout`, [true, false, true, false, true]],
		['GET', `/api/2/mfa/users/${USERS.ana}/devices`, [true, false, false, false, false]],
		['GET', '/auth/rate_limit', [true, true, true, true, false]],
	] as const;
	const clients = [
		'manageAll',
		'readAll',
		'manageUsers',
		'readUsers',
		'authenticationOnly',
	] as const;
	for (const [method, path, may] of rows) {
		for (const [index, name] of clients.entries()) {
			const token = await tokenOf(CLIENTS[name]);
			const answer = await call(
				method,
				path,
				token,
				method === 'PUT' ? { locked_until: 1 } : undefined,
			);
			expect([path, name, answer.status]).toEqual([path, name, may[index] ? 200 : 401]);
			if (!may[index])
				expect(answer.body).toMatchObject({ status: { message: 'Insufficient Permission' } });
		}
	}
});

test('takes a TOTP code once', async () => {
	const token = await tokenOf(CLIENTS.manageAll);
	const device = sandbox.state.devices.find(({ id }) => id === DEVICES.anaAuthenticator);
	if (!device) throw new Error('No device');
	const body = { otp_token: sandbox.state.totpNow(device) };
	const path = `${ANA}/otp_devices/${device.id}/verify`;
	expect((await call('POST', path, token, body)).status).toBe(200);
	expect((await call('POST', path, token, body)).status).toBe(401);
});

test('a push stays pending until it is answered, and a state token ends', async () => {
	const token = await tokenOf(CLIENTS.manageAll);
	const path = `${ANA}/otp_devices/${DEVICES.anaProtect}`;
	const sent = await call('POST', `${path}/trigger`, token);
	const [{ state_token }] = (sent.body as { data: [{ state_token: string }] }).data;
	const ask = async () => (await call('POST', `${path}/verify`, token, { state_token })).status;
	expect(await ask()).toBe(401);
	sandbox.state.answer(DEVICES.anaProtect, 'accepted');
	expect(await ask()).toBe(200);
	sandbox.advanceClock(120_000);
	expect(await ask()).toBe(400);
});

test('a temporary token ends by time', () => {
	const { token } = sandbox.state.addTemporaryToken(USERS.ana, 60, true);
	expect(sandbox.state.takeTemporaryToken(USERS.ana, token)).toBe(true);
	expect(sandbox.state.takeTemporaryToken(USERS.ana, token)).toBe(true);
	sandbox.advanceClock(60_000);
	expect(sandbox.state.takeTemporaryToken(USERS.ana, token)).toBe(false);
});

test('codes and pushes can be reached by another process', async () => {
	const token = await tokenOf(CLIENTS.manageAll);
	await call('POST', `${ANA}/otp_devices/${DEVICES.anaSms}/trigger`, token);
	const act = async (name: string, body: object) =>
		await call('POST', `/__sandbox/actions/${name}`, undefined, body);
	expect(await act('lastCode', { deviceId: DEVICES.anaSms })).toMatchObject({
		body: { result: expect.stringMatching(/^B[0-9]{5}$/) as unknown },
	});
	expect(await act('messages', {})).toMatchObject({ body: { result: [{ by: 'sms' }] } });
	expect(await act('totpCode', { deviceId: DEVICES.anaAuthenticator })).toMatchObject({
		body: { result: expect.stringMatching(/^[0-9]{6}$/) as unknown },
	});
	expect(await act('answer', { deviceId: DEVICES.anaProtect, answer: 'accepted' })).toMatchObject({
		status: 400,
	});
});

test('is the same after a reset', async () => {
	const before = JSON.stringify([...sandbox.state.users.values()].map(({ id }) => id));
	sandbox.state.addUser();
	sandbox.state.deleteUser(USERS.ana);
	sandbox.reset();
	expect(JSON.stringify([...sandbox.state.users.values()].map(({ id }) => id))).toBe(before);
	expect(sandbox.state.devicesOf(USERS.ana)).toHaveLength(3);
});
