import { LEAVERS } from '../../demo/lib/leavers';
import { METHODS, USERS } from '../../sandbox/auth0';
import { DEVICES, KEYS, USERS as EMNIFY } from '../../sandbox/emnify';
import { DEVICES as ONELOGIN_DEVICES, USERS as ONELOGIN } from '../../sandbox/onelogin';
import { readCsv } from './support/csv';
import { changesAt, itemsOf, runOf } from './support/demoRun';

/**
 * The main job, as the demo ran it: leavers at three providers, one workflow. What the
 * sandboxes saw and what they hold afterwards decides, not what the workflow says.
 */

const run = () => runOf('scheduledOffboarding');

/** Where the first request of a kind stands in what changed something. */
function at(changes: string[], start: string): number {
	const index = changes.findIndex((change) => change.startsWith(start));
	if (index < 0) throw new Error(`No ${start} in\n${changes.join('\n')}`);
	return index;
}

describe('the person with accounts at all three', () => {
	it('is blocked, and nothing of factors or access is left', () => {
		const { before, after } = run();
		expect(before.auth0.ana).toMatchObject({ blocked: false });
		expect(before.auth0.ana.access).toBeGreaterThan(0);
		expect(after.auth0.ana).toEqual({
			blocked: true,
			factors: [METHODS.anaPassword],
			access: 0,
		});
		expect(before.oneLogin.ana).toMatchObject({ blocked: false, access: 2 });
		expect(before.oneLogin.ana.factors).toHaveLength(3);
		expect(after.oneLogin.ana).toEqual({ blocked: true, factors: [], access: 0 });
		expect(before.emnify.ana).toMatchObject({ blocked: false, access: 2 });
		expect(before.emnify.ana.factors).toHaveLength(2);
		expect(after.emnify.ana).toEqual({ blocked: true, factors: [], access: 0 });
	});

	it('was blocked at Auth0 before anything else, and lost sessions before factors', () => {
		const user = `/api/v2/users/${USERS.ana}`;
		const own = changesAt(run(), 'auth0').filter((change) => change.includes(USERS.ana));
		expect(own[0]).toBe(`PATCH ${user}`);
		const factors = at(own, `DELETE ${user}/authentication-methods/`);
		expect(at(own, `DELETE ${user}/sessions`)).toBeLessThan(factors);
		expect(at(own, `DELETE ${user}/refresh-tokens`)).toBeLessThan(factors);
	});

	it('was suspended at OneLogin before a device was removed', () => {
		const own = changesAt(run(), 'oneLogin').filter((change) =>
			change.includes(String(ONELOGIN.ana)),
		);
		expect(own[0]).toBe(`PUT /api/2/users/${ONELOGIN.ana}`);
		for (const id of [
			ONELOGIN_DEVICES.anaProtect,
			ONELOGIN_DEVICES.anaSms,
			ONELOGIN_DEVICES.anaAuthenticator,
		]) {
			expect(own.filter((change) => change.endsWith(`/${id}`))).toHaveLength(1);
		}
	});

	it('was suspended at emnify before a key or a trusted device was removed', () => {
		const user = `/api/v1/user/${EMNIFY.ana}`;
		const own = changesAt(run(), 'emnify').filter((change) => change.includes(user));
		expect(own[0]).toBe(`PATCH ${user}`);
		for (const id of [KEYS.anaActive, KEYS.anaPending]) {
			expect(own).toContain(`DELETE ${user}/mfa/${id}`);
		}
		expect(own.some((change) => change.endsWith(`/${DEVICES.anaLaptop}`))).toBe(true);
	});
});

it('the person with a passkey lost it and is blocked', () => {
	const { before, after } = run();
	expect(before.auth0.passkey.factors).toEqual([METHODS.benPasskey, METHODS.benTotp]);
	expect(after.auth0.passkey).toEqual({ blocked: true, factors: [], access: 0 });
	expect(after.oneLogin.passkey.blocked).toBe(true);
	expect(after.emnify.passkey).toEqual({ blocked: true, factors: [], access: 0 });
});

it('who was gone already is untouched, but for what cannot be read and is sent again', () => {
	const { before, after } = run();
	for (const service of ['auth0', 'oneLogin', 'emnify'] as const) {
		expect(before[service].gone).toEqual({ blocked: true, factors: [], access: 0 });
		expect(after[service].gone).toEqual(before[service].gone);
	}
});

it('of two accounts with one email, and of a protected one, nothing was changed', () => {
	const { before, after } = run();
	for (const twin of ['twinOne', 'twinTwo'] as const) {
		expect(before.auth0[twin]).toMatchObject({ blocked: false, factors: [expect.anything()] });
		expect(after.auth0[twin]).toEqual(before.auth0[twin]);
		expect(after.oneLogin[twin]).toEqual(before.oneLogin[twin]);
	}
	expect(after.emnify.protectedOne).toEqual(before.emnify.protectedOne);
	expect(after.emnify.protectedOne.blocked).toBe(false);
	const changes = (['auth0', 'oneLogin', 'emnify'] as const).flatMap((service) =>
		changesAt(run(), service),
	);
	for (const id of [
		USERS.twinDatabase,
		USERS.twinGoogle,
		ONELOGIN.twinOne,
		ONELOGIN.twinTwo,
		`/user/${EMNIFY.admin}`,
	]) {
		expect(changes.filter((change) => change.includes(String(id)))).toEqual([]);
	}
});

it('the summary has one row per person and tells what a person must look at', () => {
	const rows = itemsOf(run(), 'Summary');
	expect(rows.map((row) => row.Person)).toEqual(Object.values(LEAVERS));
	const toLookAt = itemsOf(run(), 'Tell someone').map((row) => row.Person);
	expect(toLookAt).toEqual([LEAVERS.twins, LEAVERS.unknown, LEAVERS.protectedOne]);
	const well = itemsOf(run(), 'All is well').map((row) => row.Person);
	expect(well).toEqual([LEAVERS.ana, LEAVERS.passkey, LEAVERS.gone]);
	const twins = rows.find((row) => row.Person === LEAVERS.twins);
	expect(twins?.['Look at']).toContain(USERS.twinGoogle);
	expect(twins?.['Look at']).toContain(String(ONELOGIN.twinTwo));
});

describe('the evidence', () => {
	const lines = () => readCsv(String(itemsOf(run(), 'Summary')[0]?.Evidence));

	it('is a file with a line for each factor that was removed, by id', () => {
		const removed = lines().filter(
			({ person, result }) => person === LEAVERS.ana && result === 'done',
		);
		expect(removed.map(({ provider, target }) => `${provider} ${target}`)).toEqual(
			expect.arrayContaining([
				`auth0 ${METHODS.anaPhone}`,
				`auth0 ${METHODS.anaSecurityKey}`,
				`oneLogin ${ONELOGIN_DEVICES.anaProtect}`,
				`emnify ${KEYS.anaActive}`,
			]),
		);
	});

	it('says of every line who, where, when and by which run', () => {
		const all = lines();
		expect(all.length).toBeGreaterThan(20);
		for (const { person, provider, mode, outcome, executionId, host, credential } of all) {
			expect(Object.values(LEAVERS)).toContain(person);
			expect(['auth0', 'oneLogin', 'emnify']).toContain(provider);
			expect(mode).toBe('execute');
			expect(outcome).not.toBe('');
			expect(executionId).toMatch(/^\d+$/);
			expect(host).toMatch(/^127\.0\.0\.1:\d+$/);
			expect(credential).toMatch(/sandbox/);
		}
	});

	it('holds those for whom nothing could be done, too', () => {
		const outcomes = lines()
			.filter(({ person }) => person === LEAVERS.unknown)
			.map(({ provider, outcome }) => `${provider} ${outcome}`);
		expect(outcomes).toEqual([
			'auth0 userNotFound',
			'oneLogin userNotFound',
			'emnify userNotFound',
		]);
	});
});
