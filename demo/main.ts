import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import colours from 'picocolors';
import { installPackage } from './lib/communityPackage';
import { DemoData } from './lib/data';
import { readExecution, type Execution } from './lib/execution';
import { importIntoN8n } from './lib/imports';
import { writeLastRun, type LastRun } from './lib/lastRun';
import { N8n } from './lib/n8n';
import { ensureOwner } from './lib/owner';
import { choosePorts } from './lib/ports';
import type { RunningSandbox, Scenario } from './lib/scenario';
import type { Setup } from './lib/setup';
import { printRun } from './lib/table';
import { auth0FirstSteps } from './scenarios/auth0FirstSteps';

/**
 * Runs the demo: sandbox, n8n with the packed package in it, one run of the
 * workflow without the editor, then the editor.
 *
 * @returns the command's exit code: 0 when the run did what it should
 */
export async function runDemo(setup: Setup): Promise<number> {
	const { options, tools } = setup;
	const scenario = auth0FirstSteps;
	const data = new DemoData(options.data, options.reset);
	const ports = await choosePorts(setup, data);

	const sandbox = await scenario.startSandbox(ports.sandbox);
	const n8n = new N8n({
		folder: setup.n8n.folder,
		node: setup.n8n.node,
		userFolder: data.userFolder,
		logFile: data.logFile,
		port: ports.editor,
		brokerPort: ports.broker,
	});
	const stop = once(async () => {
		await n8n.stop();
		await sandbox.close();
	});
	tools.onEnd(async () => {
		console.log('\nStopping n8n and the sandbox ...');
		await stop();
	});

	try {
		await prepare(setup, data, n8n, scenario, sandbox);
		const run = await runOnce(setup, data, n8n, scenario, sandbox);
		printRun(run, tools.duration);
		if (!options.once) await keepOpen(setup, data, n8n, scenario, sandbox);
		return run.ok ? 0 : 1;
	} finally {
		await stop();
	}
}

async function prepare(
	setup: Setup,
	data: DemoData,
	n8n: N8n,
	scenario: Scenario,
	sandbox: RunningSandbox,
): Promise<void> {
	const { tools, packed } = setup;
	if (data.remembered.installed !== packed.sources) {
		await tools.step('Installing the package into n8n', () =>
			installPackage(setup, n8n.nodesFolder),
		);
		data.remember({ installed: packed.sources });
	}
	await importIntoN8n(setup, n8n, data, 'credentials', scenario.credentials(sandbox.host));
	await importIntoN8n(setup, n8n, data, 'workflow', scenario.workflow);
}

async function runOnce(
	setup: Setup,
	data: DemoData,
	n8n: N8n,
	scenario: Scenario,
	sandbox: RunningSandbox,
): Promise<LastRun> {
	const { tools } = setup;
	const { workflow } = scenario;
	rmSync(data.lastRun, { force: true });
	const before = sandbox.state();
	const requestsBefore = sandbox.requests().length;
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
	const report = scenario.report(execution, sandbox);
	const run: LastRun = {
		ok: execution.status === 'success' && report.complaints.length === 0,
		...report,
		n8n: versionOfN8n(setup),
		workflow: { id: workflow.id, name: workflow.name },
		status: execution.status,
		startedAt: execution.startedAt,
		ms: duration(execution),
		nodes: execution.nodes,
		sandbox: {
			url: sandbox.url,
			requests: sandbox.requests().slice(requestsBefore),
			before,
			after: sandbox.state(),
		},
	};
	writeLastRun(data.lastRun, run);
	return run;
}

async function keepOpen(
	setup: Setup,
	data: DemoData,
	n8n: N8n,
	scenario: Scenario,
	sandbox: RunningSandbox,
): Promise<void> {
	const { tools } = setup;
	const { end, login } = await tools.step('Opening the editor', async () => {
		const server = await n8n.serve();
		const owner = await ensureOwner(n8n.url, data.remembered.owner);
		if (owner) data.remember({ owner });
		return { end: server.end, login: owner };
	});
	console.log(`
  ${colours.bold('Editor')}     ${n8n.url}/workflow/${scenario.workflow.id}
  ${colours.bold('E-mail')}     ${login?.email ?? 'the one you gave it'}
  ${colours.bold('Password')}   ${login?.password ?? 'the one you gave it (npm start -- --reset makes a new login)'}
  ${colours.bold('Sandbox')}    ${sandbox.url}

  Up after ${tools.duration(Date.now() - setup.since)}. Ctrl-C ends n8n and the sandbox.
`);
	const code = await end;
	throw tools.failure(`n8n ended by itself with code ${code}.`, `See ${data.logFile}`);
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
