import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { CLIENTS, CROWD_SIZE, DEVICES, EMAILS, USERS } from '../../../sandbox/onelogin/seed';
import { refused } from './lifecycle';
import {
	byEmail,
	byId,
	calls,
	changes,
	countOf,
	rows,
	runOneLogin,
	sandboxForTests,
	type OneLoginRun,
} from './setup';

const sandbox = sandboxForTests();
const audit = async (parameters: INodeParameters, run: OneLoginRun = {}) =>
	await runOneLogin(sandbox(), { resource: 'user', operation: 'auditMfa', ...parameters }, run);

const factorsOf = (record: IDataObject | undefined) => (record?.factors ?? []) as IDataObject[];
const idsOf = (result: Awaited<ReturnType<typeof audit>>) =>
	rows(result).map(({ user }) => (user as IDataObject).id);

test('tells one user in neutral terms, each device once', async () => {
	const [record] = rows(await audit({ userId: byEmail(EMAILS.ana) }));
	expect(record).toMatchObject({
		provider: 'oneLogin',
		user: { id: String(USERS.ana), email: EMAILS.ana },
		hasActiveMfa: true,
		compliant: true,
		strongest: 'app',
		weakest: 'weak',
		visibility: 'partial',
		counts: { active: 3, pending: 0, phishingResistant: 0, app: 2, weak: 1 },
		kept: [],
	});
	expect(factorsOf(record)).toContainEqual({
		provider: 'oneLogin',
		userId: String(USERS.ana),
		factorId: String(DEVICES.anaAuthenticator),
		type: 'totp',
		strength: 'app',
		countsAsMfa: true,
		status: 'active',
		label: 'Authenticator',
		createdAt: null,
		lastUsedAt: null,
	});
	expect(record).not.toHaveProperty('unreadable');
	expect(changes(sandbox())).toEqual([]);
});

test('knows every kind of device by its official name', async () => {
	const [record] = rows(await audit({ userId: byId(USERS.everyKind) }));
	expect(factorsOf(record).map(({ type }) => type)).toEqual([
		'sms',
		'voice',
		'email',
		'push',
		'totp',
		'hardware-otp',
		'push',
	]);
});

test('counts what only version 2 lists', async () => {
	sandbox().fault({
		kind: 'status',
		status: 200,
		body: { status: { error: false, code: 200, type: 'success' }, data: { otp_devices: [] } },
		path: '/api/1/users/*/otp_devices',
	});
	const [record] = rows(await audit({ userId: byId(USERS.everyKind) }));
	expect(factorsOf(record).map(({ type }) => type)).toContain('email');
	expect(record).toMatchObject({ hasActiveMfa: true, counts: { active: 7 } });
});

test('counts no device twice where the versions give it different ids', async () => {
	sandbox().updateSettings({ deviceIds: 'different' });
	const [record] = rows(await audit({ userId: byId(USERS.ana) }));
	expect(record).toMatchObject({ counts: { active: 3 } });
});

test('two devices of one kind and name are two, also under different ids', async () => {
	sandbox().updateSettings({ deviceIds: 'different' });
	for (let i = 0; i < 2; i++) sandbox().state.addDevice(USERS.ben, { kind: 'sms', label: 'Phone' });
	const [record] = rows(await audit({ userId: byId(USERS.ben) }));
	expect(record).toMatchObject({ counts: { active: 2 } });
});

test.each([
	['nothing', USERS.ben, { active: 0, pending: 0 }],
	['a device that was never confirmed', USERS.pending, { active: 0, pending: 1 }],
])('a user with %s may have what is not shown: neither yes nor no', async (_, id, counts) => {
	const [record] = rows(await audit({ userId: byId(id) }));
	expect(record).toMatchObject({
		hasActiveMfa: null,
		compliant: null,
		strongest: null,
		visibility: 'partial',
		counts,
	});
});

test('a temporary token that version 2 lists stands in for a factor, and protects nobody', async () => {
	sandbox().updateSettings({ listTemporaryTokens: true });
	sandbox().state.addTemporaryToken(USERS.ben, 600, false);
	const [record] = rows(await audit({ userId: byId(USERS.ben) }));
	expect(record).toMatchObject({
		hasActiveMfa: null,
		compliant: null,
		strongest: null,
		counts: { active: 0, oneTimeAccess: 1 },
		factors: [{ type: 'temporary-code', strength: 'weak', countsAsMfa: false }],
		kept: [],
	});
});

test.each(['Insufficient Permission', 'Please provide valid credentials'] as const)(
	'a scope that only reads (said as "%s") sees version 1, says so, and asks version 2 once',
	async (missingScope) => {
		sandbox().updateSettings({ missingScope });
		const result = await audit(
			{ auditOf: 'all', limit: 4, options: { concurrency: 1 } },
			{ client: CLIENTS.readUsers },
		);
		const [record] = rows(result);
		expect(record).toMatchObject({
			user: { id: String(USERS.ana) },
			counts: { active: 3 },
			unreadable: expect.stringContaining(missingScope) as unknown,
		});
		expect(rows(result)).toHaveLength(4);
		for (const row of rows(result)) expect(row.unreadable).toContain('API v2');
		// Sent again after the token was checked, where the words may be about the token.
		const asked = missingScope === 'Insufficient Permission' ? 1 : 2;
		expect(countOf(sandbox(), /\/api\/2\/mfa\//)).toBe(asked);
	},
);

test('a refusal for another reason is a failure and no gap in the picture', async () => {
	sandbox().fault({ ...refused, path: '/api/2/mfa/users/*/devices' });
	const result = await audit({ userId: byId(USERS.ana) });
	expect(result.error?.description).toContain('OneLogin says: Not today');
});

test('all users, page by page, suspended ones left out unless chosen', async () => {
	const result = await audit({ auditOf: 'all', returnAll: true });
	const ids = idsOf(result);
	const stories = Object.keys(USERS).length;
	expect(ids).toHaveLength(CROWD_SIZE + stories - 1);
	expect(new Set(ids).size).toBe(ids.length);
	expect(ids).not.toContain(String(USERS.suspended));
	expect(calls(sandbox()).filter((call) => call.startsWith('GET /api/2/users'))).toHaveLength(3);
	const all = await audit({
		auditOf: 'all',
		returnAll: true,
		filters: { includeSuspended: true },
	});
	expect(idsOf(all)).toContain(String(USERS.suspended));
});

test('a limit and the filters of the service', async () => {
	expect(rows(await audit({ auditOf: 'all', limit: 3 }))).toHaveLength(3);
	const filtered = await audit({ auditOf: 'all', returnAll: true, filters: { username: 'ana*' } });
	expect(idsOf(filtered)).toEqual([String(USERS.ana)]);
	const refusal = await audit({ auditOf: 'all', filters: { username: '' } });
	expect(refusal.error?.message).toContain("'Username' is empty");
});

test('a user who is not there is an error where one user was named', async () => {
	const result = await audit({ userId: byId(99) });
	expect(result.error?.message).toBe("No user was found for '99'");
});
