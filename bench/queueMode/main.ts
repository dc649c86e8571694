import axios from 'axios';
import { setTimeout as sleep } from 'node:timers/promises';
import { startAuth0Sandbox, type Auth0Sandbox } from '../../sandbox/auth0';
import { auth0Crowd, isClean, type Account, type Crowd } from '../../test/support/crowd';
import { holds, printFindings, seconds, times, type Findings } from '../lib/report';
import type { BenchSetup } from '../lib/setup';
import { Cluster, CONCURRENCY, WORKERS, type Worker } from './cluster';
import { writePage } from './page';
import { BATCH, credentialsOf, HEADER, workflowsOf } from './workflows';

/** The recipe in docs/queue-mode.md, carried out: n8n main, two workers, Redis, Postgres, Auth0's sandbox. */

const MORTAL = 200;
/** Users that a worker has blocked when it is killed. */
const KILLED_AFTER = 20;
const LIMIT = { perSecond: 100, burst: 200 };

const CIRCUMSTANCES = `A limit of ${LIMIT.perSecond} requests a second with a bucket of ${LIMIT.burst}, 50 ms latency, batches of ${BATCH}, ${CONCURRENCY} executions side by side on a worker`;

interface QueueSetup extends BenchSetup {
	/** How long the long list is. */
	users: number;
}

interface Scene {
	setup: QueueSetup;
	cluster: Cluster;
	sandbox: Auth0Sandbox;
	crowd: Crowd;
}

/** What comes back of a user: a record, or an item that failed. */
interface Row {
	outcome?: string;
	verified?: boolean;
	message?: string;
	error?: { message?: string };
	user?: { id?: string };
}

/** @returns the command's exit code: 0 when every bound holds */
export async function runQueueBench(setup: QueueSetup): Promise<number> {
	const sandbox = await startAuth0Sandbox({ seed: false, latencyMs: 50 });
	const crowd = auth0Crowd(sandbox);
	let cluster: Cluster | undefined;
	const stop = async () => {
		await cluster?.stop();
		await sandbox.close();
	};
	setup.tools.onEnd(stop);
	try {
		cluster = await setup.tools.step('Starting Redis, Postgres, n8n and two workers', async () => {
			const made = await Cluster.prepare(setup);
			await made.import('credentials', credentialsOf(sandbox));
			await made.import('workflow', workflowsOf(made.main.url, Math.max(setup.users, MORTAL)));
			for (const id of ['queueList', 'queueBatch'])
				await made.main.command('publish:workflow', `--id=${id}`);
			await made.start();
			await isListening(made);
			return made;
		});
		const scene = { setup, cluster, sandbox, crowd };
		const all: Array<[string, Findings]> = [
			[`${setup.users} users, ${WORKERS} workers`, await manyUsers(scene)],
			[`${MORTAL} users, a worker is killed in the middle`, await oneDies(scene)],
		];
		for (const [title, findings] of all) printFindings(title, findings);
		if (setup.write) await writePage(CIRCUMSTANCES, all);
		const failed = all.flatMap(([, { checks }]) => checks).filter((check) => !holds(check));
		console.log(failed.length === 0 ? '\nEvery bound holds.' : `\n${failed.length} do not hold.`);
		return failed.length === 0 ? 0 : 1;
	} finally {
		await stop();
	}
}

async function manyUsers(scene: Scene): Promise<Findings> {
	const { setup, cluster, sandbox, crowd } = scene;
	const { users } = setup;
	const leavers = crowd.add('leaver', users);
	sandbox.setRateLimit(LIMIT);
	const run = await setup.tools.step(
		`${users} users at ${LIMIT.perSecond} requests a second`,
		async () => await offboard(cluster, leavers),
	);
	const { rows } = run;
	const seen = seenBy(sandbox);
	const least = ((seen.allowed - LIMIT.burst) / LIMIT.perSecond) * 1000;
	const shares = cluster.workers.map((worker) => sharesOf(worker.log()));
	const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
	const clean = leavers.filter(({ id }) => isClean(crowd.held(id))).length;
	return {
		columns: ['', 'users', 'batches', 'changing calls logged'],
		rows: [
			...cluster.workers.map(({ name }, index) => {
				const { users: own, executions, changes } = shares[index] ?? NOTHING;
				return [name, String(own.size), String(executions.size), String(changes)];
			}),
			['together', String(new Set(shares.flatMap(({ users: own }) => [...own])).size), '', ''],
		],
		remarks: [
			`Completed ${count('completed')}, failed ${rows.filter(isFailed).length}, records ${rows.length}.`,
			`Requests ${seen.requests} (${(seen.allowed / users).toFixed(1)} for a user), refused ${seen.refused}, token requests ${sandbox.tokenRequests}.`,
			`Time ${seconds(seen.ms)}, by the limit alone ${seconds(least)}: ${times(seen.ms / least)}.`,
			...failuresIn(run),
		],
		checks: [
			{ what: 'users clean at the end', value: clean, bound: users, least: true },
			{ what: 'users completed', value: count('completed'), bound: users, least: true },
			{
				what: 'refused requests',
				value: (100 * seen.refused) / seen.requests,
				bound: 3,
				unit: ' %',
			},
			{ what: "part of the limit's rate", value: least / seen.ms, bound: 0.9, least: true },
			{
				what: 'users of the worker with the smaller part',
				value: Math.min(...shares.map(({ users: own }) => own.size)),
				bound: Math.min(BATCH, users / WORKERS),
				least: true,
			},
		],
	};
}

/** The list is handed out, a worker dies, the list is handed out again. */
async function oneDies(scene: Scene): Promise<Findings> {
	const { setup, cluster, sandbox, crowd } = scene;
	const leavers = crowd.add('mortal', MORTAL);
	sandbox.setRateLimit(LIMIT);
	const first = await setup.tools.step(
		`${MORTAL} users, and a worker is killed in the middle`,
		async () => await killedInTheMiddle(cluster, leavers),
	);
	const left = leavers.filter(({ id }) => !isClean(crowd.held(id))).length;
	const second = await setup.tools.step(
		'the same list again, by the worker that is left',
		async () => await offboard(cluster, leavers),
	);
	const row = (what: string, { rows, ms }: Run, notClean: number) => [
		what,
		String(rows.filter(({ outcome }) => outcome === 'completed').length),
		String(rows.filter(({ outcome }) => outcome === 'nothingToDo').length),
		String(rows.filter(isFailed).length),
		String(notClean),
		seconds(ms),
	];
	const leftAtLast = leavers.filter(({ id }) => !isClean(crowd.held(id))).length;
	return {
		columns: ['', 'completed', 'nothing to do', 'batches lost', 'users not clean', 'time'],
		rows: [
			row(`killed after ${KILLED_AFTER} users`, first, left),
			row('again', second, leftAtLast),
		],
		remarks: failuresIn(first),
		checks: [
			{ what: 'users not clean after the kill', value: left, bound: 1, least: true },
			{ what: 'users not clean at the end', value: leftAtLast, bound: 0 },
		],
	};
}

/** Kills the worker that does not run the workflow which hands the list out. */
async function killedInTheMiddle(cluster: Cluster, leavers: readonly Account[]): Promise<Run> {
	const since = new Map(cluster.workers.map((worker) => [worker, worker.log().length]));
	const logOf = (worker: Worker) => worker.log().slice(since.get(worker));
	const run = { ended: false };
	const running = offboard(cluster, leavers).finally(() => {
		run.ended = true;
	});
	const isVictim = (worker: Worker) => sharesOf(logOf(worker)).users.size >= KILLED_AFTER;
	let victim: Worker | undefined;
	while (!run.ended && victim === undefined) {
		await sleep(20);
		const [handsOut] = [...cluster.workers].sort((a, b) => firstOf(logOf(a)) - firstOf(logOf(b)));
		victim = cluster.workers.find((worker) => worker !== handsOut && isVictim(worker));
	}
	await victim?.n8n.kill();
	return await running;
}

/** The first execution that a worker took. */
function firstOf(log: string): number {
	return Number(/^Worker started execution (\d+)/m.exec(log)?.[1] ?? Infinity);
}

interface Run {
	rows: Row[];
	/** Until the last record was back. */
	ms: number;
}

/** Hands a list to the main process, and waits for the records. */
async function offboard({ main }: Cluster, leavers: readonly Account[]): Promise<Run> {
	const since = Date.now();
	const { data, status } = await axios.post<Row[]>(
		`${main.url}/webhook/offboard-list`,
		{ leavers: leavers.map(({ email }) => email) },
		{
			headers: { [HEADER.name]: HEADER.value },
			proxy: false,
			maxContentLength: Infinity,
			validateStatus: () => true,
		},
	);
	if (status !== 200 || !Array.isArray(data)) {
		throw new Error(`n8n answered ${status}: ${JSON.stringify(data).slice(0, 500)}`);
	}
	return { rows: data, ms: Date.now() - since };
}

/** n8n says that it is ready before it has activated its workflows. */
async function isListening({ main }: Cluster): Promise<void> {
	for (let tries = 0; tries < 300; tries++) {
		const { data } = await axios.get<unknown>(`${main.url}/webhook/offboard-list`, {
			proxy: false,
			validateStatus: () => true,
		});
		if (JSON.stringify(data).includes('POST request')) return;
		await sleep(200);
	}
	throw new Error('The webhooks did not come up within a minute');
}

const NOTHING = { users: new Set<string>(), executions: new Set<string>(), changes: 0 };

/** Whom a worker blocked and in which executions, as its log tells. */
function sharesOf(log: string) {
	const lines = log.split('\n');
	const done = lines.filter((line) => /^MFA change (?!sending)/.test(line));
	const blocked = done.map((line) => /: blockUser PATCH \/users\/(\S+) /.exec(line)?.[1]);
	const executions = done.map((line) => /, execution (\S+),/.exec(line)?.[1]);
	return {
		users: new Set(blocked.filter((one) => one !== undefined)),
		executions: new Set(executions.filter((one) => one !== undefined)),
		changes: done.length,
	};
}

function isFailed({ outcome }: Row): boolean {
	return outcome === undefined || outcome === 'failed';
}

/** What came back in the place of records. */
function failuresIn({ rows }: Run): string[] {
	const messages = rows
		.filter(isFailed)
		.map(({ message, error }) => message ?? error?.message ?? 'nothing');
	return [...new Set(messages)]
		.slice(0, 5)
		.map((message) => `In the place of a batch came back: ${message}.`);
}

function seenBy({ requests }: Auth0Sandbox) {
	const calls = requests.filter(({ path }) => path !== '/oauth/token');
	const refused = calls.filter(({ status }) => status === 429).length;
	const first = calls[0]?.startedAt ?? 0;
	const last = Math.max(...calls.map(({ finishedAt = 0 }) => finishedAt));
	return {
		requests: calls.length,
		refused,
		allowed: calls.length - refused,
		ms: last - first,
	};
}
