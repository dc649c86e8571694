import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { EMNIFY, emnifyCredentials } from '../lib/credentials';
import { seconds } from '../lib/report';
import type { Situation } from '../lib/situation';
import { emnifyDone, emnifyStandIn } from '../lib/standIn';
import { workflowOf, type WorkflowNode } from '../lib/workflow';

const COUNTS = [2_500, 5_000, 10_000];
const STEPS = ['blockUser', 'forgetDevices', 'deleteFactors'];
/** Users of the run before the one that is watched, from the last of all on. */
const WARM_UP = 20;
const MIB = 1024 * 1024;

/** What nodes/BenchProbedEmnify.node.js writes down. */
interface Probe {
	ms: number;
	longestWaitMs: number;
	longestOwnMs: number;
	gcLongestMs: number;
	heapGrowth: number;
	heapPeak: number;
	rows: number;
	outputBytes: number;
	outcomes: Record<string, number>;
}

export const tenThousand: Situation = {
	name: 'ten-thousand',
	title: '10,000 users offboarded in Execute at emnify: memory, and how long the event loop waits',
	async run({ setup, n8n }) {
		const most = Math.max(...COUNTS);
		const sandbox = await emnifyStandIn(most + WARM_UP, { latencyMs: 0 });
		const file = join(n8n.folder, 'probe.jsonl');
		rmSync(file, { force: true });
		// What the stand-in remembers of its requests would fill its memory.
		const forget = setInterval(() => {
			sandbox.clearRequests();
		}, 1000);
		try {
			const workflows = COUNTS.map((count) =>
				workflowOf(`offboard${count}`, [
					{ users: { kind: 'emnify', first: most, count: WARM_UP }, node: warmUp() },
					{ users: { kind: 'emnify', count }, node: offboard(file, count) },
				]),
			);
			await n8n.import(emnifyCredentials(sandbox), workflows);
			let done = 0;
			for (const count of COUNTS) {
				sandbox.reset();
				await setup.tools.step(`${count} users`, async () => await n8n.run(`offboard${count}`));
				done = emnifyDone(sandbox, count);
			}
			const probes = existsSync(file)
				? readFileSync(file, 'utf8')
						.trim()
						.split('\n')
						.map((line) => JSON.parse(line) as Probe)
				: [];
			const last = probes.at(-1);
			const first = probes[0];
			if (!first || !last) throw new Error('The probe wrote nothing');
			const perUser = ({ heapGrowth, rows }: Probe) => heapGrowth / rows;
			return {
				columns: [
					'users',
					'completed',
					'time',
					'output',
					'heap kept',
					'kept per user',
					'longest wait of the loop',
					'of it by what runs in execute()',
					'longest garbage collection',
				],
				rows: probes.map((one) => [
					String(one.rows),
					String(one.outcomes.completed ?? 0),
					seconds(one.ms),
					`${(one.outputBytes / MIB).toFixed(1)} MiB`,
					`${(one.heapGrowth / MIB).toFixed(1)} MiB`,
					`${(perUser(one) / 1024).toFixed(1)} KiB`,
					`${one.longestWaitMs.toFixed(1)} ms`,
					`${one.longestOwnMs.toFixed(1)} ms`,
					`${one.gcLongestMs.toFixed(1)} ms`,
				]),
				remarks: [
					'A run of 20 users goes before: with the first request of a process n8n loads its HTTP client, which keeps the loop for some 60 ms.',
					'Heap kept: used heap after a forced collection at the end of execute(), less the same before it.',
					'Wait of the loop: how late a timer of 5 ms was. By what runs in execute(): as far as this process used the processor meanwhile, less collecting garbage.',
				],
				checks: [
					{ what: 'users done', value: done, bound: most, least: true },
					{
						what: 'heap kept per user, 10,000 to 2,500',
						value: perUser(last) / perUser(first),
						bound: 1.1,
						unit: ' x',
					},
					{
						what: 'event loop, longest wait by what runs in execute()',
						value: Math.max(...probes.map(({ longestOwnMs }) => longestOwnMs)),
						bound: 50,
						unit: ' ms',
					},
				],
			};
		} finally {
			clearInterval(forget);
			await sandbox.close();
		}
	},
};

function warmUp(): WorkflowNode {
	return { ...offboard('', WARM_UP), name: 'warm-up', type: 'n8n-nodes-mfa.emnify' };
}

function offboard(probeFile: string, maxUsers: number) {
	return {
		name: 'this package',
		type: 'n8n-nodes-mfa-bench.benchProbedEmnify',
		parameters: {
			resource: 'user',
			operation: 'offboard',
			userId: { __rl: true, mode: 'id', value: '={{ $json.userId }}' },
			mode: 'execute',
			steps: STEPS,
			maxUsers,
			options: { concurrency: 20 },
			probeFile,
		},
		credentials: EMNIFY,
		onError: 'continueRegularOutput',
	};
}
