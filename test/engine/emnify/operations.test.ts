import {
	APPLICATION_TOKENS,
	DEVICES,
	KEYS,
	ORGANISATION,
	passwordOf,
	USERNAMES,
	USERS,
} from '../../../sandbox/emnify/seed';
import { sha1 } from '../../../sandbox/emnify/state';
import { byId, changes, operation, rows, runEmnify, sandboxForTests, sent } from './setup';

/** What each operation sends and gives out when all is well. */
const sandbox = sandboxForTests();
const ANA = byId(USERS.ana);
const OWN = { target: 'myOwnUser' };

test('every request has the token, wants JSON, and says JSON of its body only', async () => {
	await runEmnify(sandbox(), operation('user', 'suspend', { userId: ANA }));
	const [, get, patch] = sandbox().requests;
	for (const request of [get, patch]) {
		expect(request?.headers.authorization).toMatch(/^Bearer eyJ/);
		expect(request?.headers.accept).toBe('application/json');
	}
	expect(get?.headers['content-type']).toBeUndefined();
	expect(patch?.headers['content-type']).toBe('application/json');
});

describe('MFA key', () => {
	test('Get Many reads the record of the user', async () => {
		const result = await runEmnify(sandbox(), operation('mfaKey', 'getAll', { userId: ANA }));
		expect(sent(sandbox())).toEqual([['GET /v1/user/176257', undefined]]);
		expect(rows(result)).toEqual([
			{
				id: KEYS.anaActive,
				status: { id: 1, description: 'Active' },
				type: { id: 0, description: 'Time-Based One-Time Password' },
				creation_date: expect.any(String) as string,
				activation_date: expect.any(String) as string,
			},
			{
				id: KEYS.anaPending,
				status: { id: 0, description: 'Activation Pending' },
				type: { id: 0, description: 'Time-Based One-Time Password' },
				creation_date: expect.any(String) as string,
			},
		]);
	});

	test('Get Many keeps to its limit', async () => {
		const result = await runEmnify(
			sandbox(),
			operation('mfaKey', 'getAll', { userId: ANA, limit: 1 }),
		);
		expect(rows(result).map(({ id }) => id)).toEqual([KEYS.anaActive]);
	});

	test.each(['list', 'missing'] as const)('Get Many: none (%s)', async (emptyMfa) => {
		sandbox().updateSettings({ emptyMfa });
		const parameters = operation('mfaKey', 'getAll', { userId: byId(USERS.cleo) });
		const result = await runEmnify(sandbox(), parameters);
		expect([result.status, rows(result)]).toEqual(['success', []]);
	});

	test('Get Many leaves secrets out, should a record hold them', async () => {
		const mfa = [{ id: 1, secret_key: 'SECRETSEED', otpauth: 'otpauth://SECRETSEED' }, null, 5];
		for (const name of ['getAll', 'get']) {
			sandbox().fault({
				kind: 'status',
				status: 200,
				body: { id: USERS.ana, mfa },
				path: '/api/v1/user/176257',
			});
			const resource = name === 'get' ? 'user' : 'mfaKey';
			const result = await runEmnify(sandbox(), operation(resource, name, { userId: ANA }));
			expect(rows(result)).toMatchObject([name === 'get' ? { mfa: [{ id: 1 }] } : { id: 1 }]);
			expect(result.serialized()).not.toContain('SECRETSEED');
		}
	});

	test("Get Many of one's own keys", async () => {
		const key = sandbox().state.addKey(USERS.automation);
		const result = await runEmnify(sandbox(), operation('mfaKey', 'getAll', OWN), {
			as: 'automation',
		});
		expect(sent(sandbox())).toEqual([['GET /v1/user/my', undefined]]);
		expect(rows(result)).toMatchObject([{ id: key.id }]);
	});

	test('Get Statuses and Get Types', async () => {
		const statuses = await runEmnify(sandbox(), operation('mfaKey', 'getStatuses'));
		const types = await runEmnify(sandbox(), operation('mfaKey', 'getTypes'));
		expect(sent(sandbox())).toEqual([
			['GET /v1/user/mfa/status', undefined],
			['GET /v1/user/mfa/type', undefined],
		]);
		expect(rows(statuses)).toEqual([
			{ id: 0, description: 'Activation Pending' },
			{ id: 1, description: 'Active' },
		]);
		expect(rows(types)).toEqual([{ id: 0, description: 'Time-Based One-Time Password' }]);
	});

	test('Create sends the SHA-1 digest of the password in the credential and gives out the secret', async () => {
		const result = await runEmnify(sandbox(), operation('mfaKey', 'create'), { as: 'automation' });
		const password = sha1(passwordOf('automation'));
		expect(sent(sandbox())).toEqual([
			['GET /v1/user/mfa/status', undefined],
			['POST /v1/user/mfa', { type: { id: 0 }, password }],
		]);
		const [key] = sandbox().state.user(USERS.automation).keys;
		expect(rows(result)).toMatchObject([
			{ id: key?.id, secret_key: key?.secret, status: { description: 'Activation Pending' } },
		]);
		expect(rows(result)[0]?.otpauth).toContain(`secret=${key?.secret}`);
		for (const secret of [password, passwordOf('automation')]) {
			expect(result.serialized()).not.toContain(secret);
		}
	});

	test('Create sends a password as typed where that is chosen', async () => {
		sandbox().updateSettings({ keyPassword: 'plain' });
		const parameters = operation('mfaKey', 'create', {
			additionalFields: { passwordForm: 'plain' },
		});
		const result = await runEmnify(sandbox(), parameters, { as: 'automation' });
		expect(sent(sandbox()).at(-1)?.[1]).toEqual({
			type: { id: 0 },
			password: passwordOf('automation'),
		});
		expect(rows(result)).toMatchObject([{ secret_key: expect.any(String) as string }]);
	});

	test('Create with a password of its own and an application token that stands for a user', async () => {
		sandbox().updateSettings({ applicationTokenUser: USERS.admin });
		const parameters = operation('mfaKey', 'create', {
			additionalFields: { password: passwordOf('admin') },
		});
		const result = await runEmnify(sandbox(), parameters);
		expect(rows(result)).toMatchObject([{ secret_key: expect.any(String) as string }]);
		expect(sandbox().state.user(USERS.admin).keys).toHaveLength(1);
	});

	test('Activate sends the code at the top level, as text', async () => {
		const key = sandbox().state.addKey(USERS.automation);
		const code = sandbox().codeOf(USERS.automation, key.id);
		const parameters = operation('mfaKey', 'activate', { keyId: byId(key.id), code: ` ${code} ` });
		const result = await runEmnify(sandbox(), parameters, { as: 'automation' });
		expect(rows(result)).toEqual([{ activated: true, keyId: key.id }]);
		expect(sent(sandbox()).at(-1)).toEqual([
			`PATCH /v1/user/mfa/${key.id}`,
			{ status: { id: 1 }, code },
		]);
		expect(sandbox().state.user(USERS.automation).keys).toMatchObject([{ status: 1 }]);
	});

	test('Delete', async () => {
		const parameters = operation('mfaKey', 'delete', { userId: ANA, keyId: byId(KEYS.anaActive) });
		const result = await runEmnify(sandbox(), parameters);
		expect(rows(result)).toEqual([{ deleted: true, userId: USERS.ana, keyId: KEYS.anaActive }]);
		expect(sent(sandbox())).toEqual([['DELETE /v1/user/176257/mfa/717', undefined]]);
		expect(
			sandbox()
				.state.user(USERS.ana)
				.keys.map(({ id }) => id),
		).toEqual([KEYS.anaPending]);
	});

	test("Delete one's own key", async () => {
		const key = sandbox().state.addKey(USERS.automation);
		const parameters = operation('mfaKey', 'delete', { ...OWN, keyId: byId(key.id) });
		const result = await runEmnify(sandbox(), parameters, { as: 'automation' });
		expect(rows(result)).toEqual([{ deleted: true, target: 'myOwnUser', keyId: key.id }]);
		expect(sent(sandbox())).toEqual([[`DELETE /v1/user/my/mfa/${key.id}`, undefined]]);
		expect(sandbox().state.user(USERS.automation).keys).toEqual([]);
	});

	test('Delete of what is gone is told apart', async () => {
		const parameters = operation('mfaKey', 'delete', { userId: ANA, keyId: byId(4711) });
		const result = await runEmnify(sandbox(), parameters);
		expect(rows(result)).toEqual([
			{
				deleted: false,
				alreadyGone: true,
				note: 'This user has no such MFA key now',
				userId: USERS.ana,
				keyId: 4711,
			},
		]);
		const own = await runEmnify(
			sandbox(),
			operation('mfaKey', 'delete', { ...OWN, keyId: byId(4711) }),
			{ as: 'automation' },
		);
		expect(rows(own)).toMatchObject([{ deleted: false, alreadyGone: true }]);
	});

	test('Delete that does not happen is no success', async () => {
		const body = { error_code: 1601, error_token: 'Unavailable', message: 'Not available.' };
		const fault = { kind: 'status', status: 404, body, method: 'DELETE' } as const;
		sandbox().fault({ ...fault, path: '/api/v1/user/**' });
		const parameters = operation('mfaKey', 'delete', { userId: ANA, keyId: byId(KEYS.anaActive) });
		const result = await runEmnify(sandbox(), parameters);
		expect(result.error?.message).toBe(
			`emnify did not delete MFA Key '${KEYS.anaActive}' and does not say why`,
		);
	});
});

describe('trusted device', () => {
	const idsOf = (userId: number) =>
		sandbox()
			.state.user(userId)
			.devices.map(({ id }) => id);

	test('Get Many', async () => {
		const result = await runEmnify(
			sandbox(),
			operation('trustedDevice', 'getAll', { userId: ANA }),
		);
		expect(sent(sandbox())).toEqual([['GET /v1/user/176257/mfa/trusted_device', undefined]]);
		expect(rows(result).map(({ id }) => id)).toEqual([DEVICES.anaLaptop, DEVICES.anaPhone]);
		expect(rows(result)[0]).toEqual({
			id: DEVICES.anaLaptop,
			operating_system: 'Ubuntu 24.04 LTS',
			browser: 'Mozilla Firefox',
			activation_date: expect.any(String) as string,
		});
	});

	test.each([
		['both', ['GET /v1/user/my/mfa/trusted_device']],
		['my', ['GET /v1/user/my/mfa/trusted_device']],
		['short', ['GET /v1/user/my/mfa/trusted_device', 'GET /v1/user/mfa/trusted_device']],
	] as const)("Get Many of one's own (%s)", async (ownDevicePaths, expected) => {
		sandbox().updateSettings({ ownDevicePaths });
		const result = await runEmnify(sandbox(), operation('trustedDevice', 'getAll', OWN), {
			as: 'automation',
		});
		expect(sent(sandbox()).map(([call]) => call)).toEqual(expected);
		expect(rows(result).map(({ id }) => id)).toEqual(idsOf(USERS.automation));
	});

	test('Delete', async () => {
		const parameters = operation('trustedDevice', 'delete', {
			userId: ANA,
			deviceId: byId(DEVICES.anaLaptop),
		});
		const result = await runEmnify(sandbox(), parameters);
		expect(rows(result)).toEqual([
			{ deleted: true, userId: USERS.ana, deviceId: DEVICES.anaLaptop },
		]);
		expect(sent(sandbox())).toEqual([['DELETE /v1/user/176257/mfa/trusted_device/16', undefined]]);
		expect(idsOf(USERS.ana)).toEqual([DEVICES.anaPhone]);
	});

	test.each(['both', 'my', 'short'] as const)("Delete one's own (%s)", async (ownDevicePaths) => {
		sandbox().updateSettings({ ownDevicePaths });
		const parameters = operation('trustedDevice', 'delete', {
			...OWN,
			deviceId: byId(DEVICES.automationA),
		});
		const result = await runEmnify(sandbox(), parameters, { as: 'automation' });
		expect(rows(result)).toMatchObject([{ deleted: true, deviceId: DEVICES.automationA }]);
		expect(idsOf(USERS.automation)).toEqual([DEVICES.automationB]);
		expect(changes(sandbox())[0]).toBe('DELETE /v1/user/my/mfa/trusted_device/19');
	});

	test.each([{ userId: ANA }, OWN])('Delete of what is gone is told apart (%j)', async (whose) => {
		const parameters = operation('trustedDevice', 'delete', { ...whose, deviceId: byId(4711) });
		const result = await runEmnify(sandbox(), parameters, { as: 'automation' });
		expect(rows(result)).toMatchObject([{ deleted: false, alreadyGone: true, deviceId: 4711 }]);
	});

	test.each([{ userId: byId(USERS.automation) }, OWN])('Delete All (%j)', async (whose) => {
		const result = await runEmnify(sandbox(), operation('trustedDevice', 'deleteAll', whose), {
			as: 'automation',
		});
		expect(rows(result)).toMatchObject([
			{
				deleted: true,
				deletedCount: 2,
				devices: [
					{ id: DEVICES.automationA, result: 'deleted' },
					{ id: DEVICES.automationB, result: 'deleted' },
				],
			},
		]);
		expect(idsOf(USERS.automation)).toEqual([]);
	});

	test('Delete All where there is none', async () => {
		const parameters = operation('trustedDevice', 'deleteAll', { userId: byId(USERS.cleo) });
		const result = await runEmnify(sandbox(), parameters);
		expect(rows(result)).toEqual([
			{ deleted: true, userId: USERS.cleo, deletedCount: 0, devices: [] },
		]);
		expect(changes(sandbox())).toEqual([]);
	});

	test('Delete All goes on after one that fails, and reports each', async () => {
		sandbox().fault({
			kind: 'status',
			status: 403,
			body: { error_code: 1104, error_token: 'Forbidden', message: 'No.' },
			method: 'DELETE',
			path: `/api/v1/user/*/mfa/trusted_device/${DEVICES.anaLaptop}`,
		});
		const result = await runEmnify(
			sandbox(),
			operation('trustedDevice', 'deleteAll', { userId: ANA }),
			{ onError: 'continueErrorOutput' },
		);
		expect(idsOf(USERS.ana)).toEqual([DEVICES.anaLaptop]);
		expect(result.outputs[1]?.[0]?.json).toMatchObject({
			message: '1 of 2 trusted devices could not be deleted',
			error: {
				effect: 'partial',
				details: {
					userId: USERS.ana,
					deletedCount: 1,
					devices: [
						{ id: DEVICES.anaLaptop, result: 'failed', reason: 'emnify does not allow this' },
						{ id: DEVICES.anaPhone, result: 'deleted' },
					],
				},
			},
		});
	});
});

describe('user', () => {
	test('Get', async () => {
		const result = await runEmnify(sandbox(), operation('user', 'get', { userId: ANA }));
		expect(rows(result)).toMatchObject([
			{
				id: USERS.ana,
				username: USERNAMES.ana,
				status: { id: 1, description: 'Active' },
				organisation: ORGANISATION,
				roles: [
					{ id: 2, name: 'User' },
					{ id: 3, name: 'Observer' },
				],
			},
		]);
	});

	test("Get one's own record", async () => {
		const result = await runEmnify(sandbox(), operation('user', 'get', OWN), { as: 'cleo' });
		expect(sent(sandbox())).toEqual([['GET /v1/user/my', undefined]]);
		expect(rows(result)).toMatchObject([{ id: USERS.cleo }]);
	});

	test('Suspend and Reactivate', async () => {
		const suspended = await runEmnify(sandbox(), operation('user', 'suspend', { userId: ANA }));
		expect(rows(suspended)).toEqual([
			{
				changed: true,
				userId: USERS.ana,
				username: USERNAMES.ana,
				suspended: true,
				statusBefore: 'Active',
			},
		]);
		expect(sent(sandbox())).toEqual([
			['GET /v1/user/176257', undefined],
			['PATCH /v1/user/176257', { status: { id: 2 } }],
			['GET /v1/user/176257', undefined],
		]);
		expect(sandbox().state.user(USERS.ana).status).toBe(2);
		const back = await runEmnify(sandbox(), operation('user', 'reactivate', { userId: ANA }));
		expect(rows(back)).toMatchObject([{ changed: true, suspended: false }]);
		expect(sandbox().state.user(USERS.ana).status).toBe(1);
	});

	test.each([true, false])(
		'Suspend where all fields are wanted (said: %s)',
		async (patchSaysWhy) => {
			sandbox().updateSettings({ patchWantsAll: true, patchSaysWhy });
			const result = await runEmnify(sandbox(), operation('user', 'suspend', { userId: ANA }));
			expect(rows(result)).toMatchObject([{ changed: true, suspended: true }]);
			const patches = sent(sandbox()).filter(([call]) => call.startsWith('PATCH'));
			expect(patches.at(-1)?.[1]).toEqual({
				username: USERNAMES.ana,
				name: 'Ana Lopez',
				status: { id: 2 },
			});
			expect(sandbox().state.user(USERS.ana)).toMatchObject({ status: 2, username: USERNAMES.ana });
		},
	);

	test.each([
		['suspend', USERS.suspended],
		['reactivate', USERS.ana],
	])('%s of who is so already changes nothing', async (name, id) => {
		const result = await runEmnify(sandbox(), operation('user', name, { userId: byId(id) }));
		expect(rows(result)).toMatchObject([{ changed: false, userId: id }]);
		expect(changes(sandbox())).toEqual([]);
	});

	test('Suspend of a user who awaits activation', async () => {
		const parameters = operation('user', 'suspend', { userId: byId(USERS.pending) });
		expect(rows(await runEmnify(sandbox(), parameters))).toMatchObject([{ changed: true }]);
		expect(sandbox().state.user(USERS.pending).status).toBe(2);
	});

	test('Reactivate of a user who awaits activation is refused', async () => {
		const parameters = operation('user', 'reactivate', { userId: byId(USERS.pending) });
		const result = await runEmnify(sandbox(), parameters);
		expect(result.error?.message).toBe(
			`The user '${USERNAMES.pending}' has not been activated yet`,
		);
		expect(changes(sandbox())).toEqual([]);
	});

	test('Suspend whose answer was lost is settled by reading back', async () => {
		sandbox().fault({ kind: 'reset', applied: true, method: 'PATCH', path: '/api/v1/user/*' });
		const result = await runEmnify(sandbox(), operation('user', 'suspend', { userId: ANA }));
		expect(rows(result)).toMatchObject([{ changed: true, suspended: true }]);
		// The second sending is refused as no change (2 to 2), and the record then shows it done.
		expect(sent(sandbox()).map(([call]) => call)).toEqual([
			'GET /v1/user/176257',
			'PATCH /v1/user/176257',
			'PATCH /v1/user/176257',
			'GET /v1/user/176257',
		]);
	});

	test.each([
		['v2', 204],
		['v2', 200],
		['v1', 204],
	] as const)('Delete by %s, answered with %i', async (apiVersion, deleteUserV2Status) => {
		sandbox().updateSettings({ deleteUserV2Status });
		const parameters = operation('user', 'delete', { userId: ANA, apiVersion });
		const result = await runEmnify(sandbox(), parameters);
		expect(rows(result)).toEqual([{ deleted: true, userId: USERS.ana }]);
		expect(sent(sandbox())).toEqual([[`DELETE /${apiVersion}/user/176257`, undefined]]);
		expect(sandbox().state.users.has(USERS.ana)).toBe(false);
	});

	test('Delete of who is gone is told apart', async () => {
		const parameters = operation('user', 'delete', { userId: byId(4711) });
		expect(rows(await runEmnify(sandbox(), parameters))).toEqual([
			{
				deleted: false,
				alreadyGone: true,
				note: 'There is no such user now where the credential reaches',
				userId: 4711,
			},
		]);
	});

	test('Delete by a call that the service does not know is no success', async () => {
		sandbox().updateSettings({ deleteUserV2Status: 404 });
		const result = await runEmnify(sandbox(), operation('user', 'delete', { userId: ANA }));
		expect(result.status).toBe('error');
		expect(result.error?.description).toContain('API Version');
		expect(sandbox().state.users.has(USERS.ana)).toBe(true);
	});

	test('Remove Role', async () => {
		const parameters = operation('user', 'removeRole', { userId: ANA, roleId: byId(3) });
		const result = await runEmnify(sandbox(), parameters);
		expect(rows(result)).toEqual([{ deleted: true, userId: USERS.ana, roleId: 3 }]);
		expect(sent(sandbox())).toEqual([['DELETE /v1/user/176257/role/3', undefined]]);
		expect(sandbox().state.user(USERS.ana).roles).toEqual([2]);
	});

	test('Remove Role of a role that the user does not have is told apart', async () => {
		const parameters = operation('user', 'removeRole', { userId: ANA, roleId: byId(1) });
		expect(rows(await runEmnify(sandbox(), parameters))).toEqual([
			{
				deleted: false,
				alreadyGone: true,
				note: 'This user has no such role now',
				userId: USERS.ana,
				roleId: 1,
			},
		]);
	});

	test('Remove Role of the last role is said clearly', async () => {
		const parameters = operation('user', 'removeRole', {
			userId: byId(USERS.cleo),
			roleId: byId(2),
		});
		const result = await runEmnify(sandbox(), parameters);
		expect(result.error?.message).toBe(
			"Role '2' is the last role of the user, which emnify does not remove",
		);
		expect(result.error?.description).toContain('suspend or delete the user');
	});

	test("Remove Role of one's own says why not", async () => {
		sandbox().state.user(USERS.automation).roles = [1, 2];
		const parameters = operation('user', 'removeRole', {
			userId: byId(USERS.automation),
			roleId: byId(2),
		});
		const result = await runEmnify(sandbox(), parameters, { as: 'automation' });
		expect(result.error?.message).toBe('emnify does not remove this role from the user');
		expect(result.error?.description).toContain('nobody can change their own roles');
	});
});

describe('application token', () => {
	test('Get Many: all, of a creator, by status', async () => {
		const idsOf = async (filters: object) =>
			rows(
				await runEmnify(
					sandbox(),
					operation('applicationToken', 'getAll', { returnAll: true, filters: filters as never }),
				),
			).map(({ id }) => id);
		expect(await idsOf({})).toEqual([11, 12, 13, 14]);
		expect(await idsOf({ creator: USERS.ana })).toEqual([12, 13]);
		expect(await idsOf({ creator: 'ANA@example.com' })).toEqual([12, 13]);
		expect(await idsOf({ status: 1 })).toEqual([13]);
		expect(await idsOf({ creator: USERS.ana, status: 0 })).toEqual([12]);
		expect(new Set(sent(sandbox()).map(([call]) => call))).toEqual(
			new Set(['GET /v1/application_token']),
		);
	});

	test.each(['', '  ', 'Ana', 'ana'])('Get Many: the creator %j is refused', async (creator) => {
		const parameters = operation('applicationToken', 'getAll', { filters: { creator } });
		const result = await runEmnify(sandbox(), parameters);
		expect(result.error?.message).toContain("The filter 'Creator' is neither an ID nor a username");
		expect(sandbox().requests).toEqual([]);
	});

	test('Revoke', async () => {
		const { id } = APPLICATION_TOKENS.ana;
		const parameters = operation('applicationToken', 'revoke', { applicationTokenId: byId(id) });
		const result = await runEmnify(sandbox(), parameters);
		expect(rows(result)).toEqual([
			{
				revoked: true,
				applicationTokenId: id,
				description: "Ana's script",
				creator: { id: USERS.ana, name: 'Ana Lopez', username: USERNAMES.ana },
			},
		]);
		expect(sent(sandbox())).toEqual([
			['GET /v1/application_token', undefined],
			[`PATCH /v1/application_token/${id}`, { status: { id: 1 } }],
		]);
		expect(sandbox().state.applicationTokens.get(id)?.status).toBe(1);
		const again = await runEmnify(sandbox(), parameters);
		expect(rows(again)).toMatchObject([{ revoked: false, alreadyRevoked: true }]);
	});

	test('Revoke of a token that does not exist', async () => {
		const parameters = operation('applicationToken', 'revoke', { applicationTokenId: byId(99) });
		const result = await runEmnify(sandbox(), parameters);
		expect(result.error?.message).toBe("Application Token '99' does not exist");
		expect(changes(sandbox())).toEqual([]);
	});
});

describe('authentication: Get Token Info', () => {
	test('of an application token, without the token', async () => {
		const result = await runEmnify(sandbox(), operation('authentication', 'getTokenInfo'));
		expect(rows(result)).toEqual([
			{
				kind: 'applicationToken',
				subject: APPLICATION_TOKENS.all.id,
				applicationId: APPLICATION_TOKENS.all.id,
				organisation: ORGANISATION,
				issuedAt: expect.any(String) as string,
				expiresAt: expect.any(String) as string,
			},
		]);
		const { issuedAt, expiresAt } = rows(result)[0] ?? {};
		const life = Date.parse(expiresAt as string) - Date.parse(issuedAt as string);
		expect(life).toBe(14_400_000);
		expect(sandbox().signIns).toBe(1);
		expect(result.serialized()).not.toContain('eyJ');
	});

	test('of user credentials, with the token when ticked', async () => {
		const parameters = operation('authentication', 'getTokenInfo', { includeTokens: true });
		const result = await runEmnify(sandbox(), parameters, { as: 'cleo' });
		const [info] = rows(result);
		expect(info).toMatchObject({ kind: 'userCredentials', subject: USERNAMES.cleo });
		expect(`Bearer ${info?.authToken as string}`).toBe(
			sandbox().requests.at(-1)?.headers.authorization,
		);
	});

	test('of a token that is no JWT', async () => {
		sandbox().fault({
			kind: 'status',
			status: 200,
			body: { auth_token: 'opaque' },
			path: '/api/v1/authenticate',
		});
		sandbox().fault({ kind: 'status', status: 200, body: [], path: '/api/v1/user/mfa/status' });
		const result = await runEmnify(sandbox(), operation('authentication', 'getTokenInfo'));
		expect(rows(result)).toMatchObject([
			{ kind: 'applicationToken', subject: null, expiresAt: null, organisation: { id: null } },
		]);
	});
});
