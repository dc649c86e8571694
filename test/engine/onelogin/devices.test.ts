import type { IDataObject } from 'n8n-workflow';

import { CLIENTS, DEVICES, USERS } from '../../../sandbox/onelogin/seed';
import {
	byId,
	calls,
	changes,
	rows,
	runOneLogin,
	sandboxForTests,
	type OneLoginRun,
} from './setup';

const sandbox = sandboxForTests();
const V1 = `/api/1/users/${USERS.ana}/otp_devices`;
const V2 = `/api/2/mfa/users/${USERS.ana}/devices`;

const remove = async (apiVersion: number, userId: number, deviceId: number | string) =>
	await runOneLogin(sandbox(), {
		resource: 'device',
		operation: 'remove',
		apiVersion,
		userId: byId(userId),
		deviceId: byId(deviceId),
	});

const removeAll = async (userId: number = USERS.ana, run: OneLoginRun = {}) =>
	await runOneLogin(
		sandbox(),
		{ resource: 'device', operation: 'removeAll', userId: byId(userId), options: { maxWait: 1 } },
		run,
	);

const left = (userId: number = USERS.ana) =>
	sandbox()
		.state.devicesOf(userId)
		.map(({ id }) => id);

describe('Remove', () => {
	test.each([1, 2])(
		'of what is gone already says so, once the user was seen (version %d)',
		async (apiVersion) => {
			const result = await remove(apiVersion, USERS.ana, 999999);
			expect(rows(result)).toEqual([
				{
					deleted: false,
					alreadyGone: true,
					note: 'This user has no such device now',
					userId: String(USERS.ana),
					deviceId: '999999',
				},
			]);
			const collection = apiVersion === 1 ? V1 : V2;
			expect(calls(sandbox())).toEqual([
				`DELETE ${collection}/999999`,
				`GET /api/2/users/${USERS.ana}`,
				`GET ${collection}`,
			]);
		},
	);

	test.each([1, 2])(
		'for a user who does not exist names the user (version %d)',
		async (apiVersion) => {
			const result = await remove(apiVersion, 12345, DEVICES.anaSms);
			expect(result.error?.message).toBe("User '12345' does not exist at OneLogin");
			expect(result.error?.description).toContain("Check the parameter 'User'");
			expect(left()).toHaveLength(3);
		},
	);

	test('is not taken for done when the address was wrong', async () => {
		sandbox().fault({
			kind: 'status',
			status: 404,
			body: { status: { error: true, code: 404, type: 'Not Found', message: 'No Route Exists' } },
			method: 'DELETE',
		});
		const result = await remove(1, USERS.ana, DEVICES.anaSms);
		expect(result.error?.message).toBe(
			"OneLogin does not find the device '525509', but still lists it",
		);
		expect(result.error?.context.data).toMatchObject({ effect: 'unknown' });
		expect(left()).toHaveLength(3);
	});

	test("does not reach another user's device", async () => {
		const result = await remove(1, USERS.ana, DEVICES.pendingSms);
		expect(rows(result)).toMatchObject([{ deleted: false, alreadyGone: true }]);
		expect(left(USERS.pending)).toEqual([DEVICES.pendingSms]);
	});

	test('a temporary token is no device of version 1', async () => {
		const result = await remove(1, USERS.ana, `user_temp_otp_${USERS.ana}`);
		expect(result.error?.message).toContain("The parameter 'Device'");
		expect(calls(sandbox())).toEqual([]);
	});
});

describe('Remove All', () => {
	test('removes each once, though a push and its code are listed apart', async () => {
		const result = await removeAll();
		const [row] = rows(result);
		expect(row).toMatchObject({
			removed: true,
			removedCount: 3,
			devices: [
				{ deviceId: '525509', factor: 'OneLogin SMS', name: 'Work phone', result: 'removed' },
				{ deviceId: '526532', factor: 'OneLogin Protect', result: 'removed' },
				{ deviceId: '525510', factor: 'Google Authenticator', result: 'removed' },
			],
		});
		expect(row?.notCovered).toEqual(expect.arrayContaining(['WebAuthn and FIDO2 keys']));
		expect(changes(sandbox())).toEqual([
			`DELETE ${V1}/525509`,
			`DELETE ${V1}/526532`,
			`DELETE ${V1}/525510`,
		]);
		expect(left()).toEqual([]);
	});

	test('removes each once also when version 2 has ids of its own', async () => {
		sandbox().updateSettings({ deviceIds: 'different' });
		expect(rows(await removeAll())).toMatchObject([{ removed: true, removedCount: 3 }]);
		expect(changes(sandbox())).toHaveLength(3);
		expect(left()).toEqual([]);
	});

	test('takes those that version 2 alone lists through version 2', async () => {
		sandbox().fault({
			kind: 'status',
			status: 200,
			body: { status: { error: false, code: 200, type: 'success' }, data: { otp_devices: [] } },
			path: '/api/1/**/otp_devices',
			times: 'always',
		});
		const result = await removeAll();
		expect(rows(result)).toMatchObject([{ removed: true, removedCount: 3 }]);
		expect(changes(sandbox())).toEqual([
			`DELETE ${V2}/525509`,
			`DELETE ${V2}/526532`,
			`DELETE ${V2}/525510`,
		]);
		expect(left()).toEqual([]);
	});

	test('removes what was never finished', async () => {
		expect(rows(await removeAll(USERS.pending))).toMatchObject([{ removedCount: 1 }]);
		expect(left(USERS.pending)).toEqual([]);
	});

	test.each(['list', 'missing', 'nested'] as const)(
		'of nothing is done at once, an empty list being %s',
		async (emptyDevices) => {
			sandbox().updateSettings({ emptyDevices });
			const result = await removeAll(USERS.ben);
			expect(rows(result)).toMatchObject([{ removed: true, removedCount: 0, devices: [] }]);
			expect(calls(sandbox())).toHaveLength(2);
		},
	);

	test('removes nothing when the page of a proxy stands in the place of a list', async () => {
		for (const path of ['/api/1/**/otp_devices', '/api/2/mfa/**/devices']) {
			sandbox().clearFaults();
			sandbox().fault({ kind: 'html', status: 200, path, times: 'always' });
			const result = await removeAll();
			expect(result.error?.message).toBe('OneLogin sent an answer that cannot be read');
		}
		expect(changes(sandbox())).toEqual([]);
	});

	test('removes nothing when the scope does not reach version 2', async () => {
		const result = await removeAll(USERS.ana, { client: CLIENTS.manageUsers });
		expect(result.error?.description).toContain('Manage All');
		expect(changes(sandbox())).toEqual([]);
	});

	test('goes on after a failure, and the error carries what was done', async () => {
		sandbox().fault({
			kind: 'status',
			status: 403,
			body: { status: { error: true, code: 403, type: 'forbidden', message: 'not yours' } },
			method: 'DELETE',
			path: '**/526532',
			times: 'always',
		});
		const result = await removeAll(USERS.ana, { onError: 'continueErrorOutput' });
		const [row] = result.outputs[1] ?? [];
		const error = row?.json.error as IDataObject;
		expect(row?.json.message).toBe('1 of 3 API-visible devices may not be removed');
		expect(error.description).toContain('526532: OneLogin does not allow this');
		expect(error).toMatchObject({
			effect: 'partial',
			details: {
				userId: String(USERS.ana),
				removedCount: 2,
				devices: [
					{ deviceId: '525509', result: 'removed' },
					{ deviceId: '526532', result: 'failed', reason: 'OneLogin does not allow this' },
					{ deviceId: '525510', result: 'removed' },
				],
			},
		});
		expect(left()).toEqual([DEVICES.anaProtect]);
		expect(changes(sandbox())).toHaveLength(3);
	});

	test('settles a lost answer by looking again', async () => {
		sandbox().fault({
			kind: 'close',
			method: 'DELETE',
			path: `${V1}/526532`,
			applied: true,
			times: 'always',
		});
		const result = await removeAll();
		expect(rows(result)).toMatchObject([{ removed: true, removedCount: 3 }]);
		expect(left()).toEqual([]);
	});

	test('does not call removed what is still listed', async () => {
		sandbox().updateSettings({ removalLagMs: 60_000 });
		const result = await removeAll();
		expect(result.error?.message).toBe('3 of 3 API-visible devices may not be removed');
		expect(result.error?.description).toContain('still lists the device');
		expect(result.error?.context.data).toMatchObject({
			details: { removedCount: 0, devices: [{ result: 'stillListed' }, {}, {}] },
		});
	});

	test('keeps the record when the last look fails', async () => {
		sandbox().fault({ kind: 'status', status: 400, path: V2, after: 1, times: 'always' });
		const result = await removeAll();
		expect(result.error?.message).toBe('The devices were removed, but that could not be checked');
		expect(result.error?.context.data).toMatchObject({
			effect: 'partial',
			details: { removedCount: 3, devices: [{ result: 'removed' }, {}, {}] },
		});
		expect(left()).toEqual([]);
	});

	test('tells of a device that came meanwhile', async () => {
		const { state } = sandbox();
		let came = false;
		sandbox().fault({
			kind: 'slow',
			delayMs: 1,
			method: 'DELETE',
			when: () => {
				if (!came) state.addDevice(USERS.ana, { id: 700001, kind: 'yubikey', active: false });
				came = true;
				return false;
			},
		});
		const result = await removeAll();
		expect(result.error?.description).toContain('somebody may have enrolled it meanwhile');
		expect(left()).toEqual([700001]);
	});

	test('run again, finds nothing to do', async () => {
		await removeAll();
		expect(rows(await removeAll())).toMatchObject([{ removed: true, removedCount: 0 }]);
	});
});

describe('Get Available', () => {
	const available = async (items: IDataObject[] = [{ id: USERS.ben }], options: IDataObject = {}) =>
		await runOneLogin(
			sandbox(),
			{
				resource: 'factor',
				operation: 'getAvailable',
				userId: byId('={{ $json.id }}'),
				options: options as never,
			},
			{ items },
		);

	test('falls back to the other spelling of the path, and remembers it for the run', async () => {
		sandbox().updateSettings({ factorsPath: 'auth_factor' });
		const result = await available([{ id: USERS.ben }, { id: USERS.pending }], { concurrency: 1 });
		expect(rows(result).map(({ name }) => name)).toEqual([
			'OneLogin SMS',
			'OneLogin Voice',
			'OneLogin Voice',
		]);
		expect(calls(sandbox())).toEqual([
			`GET /api/1/users/${USERS.ben}/auth_factors`,
			`GET /api/1/users/${USERS.ben}/auth_factor`,
			`GET /api/1/users/${USERS.pending}/auth_factor`,
		]);
	});

	test('does not take a user who does not exist for the other spelling', async () => {
		const result = await available([{ id: 12345 }]);
		expect(result.error?.message).toBe("User '12345' does not exist at OneLogin");
		expect(calls(sandbox())).toEqual(['GET /api/1/users/12345/auth_factors']);
	});

	test('tells when neither spelling is there', async () => {
		sandbox().fault({ kind: 'status', status: 404, path: '**/auth_factor*', times: 'always' });
		const result = await available();
		expect(result.error?.message).toBe('OneLogin was not reached at this address');
		expect(calls(sandbox())).toHaveLength(2);
	});
});

test.each(['list', 'missing', 'nested'] as const)(
	'Get Many of no devices gives no row, an empty list being %s',
	async (emptyDevices) => {
		sandbox().updateSettings({ emptyDevices });
		const result = await runOneLogin(sandbox(), {
			resource: 'device',
			operation: 'getAll',
			userId: byId(USERS.ben),
		});
		expect(result.error).toBeUndefined();
		expect(rows(result)).toEqual([]);
	},
);

test('a list of devices holds no state token', async () => {
	sandbox().fault({
		kind: 'status',
		status: 200,
		body: {
			status: { type: 'success' },
			data: { otp_devices: [{ id: 1, state_token: 'a-secret-state-token' }] },
		},
		path: V1,
	});
	const result = await runOneLogin(sandbox(), {
		resource: 'device',
		operation: 'getAll',
		userId: byId(USERS.ana),
	});
	expect(rows(result)).toEqual([{ user_id: String(USERS.ana), device_id: '1' }]);
	expect(result.serialized()).not.toContain('a-secret-state-token');
});
