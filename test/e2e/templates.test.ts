import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Execution } from '../../demo/lib/execution';
import { forgetRequests, requestsOf } from '../../demo/lib/sandboxes';
import type { Workflow } from '../../demo/lib/workflow';
import { EMAILS, USERS as AUTH0 } from '../../sandbox/auth0';
import { DEVICES, EMAILS as ONELOGIN_EMAILS, USERS as ONELOGIN } from '../../sandbox/onelogin';
import { faultsOf, faultsOfCell } from '../support/templates/text';
import { readCsv } from './support/csv';
import { isSignIn, itemsOf } from './support/demoRun';
import { N8nAtWork } from './support/n8nAtWork';

/** The templates in workflows/, imported into a real n8n and run from the command line. */

jest.setTimeout(120_000);

let work: N8nAtWork;
const CROWD = Array.from(
	{ length: 27 },
	(_, i) => `person${String(i + 1).padStart(3, '0')}@example.com`,
);
const BROKEN = CROWD[3] ?? '';
/** Leavers as a sheet might hold them that somebody else can write into, and their cells. */
const HOSTILE_LIST = [
	'\n=1+1',
	'\uFF1D1+1',
	'\uFF20SUM(1)',
	'\u200B=1+1',
	' =1+1',
	'x;=1+1',
	'two\nlines',
	EMAILS.ana,
];
const HOSTILE_CELLS = [
	"'=1+1",
	"'=1+1",
	"'@ SUM(1)",
	"'?=1+1",
	"'=1+1",
	'x,=1+1',
	'two / lines',
	EMAILS.ana,
];
const HOSTILE = '"<img src=x onerror=alert(1)>"@example.com';

beforeAll(async () => {
	work = await N8nAtWork.start('e2e-templates', 5750);
	const { files } = work;
	const leavers = (list: string[]) => ({ 'Leavers of the day': { leavers: list } });
	work.sandboxes.auth0.state.addUser({ email: HOSTILE });
	await work.importWorkflows([
		work.template('scheduled-offboarding', 'preview', {
			...leavers([EMAILS.ana]),
			Settings: { evidenceFolder: files },
		}),
		work.template('scheduled-offboarding', 'batches', {
			...leavers(CROWD),
			Settings: { evidenceFolder: files, mode: 'execute' },
		}),
		work.template('scheduled-offboarding', 'tooMany', {
			...leavers(CROWD),
			Settings: { evidenceFolder: files, mode: 'execute', maxLeavers: 26 },
		}),
		work.template('scheduled-offboarding', 'noFolder', {
			...leavers([EMAILS.ana]),
			Settings: { evidenceFolder: join(files, '..', 'elsewhere'), mode: 'execute' },
		}),
		changedByUser(),
		work.template('scheduled-offboarding', 'hostileList', {
			...leavers(HOSTILE_LIST),
			Settings: { evidenceFolder: files },
		}),
		work.template('weekly-mfa-audit', 'audit', { Settings: { reportFolder: files } }),
		...([EMAILS.ana, ONELOGIN_EMAILS.ben] as const).map((approver, index) =>
			work.template('step-up-approval', `stepUp${index}`, { 'Who must approve': { approver } }),
		),
		work.template('step-up-approval', 'stepUpOfNobody'),
	]);
}, 240_000);

/** One provider not used, all accounts of an email worked on, and a disk that fails midway. */
function changedByUser(): Workflow {
	const template = work.template('scheduled-offboarding', 'changed', {
		'Leavers of the day': { leavers: [EMAILS.ben, EMAILS.twins] },
		Settings: { evidenceFolder: work.files, mode: 'execute' },
	});
	for (const node of template.nodes) {
		if (node.name === 'Offboard at emnify') node.disabled = true;
		if (node.name === 'Offboard at Auth0')
			node.parameters.lifecycleOptions = { ifSeveralMatch: 'all' };
		if (node.name === 'Write the evidence') node.parameters.fileName = '/nowhere/evidence.csv';
	}
	return template;
}

afterAll(async () => {
	await work.stop();
});

beforeEach(() => {
	forgetRequests(work.sandboxes);
});

/** What reached a service and changes something there. */
function changes() {
	return requestsOf(work.sandboxes).filter(({ method, url }) => method !== 'GET' && !isSignIn(url));
}

function expectSuccess({ status, error }: Execution) {
	expect([status, error]).toEqual(['success', undefined]);
}

describe('Scheduled offboarding', () => {
	it('previews as it is delivered: it reads, changes nothing, and says what it would do', async () => {
		const execution = await work.execute('preview');
		expectSuccess(execution);
		expect(requestsOf(work.sandboxes).length).toBeGreaterThan(5);
		expect(changes()).toEqual([]);
		expect(itemsOf(execution, 'Summary')).toMatchObject([
			{ Person: EMAILS.ana, Overall: 'previewed', Auth0: 'previewed', Verified: '' },
		]);
		const [row] = itemsOf(execution, 'Summary');
		const planned = readCsv(String(row?.Evidence)).filter(({ result }) => result === 'planned');
		expect(planned.length).toBeGreaterThan(8);
	});

	it('works through a long list in batches, and gives each person the own records', async () => {
		const { auth0, oneLogin, emnify } = work.sandboxes;
		const broken = [...auth0.state.users.values()].find(({ email }) => email === BROKEN);
		auth0.fault({
			kind: 'status',
			status: 400,
			body: { statusCode: 400, error: 'Bad Request', message: 'no' },
			method: 'PATCH',
			path: `/api/v2/users/${String(broken?.user_id)}`,
			times: 'always',
		});
		const execution = await work.execute('batches');
		auth0.clearFaults();
		expectSuccess(execution);

		const people = itemsOf<{
			person: string;
			records: Array<{ provider: string; outcome: string; user: { email: string } }>;
		}>(execution, 'One record per person');
		expect(people.map(({ person }) => person)).toEqual(CROWD);
		for (const { person, records } of people) {
			expect(records.map(({ provider, user }) => [provider, user.email])).toEqual([
				['auth0', person],
				['oneLogin', person],
				['emnify', person],
			]);
		}
		const rows = itemsOf(execution, 'Summary');
		expect(rows.map(({ Person }) => Person)).toEqual(CROWD);
		expect([...new Set(rows.map(({ Evidence }) => Evidence))]).toHaveLength(2);
		expect(itemsOf(execution, 'Tell someone').map(({ Person }) => Person)).toEqual([BROKEN]);
		expect(rows[3]).toMatchObject({ Auth0: 'failed', OneLogin: 'completed', Verified: 'no' });
		expect(rows[3]?.['Look at']).toMatch(/^Auth0: blockUser/);

		for (const email of CROWD) {
			const user = [...auth0.state.users.values()].find((one) => one.email === email);
			expect([email, user?.blocked === true]).toEqual([email, email !== BROKEN]);
			const suspended = [...oneLogin.state.users.values()].find((one) => one.email === email);
			expect(suspended?.status).toBe(2);
			expect(emnify.state.userByName(email)?.status).toBe(2);
		}
		// Access that cannot be ended keeps its protection.
		expect(auth0.state.methodsOf(String(broken?.user_id))).not.toEqual([]);
	});

	it('does its work with a provider left out, several accounts of one email, and a full disk', async () => {
		const execution = await work.execute('changed');
		expectSuccess(execution);
		const [ben, twins] = itemsOf(execution, 'Summary');
		expect(ben).toMatchObject({ Auth0: 'completed', emnify: 'not used', Evidence: '' });
		expect(ben?.['Look at']).toMatch(/^The evidence was not written: ./);
		expect(twins).toMatchObject({ Auth0: 'completed, completed', OneLogin: 'userAmbiguous' });
		expect(itemsOf(execution, 'Tell someone')).toHaveLength(2);
		const { auth0, emnify } = work.sandboxes;
		for (const id of [AUTH0.ben, AUTH0.twinDatabase, AUTH0.twinGoogle]) {
			expect(auth0.describeUser(id).user).toMatchObject({ blocked: true });
			expect(auth0.state.methodsOf(id)).toEqual([]);
		}
		expect(emnify.requests).toEqual([]);
	});

	it('writes no cell that a spreadsheet runs, and the fingerprint of the list as it came', async () => {
		const execution = await work.execute('hostileList');
		expectSuccess(execution);
		const rows = itemsOf(execution, 'Summary');
		expect(rows.map(({ Person }) => faultsOf(String(Person)))).toEqual(rows.map(() => []));
		const evidence = String(rows[0]?.Evidence);
		const list = readCsv(evidence.replace(/_batch-1\.csv$/, '_list.csv'));
		expect(list.map(({ email }) => email)).toEqual(HOSTILE_CELLS);

		const lines = readCsv(evidence);
		expect(lines.length).toBeGreaterThan(HOSTILE_LIST.length);
		expect(lines.flatMap((line) => Object.values(line).flatMap(faultsOfCell))).toEqual([]);
		// As anybody can make it again of the list that the run was given.
		const raw = JSON.stringify(HOSTILE_LIST.map((email) => ({ email })));
		const fingerprint = createHash('sha256').update(raw).digest('hex');
		expect([...new Set(lines.map(({ listSha256 }) => listSha256))]).toEqual([fingerprint]);
	});

	it('stops before anything is sent when the list is longer than allowed', async () => {
		const execution = await work.execute('tooMany');
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toMatch(/^27 leavers are on the list and maxLeavers.* 26/);
		expect(requestsOf(work.sandboxes)).toEqual([]);
	});

	it('stops before anything is sent when the evidence cannot be written', async () => {
		const execution = await work.execute('noFolder');
		expect(execution.status).toBe('error');
		expect(execution.nodes.at(-1)).toMatchObject({ name: 'Write the list first', status: 'error' });
		expect(existsSync(join(work.files, '..', 'elsewhere'))).toBe(false);
		expect(requestsOf(work.sandboxes)).toEqual([]);
	});
});

describe('Weekly MFA audit', () => {
	it('writes a page with the figures of all three, and only reads', async () => {
		const execution = await work.execute('audit');
		expectSuccess(execution);
		expect(changes()).toEqual([]);

		const { auth0, oneLogin, emnify } = work.sandboxes;
		const active = [...auth0.state.users.values()].filter(({ blocked }) => blocked !== true);
		const withoutMfa = active.filter(({ user_id: id }) =>
			auth0.state
				.methodsOf(id)
				.every(({ type, confirmed }) => /^(password|email-verification)$/.test(type) || !confirmed),
		);
		const [figures] = itemsOf<{
			providers: Array<Record<string, string | number>>;
			people: Array<Record<string, string>>;
			unseen: Array<Record<string, string>>;
		}>(execution, 'Figures');
		const auth0Row = figures?.providers.find(({ provider }) => provider === 'Auth0');
		expect(auth0Row).toMatchObject({ users: active.length, none: withoutMfa.length });
		expect(withoutMfa.length).toBeGreaterThan(5);
		// What OneLogin and emnify hide is told apart, and never called "no MFA".
		expect(figures?.people.filter(({ provider }) => provider !== 'Auth0')).toEqual([]);
		expect(figures?.unseen.length).toBeGreaterThan(200);
		const named = figures?.people.filter(
			({ provider, state }) => provider === 'Auth0' && state === 'none',
		);
		expect(named?.map(({ id }) => id).sort()).toEqual(
			withoutMfa.map(({ user_id: id }) => id).sort(),
		);
		expect(oneLogin.requests.length).toBeGreaterThan(100);
		expect(emnify.requests.length).toBeGreaterThan(3);

		const [file = ''] = readdirSync(work.files).filter((name) => name.startsWith('mfa-audit_'));
		const page = readFileSync(join(work.files, file), 'utf8');
		expect(page).toMatch(/^<!DOCTYPE html>/);
		expect(page).toContain(`<td data-label="No MFA">${withoutMfa.length}</td>`);
		expect(page).not.toContain('{{');
		expect(page).not.toContain('undefined');
		expect(page).not.toContain('<img');
		expect(page).toContain('\u2039img src=x onerror=alert(1)\u203A');
		expect(itemsOf(execution, 'Remind them')).toHaveLength(figures?.people.length ?? -1);
	});
});

describe('Step-up approval', () => {
	/** Answers the push as the person does, as soon as it is on the phone. */
	async function answerOnThePhone(answer: 'accepted' | 'rejected') {
		const { state } = work.sandboxes.oneLogin;
		for (let i = 0; i < 600; i++) {
			const asked = state.challenges.some(
				(one) => one.deviceId === DEVICES.anaProtect && one.answer === 'pending',
			);
			if (asked) {
				state.answer(DEVICES.anaProtect, answer);
				return;
			}
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
		throw new Error('No push came');
	}

	it.each([
		['accepted', true],
		['rejected', false],
	] as const)('on a push that is %s the dangerous step is reached: %s', async (answer, reached) => {
		const [execution] = await Promise.all([work.execute('stepUp0'), answerOnThePhone(answer)]);
		expectSuccess(execution);
		expect(execution.nodes.some(({ name }) => name === 'The dangerous step')).toBe(reached);
		expect(execution.nodes.at(-1)?.items).toMatchObject([
			{ approved: reached, result: answer, approver: EMAILS.ana },
		]);
		const pushes = changes().filter(({ url }) => url.includes('trigger'));
		expect(pushes).toHaveLength(1);
	});

	it('without the app nobody is asked, and the step is not reached', async () => {
		const execution = await work.execute('stepUp1');
		expectSuccess(execution);
		expect(execution.nodes.map(({ name }) => name)).not.toContain('The dangerous step');
		expect(execution.nodes.at(-1)?.items).toMatchObject([{ approved: false, result: 'noDevice' }]);
		expect(work.sandboxes.oneLogin.state.devicesOf(ONELOGIN.ben)).toEqual([]);
		expect(changes()).toEqual([]);
	});

	it('called without an approver it asks nobody, and says no', async () => {
		// n8n execute starts the trigger for other workflows, which gives no approver here.
		const execution = await work.execute('stepUpOfNobody');
		expectSuccess(execution);
		expect(execution.nodes[0]?.name).toBe('Called by another workflow');
		expect(execution.nodes.at(-1)?.items).toMatchObject([
			{ approved: false, result: 'noApprover', approver: '' },
		]);
		expect(requestsOf(work.sandboxes)).toEqual([]);
	});
});
