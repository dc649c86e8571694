import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BY_NODE_TYPE, demoCredentials } from '../../../demo/lib/credentials';
import { readExecution, type Execution } from '../../../demo/lib/execution';
import { Mailbox } from '../../../demo/lib/mailbox';
import { N8n, type N8nPlace } from '../../../demo/lib/n8n';
import { firstFree } from '../../../demo/lib/ports';
import { closeSandboxes, startSandboxes, type Sandboxes } from '../../../demo/lib/sandboxes';
import {
	fillIn,
	type FilledIn,
	type TemplateName,
	type Workflow,
} from '../../../demo/lib/workflow';
import { DEMO, lastRun } from './demoRun';

/**
 * A real n8n with the packed package in it: a copy of the one that the demo made, with sandboxes
 * and a mailbox of its own, so that its runs disturb nobody's.
 */
export class N8nAtWork {
	private constructor(
		readonly sandboxes: Sandboxes,
		readonly mailbox: Mailbox,
		readonly n8n: N8n,
		/** Where workflows may write. */
		readonly files: string,
		/** All that this n8n keeps. */
		readonly folder: string,
		private readonly place: N8nPlace,
	) {}

	/**
	 * @param name of the folder under `.cache`
	 * @param ports the first of two ports. Test files run side by side, so that each has a range of its
	 * own: a port that is free now is taken a moment later only
	 */
	static async start(name: string, ports: number): Promise<N8nAtWork> {
		const folder = join(DEMO, '..', name);
		const files = join(folder, 'files');
		rmSync(folder, { recursive: true, force: true });
		mkdirSync(files, { recursive: true });
		cpSync(join(DEMO, 'n8n'), join(folder, 'n8n'), { recursive: true });
		const { n8n: installed } = lastRun();
		const port = await firstFree(ports);
		if (port === undefined) throw new Error('No free port');
		const brokerPort = await firstFree(port + 1);
		if (brokerPort === undefined) throw new Error('No free port');
		const place: N8nPlace = {
			folder: installed.folder,
			node: installed.node,
			userFolder: join(folder, 'n8n'),
			files,
			logFile: join(folder, 'n8n.log'),
			port,
			brokerPort,
		};
		const sandboxes = await startSandboxes({ auth0: 0, oneLogin: 0, emnify: 0 });
		const mailbox = await new Mailbox().listen();
		const work = new N8nAtWork(sandboxes, mailbox, new N8n(place), files, folder, place);
		await work.import('credentials', demoCredentials(sandboxes, mailbox));
		return work;
	}

	/** A template with the credentials of the sandboxes and the given values. */
	template(name: TemplateName, id: string, fields: FilledIn['fields'] = {}): Workflow {
		return { ...fillIn(name, { id, credentials: BY_NODE_TYPE, fields }), name: `${name} (${id})` };
	}

	async importWorkflows(workflows: Workflow[]): Promise<void> {
		await this.import('workflow', workflows);
	}

	/** Everything that n8n has said so far. */
	get log(): string {
		return readFileSync(this.place.logFile, 'utf8');
	}

	/** Another n8n process on the same data, for what runs beside the server. */
	async secondProcess(): Promise<N8n> {
		const brokerPort = await firstFree(this.place.brokerPort + 1);
		if (brokerPort === undefined) throw new Error('No free port');
		return new N8n({ ...this.place, brokerPort });
	}

	/** Runs a workflow from the command line to its end. */
	async execute(id: string, n8n = this.n8n): Promise<Execution> {
		const { output } = await n8n.command('execute', `--id=${id}`, '--rawOutput');
		const execution = readExecution(output);
		if (execution) return execution;
		throw new Error(`n8n did not run ${id}:\n${output.slice(-3000)}`);
	}

	async stop(): Promise<void> {
		await this.n8n.stop();
		await this.mailbox.close();
		await closeSandboxes(this.sandboxes);
	}

	private async import(kind: 'credentials' | 'workflow', content: unknown): Promise<void> {
		const file = join(this.folder, `import-${kind}.json`);
		writeFileSync(file, JSON.stringify(content));
		const { code, output } = await this.n8n.command(`import:${kind}`, `--input=${file}`);
		rmSync(file);
		if (code !== 0) throw new Error(`n8n did not import the ${kind}:\n${output.slice(-3000)}`);
	}
}
