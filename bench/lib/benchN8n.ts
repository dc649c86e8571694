import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPackage } from '../../demo/lib/communityPackage';
import type { Credential } from '../../demo/lib/credentials';
import { readExecution, type Execution } from '../../demo/lib/execution';
import { N8n } from '../../demo/lib/n8n';
import { firstFree } from '../../demo/lib/ports';
import type { Setup } from '../../demo/lib/setup';
import type { BenchSetup } from './setup';
import type { Workflow } from './workflow';

const NODES = join(__dirname, '..', 'nodes', 'n8n-nodes-mfa-bench');
const PORTS = 5720;

/** A real n8n with the packed package and the bench's own nodes in it. */
export class BenchN8n {
	private constructor(
		private readonly n8n: N8n,
		readonly folder: string,
	) {}

	/** @param slot each n8n that runs at the same time has its own: a folder, and ports */
	static async prepare(setup: BenchSetup, slot = 0): Promise<BenchN8n> {
		const folder = folderOf(setup, slot);
		mkdirSync(folder, { recursive: true });
		const port = await firstFree(PORTS + slot * 20);
		const brokerPort = await firstFree((port ?? PORTS) + 1);
		if (port === undefined || brokerPort === undefined) throw new Error('No free port');
		const n8n = new N8n({
			...setup.n8n,
			userFolder: folder,
			files: folder,
			logFile: join(folder, 'n8n.log'),
			port,
			brokerPort,
		});
		const bench = new BenchN8n(n8n, folder);
		await bench.installNodes(setup);
		return bench;
	}

	/** A second n8n that is the same. It may run at the same time. */
	static async copy(setup: BenchSetup, of: BenchN8n, slot: number): Promise<BenchN8n> {
		const folder = folderOf(setup, slot);
		rmSync(folder, { recursive: true, force: true });
		cpSync(of.folder, folder, { recursive: true });
		return await BenchN8n.prepare(setup, slot);
	}

	async stop(): Promise<void> {
		await this.n8n.stop();
	}

	/** Brings credentials and workflows in; those with the same ids are replaced. */
	async import(credentials: Credential[], workflows: Workflow[]): Promise<void> {
		await this.importOne('credentials', credentials);
		await this.importOne('workflow', workflows);
	}

	/** Runs a workflow to its end, from the command line. */
	async run(id: string): Promise<Execution> {
		const { output } = await this.n8n.command('execute', `--id=${id}`, '--rawOutput');
		const execution = readExecution(output);
		if (execution) return execution;
		throw new Error(`n8n did not run ${id}:\n${output.slice(-3000)}`);
	}

	private async importOne(kind: 'credentials' | 'workflow', content: unknown): Promise<void> {
		const file = join(this.folder, `import-${kind}.json`);
		writeFileSync(file, JSON.stringify(content));
		const { code, output } = await this.n8n.command(`import:${kind}`, `--input=${file}`);
		rmSync(file);
		if (code !== 0) throw new Error(`n8n did not import the ${kind}:\n${output.slice(-3000)}`);
	}

	private async installNodes(setup: BenchSetup): Promise<void> {
		const modules = join(this.n8n.nodesFolder, 'node_modules');
		const stamp = join(this.folder, 'installed');
		const installed = existsSync(stamp) && readFileSync(stamp, 'utf8') === setup.packed.sources;
		// Only what installing needs is read of it.
		if (!installed) await installPackage(setup as unknown as Setup, this.n8n.nodesFolder);
		writeFileSync(stamp, setup.packed.sources);
		rmSync(join(modules, 'n8n-nodes-mfa-bench'), { recursive: true, force: true });
		cpSync(NODES, join(modules, 'n8n-nodes-mfa-bench'), { recursive: true });
	}
}

function folderOf({ folder }: BenchSetup, slot: number): string {
	return join(folder, `n8n-${slot}`);
}
