import axios from 'axios';
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const READY_LIMIT_MS = 180_000;
const STOP_LIMIT_MS = 15_000;
const LOOK_AGAIN_MS = 250;
const LIFELINE = join(__dirname, 'end-with-parent.cjs');

export interface N8nPlace {
	/** Folder whose node_modules holds n8n. */
	folder: string;
	/** Node.js binary that runs it. */
	node: string;
	/** n8n makes its `.n8n` in here. */
	userFolder: string;
	/** The only folder in which workflows may read and write files. */
	files: string;
	/** Everything that n8n says goes here. */
	logFile: string;
	port: number;
	/** Port on which n8n's own helper processes report. */
	brokerPort: number;
	/** Settings of n8n beyond those of the demo, such as another database. */
	settings?: Readonly<Record<string, string>>;
}

/** The pinned n8n: its commands, and its server. */
export class N8n {
	readonly url: string;
	private readonly running = new Set<ChildProcess>();

	constructor(private readonly place: N8nPlace) {
		this.url = `http://127.0.0.1:${place.port}`;
	}

	/** Folder into which n8n installs community packages. */
	get nodesFolder(): string {
		return join(this.place.userFolder, '.n8n', 'nodes');
	}

	/** Runs `n8n <args>` to its end. The exit code is 128 when a signal ended it. */
	async command(...args: string[]): Promise<{ code: number; output: string }> {
		const { child, logStart } = this.spawn(args);
		const code = await ended(child);
		return { code, output: readFileSync(this.place.logFile).subarray(logStart).toString('utf8') };
	}

	/**
	 * Starts the server, or what else is named, and waits until it says that it is ready.
	 *
	 * @returns a promise of the server's end
	 * @throws when it ends, or is not ready after three minutes
	 */
	async serve(...args: string[]): Promise<{ end: Promise<number> }> {
		const { child } = this.spawn(args.length > 0 ? args : ['start']);
		let exitCode: number | undefined;
		const end = ended(child).then((code) => (exitCode = code));
		const deadline = Date.now() + READY_LIMIT_MS;
		while (!(await this.isReady())) {
			if (exitCode !== undefined) throw new Error(`n8n ended with code ${exitCode}`);
			if (Date.now() > deadline) throw new Error('n8n was not ready after three minutes');
			await sleep(LOOK_AGAIN_MS);
		}
		return { end };
	}

	/**
	 * Its /healthz answers before the migrations are done, and on 1.x its readiness before the REST
	 * interface is there.
	 */
	private async isReady(): Promise<boolean> {
		const places = ['/healthz/readiness', '/rest/settings'];
		const ready = await Promise.all(places.map((place) => answers(`${this.url}${place}`)));
		return ready.every(Boolean);
	}

	/** Ends all that was started here, by force where it does not end by itself. */
	async stop(): Promise<void> {
		await Promise.all(
			[...this.running].map(async (child) => {
				child.kill('SIGTERM');
				const force = setTimeout(() => {
					killGroup(child);
				}, STOP_LIMIT_MS);
				await ended(child);
				clearTimeout(force);
			}),
		);
	}

	/** Ends all that was started here as a crash does: at once, in the middle of whatever it does. */
	async kill(): Promise<void> {
		const children = [...this.running];
		children.forEach(killGroup);
		await Promise.all(children.map(ended));
	}

	/** @returns the process, and where in the log its output begins */
	private spawn(args: string[]): { child: ChildProcess; logStart: number } {
		// Straight into the file: with a pipe, an n8n that outlives the demo would
		// be caught in logging that it cannot log.
		const log = openSync(this.place.logFile, 'a');
		writeSync(log, `\n$ n8n ${args.join(' ')}\n`);
		const logStart = fstatSync(log).size;
		const n8n = join(this.place.folder, 'node_modules', 'n8n', 'bin', 'n8n');
		const child = spawn(this.place.node, ['--require', LIFELINE, n8n, ...args], {
			// n8n reads a .env from where it runs.
			cwd: this.place.userFolder,
			env: environment(this.place),
			stdio: ['ignore', log, log, 'pipe'],
			// A group of its own: Ctrl-C reaches the demo only, which then ends n8n in order.
			detached: process.platform !== 'win32',
		});
		closeSync(log);
		this.running.add(child);
		void ended(child).then(() => this.running.delete(child));
		return { child, logStart };
	}
}

/** n8n's settings of the user's own must not reach this one, its database above all. */
const FOREIGN =
	/^(N8N|DB|EXECUTIONS|QUEUE|WEBHOOK|CREDENTIALS|NODES|WORKFLOWS|GENERIC|OFFLOAD|npm|NODE_OPTIONS|NODE_ENV|E2E|PORT$|HOST$|PROTOCOL)/i;

/** Settings that n8n 1.x would stop at. */
const SINCE_2 = {
	// Asks a server of n8n's for a list at every start.
	N8N_DISABLED_MODULES: 'mcp-registry',
};

function majorOf(folder: string): number {
	const file = join(folder, 'node_modules', 'n8n', 'package.json');
	return Number.parseInt((JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version);
}

function environment(place: N8nPlace): NodeJS.ProcessEnv {
	const own = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
	const loopback = ['127.0.0.1', 'localhost'];
	const noProxy = [process.env.NO_PROXY ?? process.env.no_proxy ?? '', ...loopback]
		.filter(Boolean)
		.join(',');
	return {
		...Object.fromEntries(own),
		NO_PROXY: noProxy,
		no_proxy: noProxy,
		NODE_ENV: 'production',
		N8N_USER_FOLDER: place.userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(place.port),
		N8N_EDITOR_BASE_URL: `http://127.0.0.1:${place.port}`,
		N8N_RUNNERS_BROKER_PORT: String(place.brokerPort),
		// Plain http: the browser would drop a cookie that is for https only.
		N8N_SECURE_COOKIE: 'false',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		N8N_RESTRICT_FILE_ACCESS_TO: place.files,
		// Nothing here talks to anyone but this machine.
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_PYTHON_ENABLED: 'false',
		...(majorOf(place.folder) >= 2 ? SINCE_2 : {}),
		// Said explicitly, since n8n complains about defaults that will change.
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_RUNNERS_TASK_TIMEOUT: '60',
		...place.settings,
	};
}

function ended(child: ChildProcess): Promise<number> {
	if (child.exitCode !== null) return Promise.resolve(child.exitCode);
	if (child.signalCode !== null) return Promise.resolve(128);
	return new Promise((resolve) => {
		child.once('error', () => {
			resolve(127);
		});
		child.once('close', (code) => {
			resolve(code ?? 128);
		});
	});
}

function killGroup(child: ChildProcess): void {
	try {
		if (child.pid && process.platform !== 'win32') process.kill(-child.pid, 'SIGKILL');
		else child.kill('SIGKILL');
	} catch {
		// It ended in the meantime.
	}
}

async function answers(url: string): Promise<boolean> {
	try {
		const response = await axios.get(url, { timeout: 2000, proxy: false });
		return response.status === 200;
	} catch {
		return false;
	}
}
