import { emnifyCredentials } from '../lib/credentials';
import { oursAtEmnify } from '../lib/contestants';
import { seconds, times } from '../lib/report';
import type { Situation } from '../lib/situation';
import { emnifyDone, emnifyStandIn, seenBy } from '../lib/standIn';
import { workflowOf } from '../lib/workflow';

const COUNT = 1000;
const LIMIT = { perSecond: 50, burst: 100 };
const LEAST_MS = ((COUNT - LIMIT.burst) / LIMIT.perSecond) * 1000;

export const withoutHeaders: Situation = {
	name: 'no-headers',
	title: 'The same where the service tells nothing but 429',
	async run({ setup, n8n }) {
		const sandbox = await emnifyStandIn(COUNT, { rateLimit: LIMIT });
		try {
			const name = 'this package, default options';
			const workflow = workflowOf('noHeaders', [
				{ users: { kind: 'emnify', count: COUNT }, node: oursAtEmnify(name) },
			]);
			await n8n.import(emnifyCredentials(sandbox), [workflow]);
			await setup.tools.step(name, async () => await n8n.run('noHeaders'));
			const seen = seenBy(sandbox);
			const done = emnifyDone(sandbox, COUNT);
			return {
				columns: ['contestant', 'done', 'requests', 'refused', 'tokens', 'time', 'of the limit'],
				rows: [
					[
						name,
						`${done} of ${COUNT}`,
						String(seen.requests),
						String(seen.refused),
						String(seen.tokenRequests),
						seconds(seen.ms),
						times(seen.ms / LEAST_MS),
					],
				],
				checks: [
					{ what: 'users done', value: done, bound: COUNT, least: true },
					{ what: 'time to that of the limit', value: seen.ms / LEAST_MS, bound: 1.25, unit: ' x' },
					{ what: 'refused requests', value: seen.refused, bound: COUNT / 20 },
				],
			};
		} finally {
			await sandbox.close();
		}
	},
};
