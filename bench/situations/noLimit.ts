import { join } from 'node:path';

import type { NodeRun } from '../../demo/lib/execution';
import { auth0Credentials, OAUTH2 } from '../lib/credentials';
import { bareAxios, loop, ours } from '../lib/contestants';
import { times } from '../lib/report';
import type { Situation } from '../lib/situation';
import { auth0StandIn } from '../lib/standIn';
import { workflowOf } from '../lib/workflow';

const COUNT = 1000;
const POOL = 50;
/** Each contestant runs so often, in turns, within one process, after a round that warms up. */
const ROUNDS = 7;
const KINDS = ['ours', 'helper', 'axios'] as const;

export const noLimit: Situation = {
	name: 'no-limit',
	title: '1,000 users, no limit, 50 ms, concurrency 50: what the node itself costs',
	async run({ setup, n8n }) {
		const sandbox = await auth0StandIn(COUNT * KINDS.length * (ROUNDS + 1));
		try {
			const api = `${sandbox.url}/api/v2`;
			const axios = join(setup.n8n.folder, 'node_modules', 'axios');
			const rounds = Array.from({ length: ROUNDS + 1 }, (_, round) => round);
			const nodes = rounds.flatMap((round) => [
				ours(`ours ${round}`, { concurrency: POOL }),
				loop(`helper ${round}`, api, POOL, OAUTH2),
				bareAxios(`axios ${round}`, api, POOL, axios),
			]);
			// Each has users of its own, so that each deletes something.
			const branches = nodes.map((node, index) => ({
				users: { kind: 'auth0' as const, first: index * COUNT, count: COUNT },
				node,
			}));
			await n8n.import(auth0Credentials(sandbox), [workflowOf('noLimit', branches)]);
			const execution = await setup.tools.step(
				`${ROUNDS} rounds of each`,
				async () => await n8n.run('noLimit'),
			);
			const msOf = timesIn(execution.nodes);
			const row = (name: string, kind: Kind) => [
				name,
				`${median(rounds.slice(1).map((round) => msOf(kind, round)))} ms`,
				times(ratio(msOf, rounds.slice(1), kind)),
			];
			return {
				columns: ['contestant', 'median', 'to the bare pool, median of the rounds'],
				rows: [
					row('this package', 'ours'),
					row("bare pool of 50 over n8n's httpRequestWithAuthentication", 'helper'),
					row('bare pool of 50 over axios', 'axios'),
				],
				remarks: [
					'The bare pool over the helper reads the same two parameters per item and has the same credential.',
				],
				checks: [
					{
						what: 'time to that of the bare pool',
						value: ratio(msOf, rounds.slice(1), 'ours'),
						bound: 1.15,
						unit: ' x',
					},
				],
			};
		} finally {
			await sandbox.close();
		}
	},
};

type Kind = (typeof KINDS)[number];
type TimeOf = (kind: Kind, round: number) => number;

function timesIn(nodes: readonly NodeRun[]): TimeOf {
	return (kind, round) => nodes.find(({ name }) => name === `${kind} ${round}`)?.ms ?? NaN;
}

/** Of the same round, since the machine is not the same from one round to the next. */
function ratio(msOf: TimeOf, rounds: readonly number[], kind: Kind): number {
	return median(rounds.map((round) => msOf(kind, round) / msOf('helper', round)));
}

function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
