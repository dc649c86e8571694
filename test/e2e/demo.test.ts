import type { ScenarioRun } from '../../demo/lib/lastRun';
import { CLIENTS, METHODS, STATIC_TOKENS, USERS } from '../../sandbox/auth0';
import {
	APPLICATION_TOKENS,
	DEMO_USER as EMNIFY_USER,
	USERS as EMNIFY_USERS,
} from '../../sandbox/emnify';
import { CLIENTS as ONELOGIN_CLIENTS, USERS as ONELOGIN_USERS } from '../../sandbox/onelogin';
import { changesAt, isSignIn, itemsOf, lastRun, runOf } from './support/demoRun';

/**
 * The first steps of the demo as `npm start -- --once` left them: the packed package in a
 * real n8n, each workflow run once from the command line. What the sandboxes saw decides.
 */

const TOTP_SECRET_OF_ANA = 'JBSWY3DPEHPK3PXP';

/** Every node ran once and none failed. */
function expectRan(run: ScenarioRun, nodes: string[]) {
	expect(run.status).toBe('success');
	expect(run.nodes.map(({ name, status }) => [name, status])).toEqual(
		nodes.map((name) => [name, 'success']),
	);
	expect(run.complaints).toEqual([]);
	expect(run.ok).toBe(true);
}

it('all workflows of the demo did what they should', () => {
	const { ok, runs } = lastRun();
	expect(runs.map(({ workflow, complaints }) => [workflow.id, complaints])).toEqual([
		['auth0FirstSteps', []],
		['oneLoginFirstSteps', []],
		['emnifyFirstSteps', []],
		['scheduledOffboarding', []],
	]);
	expect(ok).toBe(true);
});

it('one token per service served all requests of a workflow', () => {
	for (const { requests } of lastRun().runs) {
		for (const service of ['auth0', 'oneLogin', 'emnify']) {
			const signIns = requests.filter((one) => one.service === service && isSignIn(one.url));
			expect(signIns.length).toBeLessThanOrEqual(1);
		}
		expect(requests.filter(({ status }) => status === null || status >= 500)).toEqual([]);
	}
});

describe('Auth0', () => {
	const run = () => runOf('auth0FirstSteps');
	const anaBefore = () => run().before.auth0.ana;

	it('n8n ran every node of the workflow once, and each did what it should', () => {
		expectRan(run(), [
			'Start',
			'List methods',
			'Only the authenticator app',
			'Delete it',
			'List what is left',
		]);
	});

	it('the sandbox lost the authenticator app of that user and nothing else', () => {
		expect(anaBefore().factors).toEqual([
			METHODS.anaPassword,
			METHODS.anaTotp,
			METHODS.anaPhone,
			METHODS.anaSecurityKey,
		]);
		const factors = anaBefore().factors.filter((id) => id !== METHODS.anaTotp);
		expect(run().after).toEqual({
			...run().before,
			auth0: { ...run().before.auth0, ana: { ...anaBefore(), factors } },
		});
	});

	it('one DELETE was sent, to one method, and nothing else that changes anything', () => {
		expect(changesAt(run(), 'auth0')).toEqual([
			`DELETE /api/v2/users/${USERS.ana}/authentication-methods/${METHODS.anaTotp}`,
		]);
	});

	it('the nodes gave out what the sandbox held', () => {
		expect(itemsOf(run(), 'List methods').map(({ id }) => id)).toEqual(anaBefore().factors);
		expect(itemsOf(run(), 'Delete it')).toEqual([
			{ deleted: true, userId: USERS.ana, methodId: METHODS.anaTotp },
		]);
	});
});

describe('OneLogin', () => {
	const run = () => runOf('oneLoginFirstSteps');

	it('n8n ran every node of the workflow once, and each did what it should', () => {
		expectRan(run(), [
			'Start',
			'Factors to choose from',
			'Only the authenticator app',
			'Enroll it',
			'Code of the app',
			'Verify it',
			'List devices',
			'Remove it',
			'List what is left',
		]);
	});

	it('a device was enrolled, its code accepted, and the device removed again', () => {
		const [registration] = itemsOf(run(), 'Enroll it');
		const [verified] = itemsOf(run(), 'Verify it');
		const user = `/api/2/mfa/users/${ONELOGIN_USERS.ben}`;
		expect(verified).toMatchObject({ accepted: true, outcome: 'accepted' });
		expect(changesAt(run(), 'oneLogin')).toEqual([
			`POST ${user}/registrations`,
			`PUT ${user}/registrations/${String(registration?.registration_id)}`,
			`DELETE /api/1/users/${ONELOGIN_USERS.ben}/otp_devices/${String(verified?.deviceId)}`,
		]);
		expect(run().after).toEqual(run().before);
	});

	it('the device was active once its code had been accepted', () => {
		const [verified] = itemsOf(run(), 'Verify it');
		expect(itemsOf(run(), 'List devices')).toMatchObject([
			{ device_id: verified?.deviceId, active: true, auth_factor_name: 'Google Authenticator' },
		]);
	});
});

describe('emnify', () => {
	const run = () => runOf('emnifyFirstSteps');

	it('n8n ran every node of the workflow once, and each did what it should', () => {
		expectRan(run(), [
			'Start',
			'Create a key',
			'Code of the key',
			'Activate it',
			'List keys',
			'Delete it',
			'List what is left',
		]);
	});

	it('a key was created, activated by its code, and deleted again', () => {
		const [key] = itemsOf(run(), 'Create a key');
		expect(changesAt(run(), 'emnify')).toEqual([
			'POST /api/v1/user/mfa',
			`PATCH /api/v1/user/mfa/${String(key?.id)}`,
			`DELETE /api/v1/user/my/mfa/${String(key?.id)}`,
		]);
		expect(itemsOf(run(), 'List keys')).toMatchObject([
			{ id: key?.id, status: { description: 'Active' } },
		]);
		expect(run().after).toEqual(run().before);
		expect(run().before.emnify.automation.factors).toEqual([]);
		expect(EMNIFY_USER.id).toBe(EMNIFY_USERS.automation);
	});
});

it('no secret is in what n8n stored, but those that the first steps hand over on purpose', () => {
	const { runs } = lastRun();
	const stored = JSON.stringify(
		runs.flatMap(({ nodes }) =>
			nodes.filter(({ name }) => name !== 'Create a key' && name !== 'Enroll it'),
		),
	);
	const handedOver = [String(itemsOf(runOf('emnifyFirstSteps'), 'Create a key')[0]?.secret_key)];
	expect(handedOver[0]).toMatch(/^[A-Z2-7]{16,}$/);
	for (const secret of [
		TOTP_SECRET_OF_ANA,
		CLIENTS.all.client_secret,
		STATIC_TOKENS.all,
		ONELOGIN_CLIENTS.manageAll.client_secret,
		APPLICATION_TOKENS.all.token,
		EMNIFY_USER.password,
		...handedOver,
	]) {
		expect(stored).not.toContain(secret);
	}
});
