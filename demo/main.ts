import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import colours from 'picocolors';
import { installPackage } from './lib/communityPackage';
import { demoCredentials, HELPDESK } from './lib/credentials';
import { DemoData } from './lib/data';
import { readExecution, type Execution } from './lib/execution';
import { importIntoN8n } from './lib/imports';
import { writeLastRun, type LastRun, type ScenarioRun } from './lib/lastRun';
import { stateOfPeople } from './lib/leavers';
import { Mailbox, type Mail } from './lib/mailbox';
import { N8n } from './lib/n8n';
import { ensureOwner } from './lib/owner';
import { choosePorts } from './lib/ports';
import {
	closeSandboxes,
	forgetRequests,
	requestsOf,
	SERVICES,
	startSandboxes,
	type Sandboxes,
} from './lib/sandboxes';
import type { Scenario } from './lib/scenario';
import type { Setup } from './lib/setup';
import { printRun } from './lib/table';
import { furtherTemplates } from './lib/templates';
import { scenarios } from './scenarios';

/** What one start of the demo works with. */
interface Demo {
	setup: Setup;
	data: DemoData;
	n8n: N8n;
	sandboxes: Sandboxes;
	mailbox: Mailbox;
	scenarios: Scenario[];
}

/**
 * Runs the demo: the sandboxes, n8n with the packed package in it, one run of each
 * workflow without the editor, then the editor.
 *
 * @returns the command's exit code: 0 when every run did what it should
 */
export async function runDemo(setup: Setup): Promise<number> {
	const { options, tools } = setup;
	const data = new DemoData(options.data, options.reset);
	const ports = await choosePorts(setup, data);

	const sandboxes = await startSandboxes(ports.sandboxes);
	const mailbox = await new Mailbox(tellMail).listen(ports.mailbox);
	const n8n = new N8n({
		folder: setup.n8n.folder,
		node: setup.n8n.node,
		userFolder: data.userFolder,
		files: data.evidence,
		logFile: data.logFile,
		port: ports.editor,
		brokerPort: ports.broker,
	});
	const demo = { setup, data, n8n, sandboxes, mailbox, scenarios: scenarios(data.evidence) };
	const stop = once(async () => {
		await n8n.stop();
		await mailbox.close();
		await closeSandboxes(sandboxes);
	});
	tools.onEnd(async () => {
		console.log('\nStopping n8n and the sandboxes ...');
		await stop();
	});

	try {
		await prepare(demo);
		const { ok } = await runAll(demo);
		if (!options.once) await keepOpen(demo);
		return ok ? 0 : 1;
	} finally {
		await stop();
	}
}

async function prepare(demo: Demo): Promise<void> {
	const { setup, data, n8n, sandboxes, mailbox } = demo;
	const { tools, packed } = setup;
	if (data.remembered.installed !== packed.sources) {
		await tools.step('Installing the package into n8n', () =>
			installPackage(setup, n8n.nodesFolder),
		);
		data.remember({ installed: packed.sources });
	}
	await importIntoN8n(setup, n8n, data, 'credentials', demoCredentials(sandboxes, mailbox));
	await importIntoN8n(setup, n8n, data, 'workflow', [
		...demo.scenarios.map(({ workflow }) => workflow),
		...furtherTemplates(data.evidence),
	]);
}

async function runAll(demo: Demo): Promise<LastRun> {
	const { setup, data } = demo;
	const { folder, node } = setup.n8n;
	rmSync(data.lastRun, { force: true });
	const last: LastRun = { ok: true, n8n: { version: versionOfN8n(setup), folder, node }, runs: [] };
	for (const scenario of dueScenarios(demo)) {
		const run = await runOnce(demo, scenario);
		printRun(run, last.n8n.version, setup.tools.duration);
		last.runs.push(run);
		last.ok &&= run.ok;
		writeLastRun(data.lastRun, last);
	}
	console.log('');
	if (last.ok) data.remember({ shown: setup.packed.sources });
	return last;
}

/** The first steps are shown once; a later start of the same package goes straight to the main job. */
function dueScenarios({ setup, data, scenarios: all }: Demo): Scenario[] {
	const seen = !setup.options.once && data.remembered.shown === setup.packed.sources;
	return seen ? all.filter(({ isFirstSteps }) => !isFirstSteps) : all;
}

async function runOnce({ setup, data, n8n, sandboxes }: Demo, scenario: Scenario) {
	const { tools } = setup;
	const { workflow } = scenario;
	const before = stateOfPeople(sandboxes);
	forgetRequests(sandboxes);
	const { output } = await tools.step(`Running the workflow "${workflow.name}"`, () =>
		n8n.command('execute', `--id=${workflow.id}`, '--rawOutput'),
	);
	const execution = readExecution(output);
	if (!execution) {
		throw tools.failure(
			'n8n did not run the workflow.',
			[
				'npm start -- --reset starts again with empty data.',
				`Everything n8n said: ${data.logFile}`,
			],
			// A package that n8n cannot load is told long before the run fails.
			/^Failed to load package.*\n.*/m.exec(output)?.[0] ?? tools.tail(output),
		);
	}
	const report = scenario.report(execution, sandboxes);
	const run: ScenarioRun = {
		ok: report.complaints.length === 0,
		...report,
		workflow: { id: workflow.id, name: workflow.name },
		status: execution.status,
		startedAt: execution.startedAt,
		ms: duration(execution),
		nodes: execution.nodes,
		requests: requestsOf(sandboxes),
		before,
		after: stateOfPeople(sandboxes),
	};
	return run;
}

async function keepOpen({ setup, data, n8n, sandboxes, mailbox }: Demo): Promise<void> {
	const { tools } = setup;
	const { end, login } = await tools.step('Opening the editor', async () => {
		const server = await n8n.serve();
		const owner = await ensureOwner(n8n.url, data.remembered.owner);
		if (owner) data.remember({ owner });
		return { end: server.end, login: owner };
	});
	const line = (label: string, text: string) => `  ${colours.bold(label.padEnd(12))}${text}`;
	console.log(
		[
			'',
			line('Editor', `${n8n.url}/home/workflows`),
			line('E-mail', login?.email ?? 'the one you gave it'),
			line(
				'Password',
				login?.password ?? 'the one you gave it (npm start -- --reset makes a new login)',
			),
			line('Sandboxes', SERVICES.map((service) => sandboxes[service].url).join(', ')),
			line('Mails', `on port ${mailbox.port}, shown here when they come in`),
			line('Form login', `${HELPDESK.user} / ${HELPDESK.password} (workflow "Helpdesk MFA reset")`),
			line('Files', data.evidence),
			'',
			`  Up after ${tools.duration(Date.now() - setup.since)}. Ctrl-C ends n8n and the sandboxes.`,
			'',
		].join('\n'),
	);
	const code = await end;
	throw tools.failure(`n8n ended by itself with code ${code}.`, `See ${data.logFile}`);
}

/** A mail as a person wants to see it in a terminal: the link in it is what matters. */
function tellMail({ to, subject, body }: Mail): void {
	const link = /href="([^"]+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&');
	console.log(`\n${colours.bold(`Mail to ${to}:`)} ${subject}\n${link ?? body.trim()}\n`);
}

function versionOfN8n(setup: Setup): string {
	const file = join(setup.n8n.folder, 'node_modules', 'n8n', 'package.json');
	return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

function duration({ startedAt, stoppedAt }: Execution): number {
	return Date.parse(stoppedAt) - Date.parse(startedAt);
}

function once(work: () => Promise<void>): () => Promise<void> {
	let running: Promise<void> | undefined;
	return () => (running ??= work());
}
