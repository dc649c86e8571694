import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { APPLICATION_TOKENS, KEYS, USERNAMES, USERS } from '../../../sandbox/emnify/seed';
import { DELETE_DEVICES, DELETE_KEYS, DEVICE_LIST, linesOf, RECORD } from './lifecycle';
import {
	byId,
	byUsername,
	calls,
	changes,
	operation,
	rows,
	runEmnify,
	sandboxForTests,
} from './setup';

const sandbox = sandboxForTests();
const ana = () => sandbox().state.user(USERS.ana);
const tokenStatus = (id: number) => sandbox().state.applicationTokens.get(id)?.status;

describe('Reset MFA', () => {
	const reset = async (parameters: INodeParameters = {}) =>
		await runEmnify(
			sandbox(),
			operation('user', 'resetMfa', { mode: 'execute', userId: byId(USERS.ana), ...parameters }),
		);

	test('removes devices, then keys, of an account that stays active, and warns', async () => {
		const [record] = rows(await reset());
		expect(calls(sandbox())).toEqual([
			RECORD,
			DEVICE_LIST,
			...DELETE_DEVICES,
			...DELETE_KEYS,
			DEVICE_LIST,
			RECORD,
		]);
		expect(record).toMatchObject({
			outcome: 'completed',
			verified: true,
			removed: { factors: 2, trustedDevices: 2 },
			warnings: [
				{
					code: 'passwordAloneOpens',
					text: expect.stringContaining('password alone') as unknown,
				},
			],
		});
		expect(ana()).toMatchObject({ status: 1, keys: [], devices: [], roles: [2, 3] });
		expect(tokenStatus(APPLICATION_TOKENS.ana.id)).toBe(0);
	});

	test('removes only what was chosen', async () => {
		const [record] = rows(await reset({ steps: ['deleteFactors'] }));
		expect(record).toMatchObject({ outcome: 'completed', removed: { factors: 2 } });
		expect(ana().devices).toHaveLength(2);
	});

	test('previews by default', async () => {
		const result = await runEmnify(
			sandbox(),
			operation('user', 'resetMfa', { userId: byUsername(USERNAMES.ana) }),
		);
		const [record] = rows(result);
		expect(record).toMatchObject({ outcome: 'previewed' });
		// The list by which the user was found has no keys: they come from the record.
		expect(linesOf(record, 'deleteFactors').map(({ target }) => target)).toEqual(
			[KEYS.anaActive, KEYS.anaPending].map(String),
		);
		expect(changes(sandbox())).toEqual([]);
	});

	test('a second run finds nothing to do', async () => {
		await reset();
		expect(rows(await reset())).toMatchObject([{ outcome: 'nothingToDo', verified: true }]);
	});
});

describe('Audit MFA', () => {
	const audit = async (parameters: INodeParameters) =>
		await runEmnify(sandbox(), operation('user', 'auditMfa', parameters));

	test('tells one user in neutral terms, with one request', async () => {
		const key = ana().keys[0];
		if (key) key.creation_date = '2021-11-18T09:25:53.000+0100';
		const [record] = rows(await audit({ userId: byId(USERS.ana) }));
		expect(calls(sandbox())).toEqual([RECORD]);
		expect(record).toMatchObject({
			provider: 'emnify',
			user: { id: String(USERS.ana), email: USERNAMES.ana },
			hasActiveMfa: true,
			compliant: true,
			strongest: 'app',
			weakest: 'app',
			visibility: 'partial',
			counts: { active: 1, pending: 1, phishingResistant: 0, app: 1, weak: 0 },
			kept: [],
		});
		expect((record?.factors as IDataObject[])[0]).toEqual({
			provider: 'emnify',
			userId: String(USERS.ana),
			factorId: String(KEYS.anaActive),
			type: 'totp',
			strength: 'app',
			countsAsMfa: true,
			status: 'active',
			label: 'Time-Based One-Time Password',
			createdAt: '2021-11-18T08:25:53.000Z',
			lastUsedAt: null,
		});
	});

	test('a user whom MFA by email may protect is neither protected nor unprotected', async () => {
		for (const emptyMfa of ['list', 'missing'] as const) {
			sandbox().updateSettings({ emptyMfa });
			const [record] = rows(await audit({ userId: byUsername(USERNAMES.ben) }));
			expect(record).toMatchObject({ hasActiveMfa: null, compliant: null, strongest: null });
		}
	});

	test('a key that awaits its activation does not count, nor is it called unprotected', async () => {
		sandbox().state.addKey(USERS.cleo);
		const [record] = rows(await audit({ userId: byId(USERS.cleo) }));
		expect(record).toMatchObject({ hasActiveMfa: null, compliant: null, counts: { pending: 1 } });
	});

	test('a key of a type that is not known may be strong, and email is called by its name', async () => {
		sandbox().fault({
			kind: 'status',
			status: 200,
			body: {
				id: USERS.ana,
				username: USERNAMES.ana,
				mfa: [
					{ id: 1, status: { id: 1 }, type: { id: 1, description: 'Email' } },
					{ id: 2, status: { id: 1 }, type: { id: 7, description: 'Something New' } },
					{ id: 3 },
				],
			},
			method: 'GET',
			path: `/api/v1/user/${USERS.ana}`,
		});
		const [record] = rows(await audit({ userId: byId(USERS.ana) }));
		expect(record).toMatchObject({
			hasActiveMfa: true,
			compliant: null,
			strongest: 'weak',
			counts: { active: 2, unknown: 1, weak: 1 },
		});
		const types = (record?.factors as IDataObject[]).map(({ type, status }) => [type, status]);
		expect(types).toEqual([
			['email', 'active'],
			['other', 'active'],
			['other', 'pending'],
		]);
	});

	const idsOf = (records: IDataObject[]) => records.map(({ user }) => (user as IDataObject).id);

	test('all users, page by page, suspended ones left out unless chosen', async () => {
		const all = idsOf(rows(await audit({ auditOf: 'all', returnAll: true })));
		expect(all.length).toBeGreaterThan(130);
		expect(new Set(all).size).toBe(all.length);
		expect(all).not.toContain(String(USERS.suspended));
		expect(all).toContain(String(USERS.pending));
		const filters = { includeSuspended: true };
		const wider = idsOf(rows(await audit({ auditOf: 'all', returnAll: true, filters })));
		expect(wider).toHaveLength(all.length + 1);
	});

	test('all users up to a limit, counted without the suspended ones', async () => {
		sandbox().state.user(USERS.admin).status = 2;
		const limited = rows(await audit({ auditOf: 'all', limit: 3 }));
		expect(idsOf(limited)).toEqual([USERS.ana, USERS.ben, USERS.tom].map(String));
		expect(limited.map(({ hasActiveMfa }) => hasActiveMfa)).toEqual([true, null, true]);
		const named = await audit({ auditOf: 'all', filters: { username: 'ana@' } });
		expect(idsOf(rows(named))).toEqual([USERS.ana, USERS.joana].map(String));
	});

	test('an empty filter does not mean everybody', async () => {
		for (const username of ['', '={{ $json.none }}']) {
			const result = await audit({ auditOf: 'all', filters: { username } });
			expect(result.error?.message).toBe("The filter 'Username' is empty");
		}
		expect(calls(sandbox())).toEqual([]);
	});
});
