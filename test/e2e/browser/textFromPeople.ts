import type { Page } from 'playwright-core';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BY_NODE_TYPE, demoCredentials, HELPDESK } from '../../../demo/lib/credentials';
import { Mailbox, type Mail } from '../../../demo/lib/mailbox';
import { forgetRequests, requestsOf } from '../../../demo/lib/sandboxes';
import { fillIn } from '../../../demo/lib/workflow';
import type { Method } from '../../../sandbox/auth0/model';
import { EMAILS, METHODS, USERS } from '../../../sandbox/auth0';
import { faultsOfCell } from '../../support/templates/text';
import { readCsv } from '../support/csv';
import { isSignIn } from '../support/demoRun';
import { Desk } from './browser';
import { Host } from './host';
import { type Line, versionOf } from './lines';

const APPROVER = 'approver@example.com';
const AGENT = 'agent@example.com';
/** Long enough for a picture to fail to load and for a request to go out. */
const LOOKING_MS = 3_000;

/** Sends the form of the page that it stands in as somebody who approves would. */
const SCRIPT = [
	'var f=new FormData()',
	"f.append('field-0','Approve')",
	"f.append('field-1','Ada Approver')",
	"f.append('field-2','')",
	"fetch(location.href,{method:'POST',mode:'no-cors',body:f})",
].join(';');
const PICTURE = `<img src=x onerror="${SCRIPT}">`;
/** Title and description of n8n's form. */
const SAID = '#n8n-form .form-header';
const FORGED = 'The security team has checked this request';

/** As a sheet holds them that somebody else can write into. */
const LEAVERS = ['\n\uFF1D1+1', '\u200B=1+1', EMAILS.ana];

interface Request {
	ticket?: string;
	identified?: string;
	/** Name that the owner gave to a factor. */
	label?: string;
}

const HOSTILE: Array<[string, Request]> = [
	['a picture with a script in the ticket', { ticket: `INC-1${PICTURE}` }],
	['a picture with a script in how the person was identified', { identified: `By\n${PICTURE}` }],
	['a picture with a script in the name of a factor', { label: `Phone ${PICTURE}` }],
	['the same in entities', { ticket: PICTURE.replaceAll('<', '&lt;').replaceAll('>', '&gt;') }],
	['the same in entities of entities', { ticket: `INC-1${twice(PICTURE)}`, label: twice(PICTURE) }],
	['a comment that does not end', { ticket: 'INC-1<!--', identified: '<!--', label: '<!--' }],
	[
		'an element that hides what follows',
		{ ticket: '<select><style>*{display:none}', label: '<template>' },
	],
	['a line end typed as two signs', { ticket: `INC-1\\n\\n${FORGED}`, label: `Phone\\n${FORGED}` }],
	['a line end typed as markup', { ticket: `INC-1<br>${FORGED}`, identified: `x\n${FORGED}` }],
];

function twice(text: string): string {
	return text.replaceAll('<', '&amp;lt;').replaceAll('>', '&amp;gt;');
}

/**
 * Text from people in one line of n8n. The approver of the template Helpdesk MFA reset opens the link
 * in the mail in a browser with scripts on: looking decides nothing, whatever the requester typed.
 * The template Scheduled offboarding gets a list that somebody else can write into.
 */
export function describeTextFromPeople(line: Line): void {
	let host: Host;
	let desk: Desk;
	let mailbox: Mailbox;
	let workflow: string;
	let offboarding: string;
	const started: Array<() => Promise<void>> = [];

	jest.setTimeout(120_000);

	beforeAll(async () => {
		host = await Host.start(line, `${line.name}-approval`);
		started.push(async () => {
			await host.stop();
		});
		mailbox = await new Mailbox().listen();
		started.push(async () => {
			await mailbox.close();
		});
		desk = await Desk.open(host);
		started.push(async () => {
			await desk.close();
		});
		const credentials = await storedCredentials();
		workflow = await host.addWorkflow(fillIn('helpdesk-mfa-reset', { id: '', credentials }));
		const fields = {
			'Leavers of the day': { leavers: LEAVERS },
			Settings: { evidenceFolder: files() },
		};
		offboarding = await host.addWorkflow(
			fillIn('scheduled-offboarding', { id: '', credentials, fields }),
		);
		await host.activate(workflow);
	}, 300_000);

	afterAll(async () => {
		for (const stop of started.reverse()) await stop();
	}, 60_000);

	// What one attack removed is there again for the next one.
	const held: Method[] = [];
	beforeAll(() => {
		held.push(...structuredClone(host.sandboxes.auth0.state.methodsOf(USERS.ana)));
	});

	beforeEach(() => {
		host.sandboxes.auth0.state.methods.set(USERS.ana, structuredClone(held));
		mailbox.mails.length = 0;
		forgetRequests(host.sandboxes);
	});

	const files = () => join(host.folder, 'files');

	/** The credentials of the demo as this n8n stored them, by type of node. */
	async function storedCredentials() {
		const stored: Record<string, { id: string; name: string }> = {};
		for (const { id, name, type, data } of demoCredentials(host.sandboxes, mailbox)) {
			stored[id] = await host.addCredential(name, type, data);
		}
		return Object.fromEntries(
			Object.entries(BY_NODE_TYPE).map(([node, chosen]) => [
				node,
				Object.fromEntries(
					Object.entries(chosen).map(
						([type, { id, name }]: [string, { id: string; name: string }]) => [
							type,
							stored[id] ?? { id, name },
						],
					),
				),
			]),
		);
	}

	/** Fills in the form of the helpdesk, and sends it. */
	async function ask({ ticket = 'INC-1', identified = 'Called back', label }: Request) {
		const { state } = host.sandboxes.auth0;
		const factor = state.methodsOf(USERS.ana).find(({ id }) => id === METHODS.anaTotp);
		if (factor && label !== undefined) factor.name = label;
		await desk.visit(
			'form of the helpdesk',
			async (page) => {
				await openForm(page);
				await page.locator('#field-0').fill(EMAILS.ana);
				await page.locator('#field-1').selectOption('Auth0');
				await page.locator('#field-2').fill(ticket);
				await page.locator('#field-3').fill(identified);
				await page.locator('#field-4').fill(AGENT);
				await page.locator('#submit-btn').click();
				await page.locator('#submitted-form').waitFor();
			},
			{ username: HELPDESK.user, password: HELPDESK.password },
		);
		return await mailTo(APPROVER);
	}

	/** n8n says that it is ready before the form of a workflow is there. */
	async function openForm(page: Page): Promise<void> {
		for (let i = 0; i < 60; i++) {
			await page.goto(`${host.n8n.url}/form/mfa-reset`);
			if ((await page.locator('#submit-btn').count()) > 0) return;
			await sleep(500);
		}
		throw new Error('The form did not come up within half a minute');
	}

	async function mailTo(address: string): Promise<Mail> {
		for (let i = 0; i < 300; i++) {
			const mail = mailbox.mails.find(({ to }) => to === address);
			if (mail) return mail;
			await sleep(100);
		}
		throw new Error(`No mail to ${address}`);
	}

	/** Opens the link of the mail as soon as the run waits for the decision. */
	async function openLink(page: Page, { body }: Mail): Promise<void> {
		const link = /href="([^"]*signature=[^"]*)"/.exec(body)?.[1]?.replaceAll('&amp;', '&');
		if (link === undefined) throw new Error(`No link in the mail:\n${body}`);
		for (let i = 0; i < 100; i++) {
			if ((await host.statusOfRuns(workflow))[0] === 'waiting') break;
			await sleep(100);
		}
		await page.goto(link);
	}

	function changes() {
		return requestsOf(host.sandboxes)
			.filter(({ method, url }) => method !== 'GET' && !isSignIn(url))
			.map(({ method, url }) => `${method} ${decodeURIComponent(url)}`);
	}

	/** The lines of what the page of the decision says above its fields. */
	async function linesOn(page: Page): Promise<string[]> {
		return (await page.locator(SAID).innerText()).split('\n').map((text) => text.trim());
	}

	describe(`in n8n ${versionOf(line)}`, () => {
		it.each(HOSTILE)('%s decides nothing and hides nothing', async (name, request) => {
			const mail = await ask(request);
			await desk.visit(`approval ${name}`, async (page) => {
				await openLink(page, mail);
				await sleep(LOOKING_MS);
				expect(changes()).toEqual([]);
				expect((await host.statusOfRuns(workflow))[0]).toBe('waiting');
				expect(await page.getByRole('button', { name: 'Send the decision' }).isVisible()).toBe(
					true,
				);
				expect(await page.locator(`${SAID} p *`).count()).toBe(0);
				const lines = await linesOn(page);
				expect(lines.filter((text) => text.startsWith(FORGED))).toEqual([]);
				expect(mail.body).not.toMatch(/<img|<!--(?! Divider)(?! Footer)|<select|<template|<style/);
				const place = (start: RegExp) => lines.findIndex((text) => start.test(text));
				expect(place(/^What would be done/)).toBeGreaterThanOrEqual(0);
				expect(place(new RegExp(`^- .*${METHODS.anaPhone.replace('|', '\\|')}`))).toBeGreaterThan(
					place(/^What would be done/),
				);
				// Whatever the requester wrote stands below, each thing in the line that we gave it.
				expect(place(/^Ticket: /)).toBeGreaterThan(place(/^- .*phone/));
				expect(place(/^How the person was identified: /)).toBeGreaterThan(place(/^- .*phone/));
			});
		});

		it('the button of n8n sends what the approver decides', async () => {
			const mail = await ask({ ticket: `INC-1${PICTURE}` });
			await desk.visit('approval decided', async (page) => {
				await openLink(page, mail);
				await page.locator('#field-0').selectOption('Approve');
				await page.locator('#field-1').fill('Ada Approver');
				await page.getByRole('button', { name: 'Send the decision' }).click();
				expect((await mailTo(AGENT)).body).toContain('Approved by Ada Approver');
			});
			const { state } = host.sandboxes.auth0;
			expect(state.methodsOf(USERS.ana).map(({ id }) => id)).toEqual([METHODS.anaPassword]);
			expect(changes().filter((change) => !change.includes(USERS.ana))).toEqual([]);
		});

		it('the CSV files of an offboarding hold no cell that a spreadsheet runs', async () => {
			await desk.work('offboarding of a hostile list', async (editor) => {
				await editor.open(offboarding);
				await editor.execute('Summary');
			});
			const read = (end: string) =>
				readCsv(join(files(), readdirSync(files()).find((name) => name.endsWith(end)) ?? end));
			expect(read('_list.csv').map(({ email }) => email)).toEqual(["'=1+1", "'?=1+1", EMAILS.ana]);
			const lines = read('_batch-1.csv');
			expect(lines.length).toBeGreaterThan(LEAVERS.length);
			expect(lines.flatMap((line) => Object.values(line).flatMap(faultsOfCell))).toEqual([]);
			const raw = JSON.stringify(LEAVERS.map((email) => ({ email })));
			const fingerprint = createHash('sha256').update(raw).digest('hex');
			expect([...new Set(lines.map(({ listSha256 }) => listSha256))]).toEqual([fingerprint]);
			expect(changes()).toEqual([]);
		});
	});
}
