import axios, { type AxiosResponse } from 'axios';
import { setTimeout as sleep } from 'node:timers/promises';
import { HELPDESK } from '../../demo/lib/credentials';
import { LEAVERS } from '../../demo/lib/leavers';
import type { Mail } from '../../demo/lib/mailbox';
import { forgetRequests, requestsOf } from '../../demo/lib/sandboxes';
import { METHODS, USERS } from '../../sandbox/auth0';
import { USERS as ONELOGIN } from '../../sandbox/onelogin';
import { isSignIn } from './support/demoRun';
import { N8nAtWork } from './support/n8nAtWork';

/**
 * The template Helpdesk MFA reset in a running n8n: the form as a browser sends it, the approval
 * by the link in the mail, the answer. Nobody is signed in to n8n here, as in real life.
 */

const APPROVER = 'approver@example.com';
const AGENT = 'agent@example.com';

let work: N8nAtWork;

beforeAll(async () => {
	work = await N8nAtWork.start('e2e-helpdesk', 5850);
	const template = work.template('helpdesk-mfa-reset', 'helpdeskReset');
	await work.importWorkflows([template]);
	await work.n8n.command('publish:workflow', '--id=helpdeskReset');
	await work.n8n.serve();
	await formIsThere();
}, 240_000);

afterAll(async () => {
	await work.stop();
});

beforeEach(() => {
	forgetRequests(work.sandboxes);
	work.mailbox.mails.length = 0;
});

const http = axios.create({
	proxy: false,
	timeout: 20_000,
	validateStatus: () => true,
	responseType: 'text',
	headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' },
});

const formUrl = () => `${work.n8n.url}/form/mfa-reset`;

/** n8n says that it is ready before it has activated its workflows. */
async function formIsThere(): Promise<void> {
	for (let i = 0; i < 300; i++) {
		if ((await http.get(formUrl())).status !== 404) return;
		await sleep(200);
	}
	throw new Error('The form did not come up within a minute');
}

/** Fills in the form of the helpdesk as its page does, with the token that the page holds. */
async function ask(email: string, provider = 'Auth0'): Promise<AxiosResponse<string>> {
	const page = await http.get<string>(formUrl(), {
		auth: { username: HELPDESK.user, password: HELPDESK.password },
	});
	expect(page.status).toBe(200);
	expect(page.data).toContain('Reset the MFA of a person');
	const token = /const authToken = '([^']+)'/.exec(page.data)?.[1];
	return await http.post(
		formUrl(),
		fields(email, provider, 'HELP-1', 'Called back, spoke to the manager', AGENT),
		{ headers: { 'x-auth-token': token } },
	);
}

function fields(...values: string[]): FormData {
	const form = new FormData();
	for (const [index, value] of values.entries()) form.append(`field-${index}`, value);
	return form;
}

async function mailTo(address: string): Promise<Mail> {
	for (let i = 0; i < 300; i++) {
		const mail = work.mailbox.mails.find(({ to }) => to === address);
		if (mail) return mail;
		await sleep(100);
	}
	throw new Error(`No mail to ${address}`);
}

function linkIn(body: string): string {
	const link = /href="([^"]*signature=[^"]*)"/.exec(body)?.[1];
	if (link === undefined) throw new Error(`No link in the mail:\n${body}`);
	return link.replaceAll('&amp;', '&');
}

/** Opens the link in the approver's mail and sends a decision. */
async function decide(decision: string): Promise<void> {
	const { body } = await mailTo(APPROVER);
	const link = linkIn(body);
	const page = await pageBehind(link);
	expect(page).toContain('Decision');
	// Looking at the page, as a mail scanner does, decides nothing.
	expect(work.mailbox.mails.map(({ to }) => to)).toEqual([APPROVER]);
	const sent = await http.post(link, fields(decision, 'Ada Approver', ''));
	expect(sent.status).toBe(200);
}

/** The mail is out a moment before the run waits; a person never opens it that fast. */
async function pageBehind(link: string): Promise<string> {
	for (let i = 0; i < 50; i++) {
		const { status, data } = await http.get<string>(link);
		if (status !== 409) return data;
		await sleep(100);
	}
	throw new Error('The run does not wait for the decision');
}

function changes() {
	return requestsOf(work.sandboxes)
		.filter(({ method, url }) => method !== 'GET' && !isSignIn(url))
		.map(({ method, url }) => `${method} ${decodeURIComponent(url)}`);
}

const methodsOf = (userId: string) =>
	work.sandboxes.auth0.state.methodsOf(userId).map(({ id }) => id);

it('the form opens to who has its password only', async () => {
	expect((await http.get(formUrl())).status).toBe(401);
	const posted = await http.post(formUrl(), fields(LEAVERS.ana, 'Auth0', 'x', 'x', AGENT));
	expect(posted.status).toBe(401);
	await sleep(1000);
	expect(work.mailbox.mails).toEqual([]);
	expect(requestsOf(work.sandboxes)).toEqual([]);
});

it('a rejected request changes nothing, and the helpdesk is told', async () => {
	const answer = await ask(LEAVERS.ana);
	expect(answer.status).toBe(200);
	expect(answer.data).not.toContain('signature');
	const { body, subject } = await mailTo(APPROVER);
	expect(subject).toContain(LEAVERS.ana);
	expect(body).toContain('Called back, spoke to the manager');
	expect(body).toContain(METHODS.anaTotp);

	await decide('Reject');
	expect((await mailTo(AGENT)).body).toContain('Nothing was done. Rejected by Ada Approver.');
	expect(changes()).toEqual([]);
});

it('an approved request resets that account, which stays active, and nothing else', async () => {
	const sessions = work.sandboxes.auth0.state.sessionsOf(USERS.ana).length;
	await ask(LEAVERS.ana);
	await mailTo(APPROVER);
	expect(changes()).toEqual([]);
	await decide('Approve');

	const { body, subject } = await mailTo(AGENT);
	expect(subject).toMatch(/^completed: /);
	expect(body).toContain('Approved by Ada Approver');
	expect(body).toContain('3 factors');
	expect(body).toContain('the password alone opens the account');
	expect(methodsOf(USERS.ana)).toEqual([METHODS.anaPassword]);
	const { user } = work.sandboxes.auth0.describeUser(USERS.ana);
	expect(user?.blocked ?? false).toBe(false);
	expect(work.sandboxes.auth0.state.sessionsOf(USERS.ana)).toHaveLength(sessions);
	expect(changes().filter((change) => !change.includes(USERS.ana))).toEqual([]);
});

it('the link decides once', async () => {
	await ask(LEAVERS.passkey);
	await decide('Reject');
	await mailTo(AGENT);
	const { body } = await mailTo(APPROVER);
	await http.post(linkIn(body), fields('Approve', 'Mallory', ''));
	await sleep(2000);
	expect(changes()).toEqual([]);
	expect(methodsOf(USERS.ben)).toHaveLength(2);
});

it.each([
	['OneLogin', () => work.sandboxes.oneLogin.state.devicesOf(ONELOGIN.ana)],
	['emnify', () => work.sandboxes.emnify.state.userByName(LEAVERS.ana)?.keys ?? []],
])('the form works for %s as well', async (provider, held) => {
	expect(held().length).toBeGreaterThan(1);
	await ask(LEAVERS.ana, provider);
	await decide('Approve');
	expect((await mailTo(AGENT)).subject).toMatch(/^completed: /);
	expect(held()).toEqual([]);
});

it.each([
	[LEAVERS.unknown, 'No user has this email at this provider.'],
	[LEAVERS.twins, `Several accounts have this email: ${USERS.twinDatabase}`],
])('for %s nobody is asked, and the helpdesk is told why', async (email, reason) => {
	await ask(email);
	expect((await mailTo(AGENT)).body).toContain(`Nothing was done. ${reason}`);
	expect(work.mailbox.mails.map(({ to }) => to)).toEqual([AGENT]);
	expect(changes()).toEqual([]);
});
