import { join } from 'node:path';

import { auth0Credentials, OAUTH2 } from '../lib/credentials';
import { bareAxios, loop, ours } from '../lib/contestants';
import { times } from '../lib/report';
import type { Situation } from '../lib/situation';
import { auth0StandIn } from '../lib/standIn';
import { workflowOf } from '../lib/workflow';

const COUNT = 1000;
const POOL = 50;
/** Each contestant runs so often, in turns, within one process; the median counts. */
const ROUNDS = 5;

export const noLimit: Situation = {
	name: 'no-limit',
	title: '1,000 users, no limit, 50 ms, concurrency 50: what the node itself costs',
	async run({ setup, n8n }) {
		const sandbox = await auth0StandIn(COUNT * 3 * (ROUNDS + 1));
		try {
			const api = `${sandbox.url}/api/v2`;
			const axios = join(setup.n8n.folder, 'node_modules', 'axios');
			const own = (round: number) => ours(`ours ${round}`, { concurrency: POOL });
			const helper = (round: number) => loop(`helper ${round}`, api, POOL, OAUTH2);
			const floor = (round: number) => bareAxios(`axios ${round}`, api, POOL, axios);
			// The first round warms up, and is left out.
			const rounds = Array.from({ length: ROUNDS + 1 }, (_, round) => round);
			const nodes = rounds.flatMap((round) => [own(round), helper(round), floor(round)]);
			// Each has users of its own, so that each deletes something.
			const branches = nodes.map((node, index) => ({
				users: { kind: 'auth0' as const, first: index * COUNT, count: COUNT },
				node,
			}));
			await n8n.import(auth0Credentials(sandbox), [workflowOf('noLimit', branches)]);
			const execution = await setup.tools.step(
				`${rounds.length} rounds`,
				async () => await n8n.run('noLimit'),
			);
			const median = (kind: string) => {
				const times_ = execution.nodes
					.filter(({ name }) => name.startsWith(`${kind} `) && name !== `${kind} 0`)
					.map(({ ms }) => ms)
					.sort((a, b) => a - b);
				return times_[Math.floor(times_.length / 2)] ?? NaN;
			};
			const helperMs = median('helper');
			const row = (name: string, kind: string) => [
				name,
				`${median(kind)} ms`,
				times(median(kind) / helperMs),
			];
			return {
				columns: ['contestant', `median of ${ROUNDS}`, 'to the bare pool'],
				rows: [
					row('this package', 'ours'),
					row("bare pool of 50 over n8n's httpRequestWithAuthentication", 'helper'),
					row('bare pool of 50 over axios', 'axios'),
				],
				checks: [
					{
						what: 'time to that of the bare pool',
						value: median('ours') / helperMs,
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
