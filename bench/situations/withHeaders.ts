import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { STATIC_TOKENS, type Auth0Sandbox } from '../../sandbox/auth0';
import { auth0Credentials } from '../lib/credentials';
import { declarative, httpRequest, loop, ours } from '../lib/contestants';
import { seconds, times, type Findings } from '../lib/report';
import type { Bench, Situation } from '../lib/situation';
import { auth0Done, auth0StandIn, seenBy, type Seen } from '../lib/standIn';
import { workflowOf, type WorkflowNode } from '../lib/workflow';

const COUNT = 1000;
const LIMIT = { perSecond: 50, burst: 100 };
/** What the limit alone takes, milliseconds. */
const LEAST_MS = ((COUNT - LIMIT.burst) / LIMIT.perSecond) * 1000;

const TSX = join(__dirname, '..', '..', 'node_modules', 'tsx', 'dist', 'cli.mjs');
const SDK_SCRIPT = join(__dirname, '..', 'lib', 'sdk.ts');

interface Result extends Seen {
	name: string;
	done: number;
	end: string;
}

export const withHeaders: Situation = {
	name: 'headers',
	title: '1,000 users deleted from: 50 requests a second, bucket of 100, headers, 50 ms',
	async run(bench) {
		const sandbox = await auth0StandIn(COUNT, LIMIT);
		try {
			const results = [
				...(await runNodes(bench, sandbox)),
				...(await runSdk(bench, sandbox, [1, 10, 50])),
			];
			return findings(results);
		} finally {
			await sandbox.close();
		}
	},
};

function findings(results: readonly Result[]): Findings {
	const [own] = results;
	if (own === undefined) throw new Error('Nothing ran');
	return {
		columns: ['contestant', 'done', 'requests', 'refused', 'tokens', 'time', 'of the limit', 'end'],
		rows: results.map((one) => [
			one.name,
			`${one.done} of ${COUNT}`,
			String(one.requests),
			String(one.refused),
			String(one.tokenRequests),
			seconds(one.ms),
			one.done === COUNT ? times(one.ms / LEAST_MS) : '',
			one.end,
		]),
		remarks: [
			`The limit alone takes ${seconds(LEAST_MS)}: ${COUNT} requests less the bucket, at its rate.`,
		],
		checks: [
			{ what: 'users done', value: own.done, bound: COUNT, least: true },
			{ what: 'time to that of the limit', value: own.ms / LEAST_MS, bound: 1.05, unit: ' x' },
			{ what: 'refused requests', value: own.refused, bound: COUNT / 100 },
			{ what: 'token requests', value: own.tokenRequests, bound: 1 },
		],
	};
}

async function runNodes({ setup, n8n }: Bench, sandbox: Auth0Sandbox): Promise<Result[]> {
	const api = `${sandbox.url}/api/v2`;
	const patient = { retryOnFail: true, maxTries: 5, waitBetweenTries: 5000 };
	const goOn = { onError: 'continueRegularOutput' };
	const batches = { batching: { batch: { batchSize: 50, batchInterval: 1000 } } };
	const nodes: WorkflowNode[] = [
		ours('this package, default options'),
		httpRequest('HTTP Request, as it comes', api),
		httpRequest('HTTP Request, Retry On Fail at its most', api, patient),
		httpRequest('HTTP Request, batches of 50 a second, going on', api, goOn, batches),
		loop('plain sequential node, going on', api, 1),
		declarative('declarative node, going on', sandbox.url),
	];
	const workflows = nodes.map((node, index) =>
		workflowOf(`headers${index}`, [{ users: { kind: 'auth0', count: COUNT }, node }]),
	);
	await n8n.import(auth0Credentials(sandbox), workflows);

	const results: Result[] = [];
	for (const [index, { name }] of nodes.entries()) {
		sandbox.reset();
		const execution = await setup.tools.step(name, async () => await n8n.run(`headers${index}`));
		const node = execution.nodes.find((one) => one.name === name);
		const end = node?.status === 'success' ? 'output' : 'node failed, no record';
		results.push({ name, ...seenBy(sandbox), done: auth0Done(sandbox, COUNT), end });
	}
	return results;
}

async function runSdk(
	{ setup }: Bench,
	sandbox: Auth0Sandbox,
	pools: readonly number[],
): Promise<Result[]> {
	const results: Result[] = [];
	for (const pool of pools) {
		sandbox.reset();
		const name = `script on the vendor's SDK, pool of ${pool}`;
		const { failed } = await setup.tools.step(name, async () => await sdk(sandbox.host, pool));
		const end = failed === 0 ? 'done' : `${failed} rejected`;
		results.push({ name, ...seenBy(sandbox), done: auth0Done(sandbox, COUNT), end });
	}
	return results;
}

async function sdk(host: string, pool: number): Promise<{ failed: number }> {
	const args = [TSX, SDK_SCRIPT, host, STATIC_TOKENS.all, String(COUNT), String(pool)];
	const { stdout } = await promisify(execFile)(process.execPath, args);
	return JSON.parse(stdout) as { failed: number };
}
