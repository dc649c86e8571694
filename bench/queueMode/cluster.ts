import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPackage } from '../../demo/lib/communityPackage';
import { N8n } from '../../demo/lib/n8n';
import { firstFree } from '../../demo/lib/ports';
import type { Setup } from '../../demo/lib/setup';
import type { BenchSetup } from '../lib/setup';
import { DATABASE, startPostgres, startRedis, type Server } from './servers';

/** A worker: its process, and what it has logged. */
export interface Worker {
	name: string;
	n8n: N8n;
	log(): string;
}

/** The first of the ports that are looked for. */
const PORTS = Number(process.env.BENCH_QUEUE_PORT ?? 5760);
export const WORKERS = 2;
/** Executions that a worker runs at the same time; n8n advises against less than 5. */
export const CONCURRENCY = 5;

/** n8n in queue mode as docs/queue-mode.md describes it: one main, workers, Redis, Postgres. */
export class Cluster {
	private constructor(
		private readonly folder: string,
		private readonly servers: readonly Server[],
		readonly main: N8n,
		readonly workers: readonly Worker[],
	) {}

	static async prepare(setup: BenchSetup): Promise<Cluster> {
		const servers: Server[] = [];
		try {
			return await Cluster.prepareOn(setup, servers);
		} catch (error) {
			await Promise.all(servers.map((server) => server.stop()));
			throw error;
		}
	}

	/** @param servers takes those that were started */
	private static async prepareOn(setup: BenchSetup, servers: Server[]): Promise<Cluster> {
		const { folder } = setup;
		mkdirSync(folder, { recursive: true });
		const taken: number[] = [];
		const port = async () => {
			const free = await firstFree(PORTS, taken);
			if (free === undefined) throw new Error('No free port');
			taken.push(free);
			return free;
		};
		const redis = await startRedis(setup, join(folder, 'redis'), await port());
		servers.push(redis);
		const postgres = await startPostgres(setup, join(folder, 'postgres'), await port());
		servers.push(postgres);
		const settings = settingsOf(redis, postgres);
		const n8n = async (name: string, own: Record<string, string> = {}) => {
			const userFolder = join(folder, name);
			rmSync(userFolder, { recursive: true, force: true });
			mkdirSync(userFolder, { recursive: true });
			const logFile = join(folder, `${name}.log`);
			rmSync(logFile, { force: true });
			const place = { port: await port(), brokerPort: await port() };
			const made = new N8n({
				...setup.n8n,
				...place,
				userFolder,
				files: userFolder,
				logFile,
				settings: { ...settings, ...own, QUEUE_HEALTH_CHECK_PORT: String(place.port) },
			});
			// Each process has the package in its own folder, as each machine would.
			await installPackage(setup as unknown as Setup, made.nodesFolder);
			return { name, n8n: made, log: () => readFileSync(logFile, 'utf8') };
		};
		const main = await n8n('main');
		const workers: Worker[] = [];
		for (let number = 1; number <= WORKERS; number++) {
			const health = { QUEUE_HEALTH_CHECK_ACTIVE: 'true', N8N_WORKER_SERVER_ADDRESS: '127.0.0.1' };
			workers.push(await n8n(`worker-${number}`, health));
		}
		return new Cluster(folder, servers, main.n8n, workers);
	}

	/** Brings credentials or workflows in, before the first start of the main process. */
	async import(kind: 'credentials' | 'workflow', content: unknown): Promise<void> {
		const file = join(this.folder, `import-${kind}.json`);
		writeFileSync(file, JSON.stringify(content), { mode: 0o600 });
		const { code, output } = await this.main.command(`import:${kind}`, `--input=${file}`);
		rmSync(file);
		if (code !== 0) throw new Error(`n8n did not import the ${kind}:\n${output.slice(-3000)}`);
	}

	async start(): Promise<void> {
		// The main process makes the tables that the workers want.
		await this.main.serve();
		await Promise.all(
			this.workers.map(async (worker) => {
				await startWorker(worker);
			}),
		);
	}

	async stop(): Promise<void> {
		await Promise.all([this.main, ...this.workers.map(({ n8n }) => n8n)].map((one) => one.stop()));
		await Promise.all(this.servers.map((server) => server.stop()));
	}
}

export async function startWorker({ n8n }: Worker): Promise<void> {
	await n8n.serve('worker', `--concurrency=${CONCURRENCY}`);
}

/** What main and workers have in common. */
function settingsOf(redis: Server, postgres: Server): Record<string, string> {
	return {
		EXECUTIONS_MODE: 'queue',
		// Without it the main process runs itself what is started from the editor.
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		QUEUE_BULL_REDIS_HOST: redis.host,
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		QUEUE_BULL_REDIS_PASSWORD: redis.password,
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: postgres.host,
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_DATABASE: DATABASE,
		DB_POSTGRESDB_USER: postgres.user,
		DB_POSTGRESDB_PASSWORD: postgres.password,
		// The same everywhere, else a worker cannot read the credentials.
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
	};
}
