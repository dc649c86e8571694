import { createServer, type Server } from 'node:net';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DemoData } from '../../../demo/lib/data';
import { readExecution } from '../../../demo/lib/execution';
import { choosePorts, firstFree, isFree, type Ports } from '../../../demo/lib/ports';
import type { Options, Setup } from '../../../demo/lib/setup';

let folder: string;
let servers: Server[] = [];

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-mfa-demo-'));
});

afterEach(async () => {
	await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
	servers = [];
	rmSync(folder, { recursive: true });
});

describe('ports', () => {
	it('the next free one is taken where the usual one is in use', async () => {
		const port = await occupy(0);
		expect(await isFree(port)).toBe(false);
		const next = await firstFree(port);
		expect(next).toBeGreaterThan(port);
		expect(await firstFree(port, [next ?? 0])).toBeGreaterThan(next ?? 0);
	});

	it('one that was asked for and is in use is refused, with the way out', async () => {
		const port = await occupy(0);
		await expect(choosePorts(setup({ port }), new DemoData(folder, false))).rejects.toThrow(
			`port ${port} is in use.|Choose another one for the editor: npm start -- --port N`,
		);
	});

	it('the sandboxes and the mailbox keep those of the last start', async () => {
		const choose = (options: Partial<Options>) =>
			choosePorts(setup(options), new DemoData(folder, false));
		const first = await choose({});
		expect(new Set(allOf(first)).size).toBe(6);
		const again = await choose({});
		expect([again.sandboxes, again.mailbox]).toEqual([first.sandboxes, first.mailbox]);
		const moved = await choose({ sandboxPort: first.sandboxes.auth0 + 17 });
		expect(Object.values(moved.sandboxes)).toEqual(
			[17, 18, 19].map((n) => first.sandboxes.auth0 + n),
		);
		expect((await choose({})).sandboxes).toEqual(moved.sandboxes);
	});

	function allOf({ editor, broker, sandboxes, mailbox }: Ports): number[] {
		return [editor, broker, mailbox, ...Object.values(sandboxes)];
	}
});

describe('what a start remembers', () => {
	it('is there at the next one, and gone after a reset', () => {
		new DemoData(folder, false).remember({ workflow: 'w', owner: { email: 'e', password: 'p' } });
		expect(new DemoData(folder, false).remembered).toMatchObject({
			workflow: 'w',
			owner: { email: 'e', password: 'p' },
		});
		expect(new DemoData(folder, true).remembered).toEqual({});
	});

	it('can be read by its owner only, since it holds the password of the editor', () => {
		new DemoData(folder, false).remember({ owner: { email: 'e', password: 'p' } });
		expect(statSync(join(folder, 'demo.json')).mode & 0o077).toBe(0);
	});
});

describe('what n8n prints about a run', () => {
	const RUN = {
		status: 'success',
		startedAt: '2026-11-21T02:00:00.000Z',
		stoppedAt: '2026-11-21T02:00:01.000Z',
		data: {
			resultData: {
				runData: {
					Second: [task(1, { main: [[{ json: { id: 'b' } }]] })],
					First: [task(0, { main: [[{ json: { id: 'a' } }, { json: { id: 'A' } }]] })],
				},
			},
		},
	};

	it('is read from among the lines of its log, in the order of the run', () => {
		const execution = readExecution(`Broker ready\n${JSON.stringify(RUN, null, 2)}\nbye { }\n`);
		expect(execution?.status).toBe('success');
		expect(execution?.nodes.map(({ name, items }) => [name, items])).toEqual([
			['First', [{ id: 'a' }, { id: 'A' }]],
			['Second', [{ id: 'b' }]],
		]);
	});

	it('says which node failed, and why', () => {
		const error = { message: 'Port in use', description: 'Choose another' };
		const failed = structuredClone(RUN);
		Object.assign(failed, { status: 'error' });
		Object.assign(failed.data.resultData, {
			error,
			runData: { First: [{ ...task(0), executionStatus: 'error', error }] },
		});
		const execution = readExecution(JSON.stringify(failed, null, 2));
		expect(execution).toMatchObject({
			status: 'error',
			error,
			nodes: [{ name: 'First', status: 'error', error, items: [] }],
		});
	});

	it('is nothing where n8n did not get so far', () => {
		expect(readExecution('Error: Unrecognized node type: n8n-nodes-mfa.auth0\n')).toBeUndefined();
	});

	function task(executionIndex: number, data?: object) {
		return { executionIndex, executionTime: 5, executionStatus: 'success', source: [], data };
	}
});

async function occupy(port: number): Promise<number> {
	const server = createServer();
	servers.push(server);
	await new Promise<void>((resolve) => {
		server.listen(port, '127.0.0.1', resolve);
	});
	const address = server.address();
	return typeof address === 'object' && address ? address.port : 0;
}

function setup(options: Partial<Options>): Setup {
	return {
		options: { once: false, reset: false, data: folder, ...options },
		tools: {
			note: () => undefined,
			failure: (message: string, wayOut: string | string[]) =>
				new Error([message, ...[wayOut].flat()].join('|')),
		},
	} as unknown as Setup;
}
