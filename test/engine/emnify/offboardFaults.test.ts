import type { IDataObject } from 'n8n-workflow';

import { APPLICATION_TOKENS, DEVICES, KEYS, USERNAMES, USERS } from '../../../sandbox/emnify/seed';
import {
	ALL_STEPS,
	DEVICE_LIST,
	failedRecord,
	forbidden,
	linesOf,
	offboarding,
	refused,
	resultsOf,
	textOf,
} from './lifecycle';
import { calls, changes, rows, sandboxForTests } from './setup';

const sandbox = sandboxForTests();
const offboard = offboarding(sandbox);
const ana = () => sandbox().state.user(USERS.ana);
const tokenStatus = (id: number) => sandbox().state.applicationTokens.get(id)?.status;

describe('reading back', () => {
	const shownFor = (reads: number) => {
		const { devices } = ana();
		sandbox().fault({
			kind: 'status',
			status: 200,
			body: devices.map(({ id }) => ({ id })),
			method: 'GET',
			path: '/api/v1/user/*/mfa/trusted_device',
			after: 1,
			times: reads,
		});
	};

	test('waits for a service that is slow to show a deletion', async () => {
		shownFor(2);
		const [record] = rows(await offboard());
		expect(record).toMatchObject({ outcome: 'completed', verified: true, remaining: [] });
		expect(calls(sandbox()).filter((call) => call === DEVICE_LIST)).toHaveLength(4);
	});

	test('does the same for keys, whose record it reads anew each time', async () => {
		const keys = ana().keys.map(({ id }) => ({ id }));
		sandbox().fault({
			kind: 'status',
			status: 200,
			body: { id: USERS.ana, username: USERNAMES.ana, status: { id: 2 }, roles: [], mfa: keys },
			method: 'GET',
			path: `/api/v1/user/${USERS.ana}`,
			after: 2,
			times: 2,
		});
		const [record] = rows(await offboard());
		expect(record).toMatchObject({ outcome: 'completed', verified: true, remaining: [] });
	});

	test('lists by ID what remains, and does not call it verified', async () => {
		shownFor(100);
		const [record] = rows(await offboard());
		expect(record).toMatchObject({
			outcome: 'partial',
			verified: false,
			remaining: [String(DEVICES.anaLaptop), String(DEVICES.anaPhone)],
		});
	});

	test('a user who is active again is told', async () => {
		sandbox().fault({
			kind: 'slow',
			delayMs: 0,
			method: 'DELETE',
			path: `/api/v1/user/*/mfa/${KEYS.anaPending}`,
			when: () => {
				ana().status = 1;
				return true;
			},
		});
		const record = failedRecord(await offboard());
		expect(record).toMatchObject({
			outcome: 'failed',
			verified: false,
			remaining: [String(USERS.ana)],
			reason: expect.stringContaining('able to sign in again') as unknown,
		});
	});

	test('a device and a key that appear meanwhile are reported, and removed where the user chose so', async () => {
		const appear = () => {
			sandbox().fault({
				kind: 'slow',
				delayMs: 0,
				method: 'DELETE',
				path: `/api/v1/user/*/mfa/${KEYS.anaPending}`,
				when: () => {
					sandbox().state.addKey(USERS.ana, { id: 801 });
					sandbox().state.addDevice(USERS.ana, { id: 802, fingerprint: 'late' });
					return true;
				},
			});
		};
		appear();
		const [reported] = rows(await offboard());
		expect(reported).toMatchObject({ outcome: 'partial', verified: false });
		expect([...(reported?.remaining as string[])].sort()).toEqual(['801', '802']);

		sandbox().reset();
		sandbox().clearFaults();
		appear();
		const [removed] = rows(await offboard({ lifecycleOptions: { removeLatecomers: true } }));
		expect(removed).toMatchObject({
			outcome: 'completed',
			verified: true,
			removed: { factors: 3, trustedDevices: 3 },
		});
		expect(ana()).toMatchObject({ keys: [], devices: [] });
	});

	test.each([
		['blockUser', 'PATCH', '/api/v1/user/*'],
		['forgetDevices', 'DELETE', `/api/v1/user/*/mfa/trusted_device/${DEVICES.anaLaptop}`],
		['deleteFactors', 'DELETE', `/api/v1/user/*/mfa/${KEYS.anaActive}`],
		['removeRoles', 'DELETE', '/api/v1/user/*/role/*'],
		['revokeTokens', 'PATCH', '/api/v1/application_token/*'],
	])('a lost answer is settled by reading back: %s', async (step, method, path) => {
		sandbox().fault({ kind: 'reset', applied: true, method, path, times: 'always' });
		const [record] = rows(await offboard({ steps: ALL_STEPS }));
		expect(record).toMatchObject({ outcome: 'completed', verified: true });
		const told = linesOf(record, step).filter(({ reason }) =>
			textOf(reason).includes('settled by reading back'),
		);
		expect(told).toMatchObject([{ result: 'done' }]);
		expect(ana()).toMatchObject({ status: 2, keys: [], devices: [] });
	});
});

describe('a step that fails', () => {
	test.each([
		['is refused', { ...refused, method: 'PATCH', path: '/api/v1/user/*' }],
		['lacks its permission', { ...forbidden, method: 'PATCH', path: '/api/v1/user/*' }],
		[
			'gets no answer and was not done',
			{ kind: 'reset', times: 'always', method: 'PATCH', path: '/api/v1/user/*' },
		],
	] as const)('the suspension %s: access ends, devices and keys stay', async (_, fault) => {
		sandbox().fault(fault);
		const result = await offboard({ steps: ALL_STEPS, options: { maxWait: 1 } });
		expect(result.status).toBe('error');
		const record = failedRecord(result);
		expect(record).toMatchObject({ outcome: 'failed', verified: false });
		expect(record.reason).toMatch(/^blockUser: /);
		expect(resultsOf(record, 'blockUser')).toEqual(['failed']);
		expect(resultsOf(record, 'revokeTokens')).toEqual(['done']);
		expect(resultsOf(record, 'removeRoles')).toEqual(['skipped', 'done']);
		expect(resultsOf(record, 'forgetDevices')).toEqual(['skipped']);
		expect(resultsOf(record, 'deleteFactors')).toEqual(['skipped']);
		expect(tokenStatus(APPLICATION_TOKENS.ana.id)).toBe(1);
		expect(ana().keys).toHaveLength(2);
		expect(ana().devices).toHaveLength(2);
		expect(changes(sandbox()).join()).not.toContain('/mfa/');
	});

	test('devices and keys go all the same where the user chose so', async () => {
		sandbox().fault({ ...refused, method: 'PATCH', path: '/api/v1/user/*' });
		const result = await offboard({ lifecycleOptions: { removeFactorsUnblocked: true } });
		expect(failedRecord(result)).toMatchObject({ outcome: 'failed' });
		expect(ana()).toMatchObject({ status: 1, keys: [], devices: [] });
	});

	test('devices and keys stay where suspending was not chosen and the user is not suspended', async () => {
		const steps = ['forgetDevices', 'deleteFactors'];
		expect(failedRecord(await offboard({ steps }))).toMatchObject({ outcome: 'failed' });
		expect(changes(sandbox())).toEqual([]);
		ana().status = 2;
		expect(rows(await offboard({ steps }))).toMatchObject([{ outcome: 'completed' }]);
	});

	const EACH_STEP: Array<[string, string, string]> = [
		['revokeTokens', 'PATCH', '/api/v1/application_token/*'],
		['forgetDevices', 'DELETE', '/api/v1/user/*/mfa/trusted_device/*'],
		['deleteFactors', 'DELETE', '/api/v1/user/*/mfa/*'],
		['removeRoles', 'DELETE', '/api/v1/user/*/role/*'],
	];
	const worked = (record: IDataObject, step: string) =>
		new Set(
			linesOf(record, step)
				.filter(({ target }) => target !== '3')
				.map(({ result }) => result),
		);

	test.each(EACH_STEP)(
		'%s is refused: the others are done, the record says all, and run again it completes',
		async (step, method, path) => {
			sandbox().fault({ ...refused, method, path });
			const record = failedRecord(await offboard({ steps: ALL_STEPS }));
			expect(record).toMatchObject({ outcome: 'failed', verified: false });
			expect(record.reason).toContain('emnify says: No.');
			for (const one of ALL_STEPS) {
				expect([one, ...worked(record, one)]).toEqual([one, one === step ? 'failed' : 'done']);
			}
			expect(record.remaining).not.toEqual([]);

			sandbox().clearFaults();
			const [again] = rows(await offboard({ steps: ALL_STEPS }));
			expect(again).toMatchObject({ outcome: 'completed', verified: true, remaining: [] });
		},
	);

	test.each(EACH_STEP)(
		'%s is not allowed: told in the words of emnify, and partial',
		async (step, method, path) => {
			sandbox().fault({ ...forbidden, method, path });
			const result = await offboard({ steps: ALL_STEPS });
			expect(result.error).toBeUndefined();
			const [record = {}] = rows(result);
			expect(record).toMatchObject({ outcome: 'partial', verified: false });
			for (const one of ALL_STEPS) {
				expect([one, ...worked(record, one)]).toEqual([
					one,
					one === step ? 'notAvailable' : 'done',
				]);
			}
			const reasons = linesOf(record, step).map(({ reason }) => textOf(reason));
			expect(reasons.join()).toContain('emnify says: You do not have the permissions.');
		},
	);

	test.each([
		['revokeTokens', '/api/v1/application_token', 0],
		['forgetDevices', '/api/v1/user/*/mfa/trusted_device', 0],
	])('%s cannot be read: the others are done', async (step, path, after) => {
		sandbox().fault({ ...forbidden, method: 'GET', path, after, times: 1 });
		const [record = {}] = rows(await offboard({ steps: ALL_STEPS }));
		expect(record).toMatchObject({ outcome: 'partial', verified: false });
		for (const one of ALL_STEPS) {
			expect([one, ...worked(record, one)]).toEqual([one, one === step ? 'notAvailable' : 'done']);
		}
	});

	test('what cannot be read back is not called verified', async () => {
		sandbox().fault({
			...refused,
			method: 'GET',
			path: '/api/v1/user/*/mfa/trusted_device',
			after: 1,
		});
		const [record] = rows(await offboard());
		expect(record).toMatchObject({ outcome: 'partial', verified: false });
		expect(resultsOf(record, 'forgetDevices')).toEqual(['done', 'done', 'notAvailable']);
	});

	test('stopped in the middle and run again, it completes; the log has what was sent', async () => {
		let stop = () => {};
		const cancelAfter = new Promise<void>((resolve) => {
			stop = resolve;
		});
		sandbox().fault({
			kind: 'slow',
			delayMs: 300,
			method: 'DELETE',
			path: `/api/v1/user/*/mfa/trusted_device/${DEVICES.anaPhone}`,
			when: () => {
				stop();
				return true;
			},
		});
		const stopped = await offboard({}, { cancelAfter });
		expect(stopped.status).toBe('canceled');
		const logged = stopped.logs
			.filter(({ meta }) => meta.step !== undefined)
			.map(({ meta }) => [meta.step, textOf(meta.target).split('/').at(-1), meta.result]);
		expect(logged).toEqual(
			expect.arrayContaining([
				['suspendUser', String(USERS.ana), 'done'],
				['deleteTrustedDevice', String(DEVICES.anaLaptop), 'done'],
				['deleteTrustedDevice', String(DEVICES.anaPhone), 'sending'],
			]),
		);
		expect(ana().keys).toHaveLength(2);

		sandbox().clearFaults();
		const [record] = rows(await offboard());
		expect(record).toMatchObject({ outcome: 'completed', verified: true, remaining: [] });
		expect(resultsOf(record, 'blockUser')).toEqual(['alreadyGone']);
		expect(ana()).toMatchObject({ status: 2, keys: [], devices: [] });
	});
});
