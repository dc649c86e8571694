import axios, { type AxiosInstance } from 'axios';
import type { IDataObject } from 'n8n-workflow';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { N8n } from '../../../demo/lib/n8n';
import { ensureOwner } from '../../../demo/lib/owner';
import { firstFree } from '../../../demo/lib/ports';
import { closeSandboxes, startSandboxes, type Sandboxes } from '../../../demo/lib/sandboxes';
import { DEMO, lastRun } from '../support/demoRun';
import type { Line } from './lines';

/** What the editor saves and loads; only what these tests set. */
export interface SavedWorkflow {
	name: string;
	nodes: SavedNode[];
	connections?: unknown;
}

export interface SavedNode {
	name: string;
	type: string;
	parameters?: IDataObject;
	credentials?: Record<string, { id: string; name: string }> | undefined;
	[field: string]: unknown;
}

/**
 * A running n8n of one line, on empty data, with the packed package in it as the demo installed it
 * from the tarball; and sandboxes of its own.
 */
export class Host {
	private constructor(
		readonly line: Line,
		/** Under `.cache`, for all that it keeps and leaves. */
		readonly folder: string,
		readonly n8n: N8n,
		readonly sandboxes: Sandboxes,
		private readonly rest: AxiosInstance,
		/** Name and value of the cookie of the signed-in owner. */
		readonly session: { name: string; value: string },
	) {}

	/** @param name of its folder under `.cache/e2e-browser`, which is emptied */
	static async start(line: Line, name: string = line.name): Promise<Host> {
		const folder = join(DEMO, '..', 'e2e-browser', name);
		rmSync(folder, { recursive: true, force: true });
		const files = join(folder, 'files');
		mkdirSync(files, { recursive: true });
		const port = await freePort(line.port);
		const n8n = new N8n({
			folder: line.folder,
			node: lastRun().n8n.node,
			userFolder: join(folder, 'n8n'),
			files,
			logFile: join(folder, 'n8n.log'),
			port,
			brokerPort: await freePort(port + 1),
		});
		const packages = join(DEMO, 'n8n', '.n8n', 'nodes');
		cpSync(packages, n8n.nodesFolder, { recursive: true, verbatimSymlinks: true });
		const sandboxes = await startSandboxes({ auth0: 0, oneLogin: 0, emnify: 0 });
		try {
			await n8n.serve();
			const login = await ensureOwner(n8n.url, undefined);
			if (!login) throw new Error(`${line.name} took no owner`);
			const session = await signIn(n8n.url, login);
			const rest = axios.create({
				baseURL: `${n8n.url}/rest`,
				proxy: false,
				timeout: 30_000,
				headers: { cookie: `${session.name}=${session.value}` },
			});
			return new Host(line, folder, n8n, sandboxes, rest, session);
		} catch (error) {
			await stopBoth(n8n, sandboxes);
			throw error;
		}
	}

	/** Stores a credential without the editor. */
	async addCredential(name: string, type: string, data: IDataObject) {
		const { id } = await this.post<{ id: string }>('/credentials', { name, type, data });
		return { id, name };
	}

	/** Stores a workflow without the editor. @returns its id */
	async addWorkflow({ name, nodes, connections = {} }: SavedWorkflow): Promise<string> {
		const placed = nodes.map((node, index) => ({
			id: `node-${index}`,
			typeVersion: 1,
			position: [index * 220, 0],
			parameters: {},
			...node,
		}));
		const workflow = { name, nodes: placed, connections, settings: {}, active: false };
		const { id } = await this.post<{ id: string }>('/workflows', workflow);
		return id;
	}

	/** Lets the triggers of a stored workflow start it. */
	async activate(workflowId: string): Promise<void> {
		const { data } = await this.rest.get<{ data: { versionId: string } }>(
			`/workflows/${workflowId}`,
		);
		const { versionId } = data.data;
		// 1.x switches a workflow on by saving it, 2.x by publishing one of its versions.
		if (this.line.name === 'n8n-1') {
			await this.rest.patch(`/workflows/${workflowId}`, { active: true, versionId });
		} else {
			await this.post(`/workflows/${workflowId}/activate`, { versionId });
		}
	}

	/** How the runs of a workflow stand, e.g. `waiting`, the newest first. */
	async statusOfRuns(workflowId: string): Promise<string[]> {
		const filter = JSON.stringify({ workflowId });
		const { data } = await this.rest.get<{ data: { results: Array<{ status: string }> } }>(
			'/executions',
			{ params: { filter } },
		);
		return data.data.results.map(({ status }) => status);
	}

	async stop(): Promise<void> {
		await stopBoth(this.n8n, this.sandboxes);
	}

	private async post<Answer>(path: string, body: unknown): Promise<Answer> {
		const { data } = await this.rest.post<{ data: Answer }>(path, body);
		return data.data;
	}
}

async function stopBoth(n8n: N8n, sandboxes: Sandboxes): Promise<void> {
	await n8n.stop();
	await closeSandboxes(sandboxes);
}

async function freePort(from: number): Promise<number> {
	const port = await firstFree(from);
	if (port === undefined) throw new Error(`No free port from ${from} on`);
	return port;
}

async function signIn(url: string, { email, password }: { email: string; password: string }) {
	const { headers } = await axios.post(
		`${url}/rest/login`,
		{ emailOrLdapLoginId: email, password },
		{ proxy: false },
	);
	const [cookie = ''] = headers['set-cookie'] ?? [];
	const [, name = '', value = ''] = /^([^=]+)=([^;]+)/.exec(cookie) ?? [];
	return { name, value };
}
