import { BenchN8n } from '../lib/benchN8n';
import { auth0Credentials } from '../lib/credentials';
import { ours } from '../lib/contestants';
import { seconds, times } from '../lib/report';
import type { Situation } from '../lib/situation';
import { auth0Done, auth0StandIn, seenBy } from '../lib/standIn';
import { workflowOf } from '../lib/workflow';

const EACH = 500;
const PROCESSES = 4;
const COUNT = EACH * PROCESSES;
const LIMIT = { perSecond: 50, burst: 100 };
const LEAST_MS = ((COUNT - LIMIT.burst) / LIMIT.perSecond) * 1000;

export const fourProcesses: Situation = {
	name: 'processes',
	title: "Four n8n processes on one tenant's limit, 500 users each",
	async run({ setup, n8n }) {
		const sandbox = await auth0StandIn(COUNT, LIMIT);
		const others: BenchN8n[] = [];
		try {
			const parts = Array.from({ length: PROCESSES }, (_, part) => part);
			const workflows = parts.map((part) =>
				workflowOf(`part${part}`, [
					{
						users: { kind: 'auth0', first: part * EACH, count: EACH },
						node: ours('this package'),
					},
				]),
			);
			await n8n.import(auth0Credentials(sandbox), workflows);
			for (const part of parts.slice(1)) {
				others.push(await BenchN8n.copy(setup, n8n, part));
			}
			await setup.tools.step('four processes', async () => {
				await Promise.all([n8n, ...others].map(async (one, part) => await one.run(`part${part}`)));
			});
			const seen = seenBy(sandbox);
			const done = auth0Done(sandbox, COUNT);
			return {
				columns: ['done', 'requests', 'refused', 'tokens', 'time', "of the limit's rate"],
				rows: [
					[
						`${done} of ${COUNT}`,
						String(seen.requests),
						String(seen.refused),
						String(seen.tokenRequests),
						seconds(seen.ms),
						times(LEAST_MS / seen.ms),
					],
				],
				checks: [
					{ what: 'users done', value: done, bound: COUNT, least: true },
					{ what: "part of the limit's rate", value: LEAST_MS / seen.ms, bound: 0.9, least: true },
					{ what: 'refused requests', value: seen.refused, bound: 0.03 * COUNT },
				],
			};
		} finally {
			await Promise.all(
				others.map(async (one) => {
					await one.stop();
				}),
			);
			await sandbox.close();
		}
	},
};
