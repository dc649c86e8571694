import { auth0Credentials } from '../lib/credentials';
import { ours } from '../lib/contestants';
import { seconds, times } from '../lib/report';
import type { Situation } from '../lib/situation';
import { auth0Done, auth0StandIn, seenBy } from '../lib/standIn';
import { workflowOf } from '../lib/workflow';

const COUNT = 1000;
const FULL = { perSecond: 50, burst: 20 };
const FIFTH = { perSecond: 10, burst: 20 };
/** Milliseconds from the first request on. */
const LOWERED_AT = 5_000;
const RAISED_AT = 15_000;
/** 250 at the full rate, 100 at a fifth, a full bucket at each change, the rest at the full rate. */
const LEAST_MS = RAISED_AT + ((COUNT - 250 - 100 - 3 * FULL.burst) / FULL.perSecond) * 1000;

export const changingLimit: Situation = {
	name: 'changing-limit',
	title: 'The limit falls to a fifth after 5 s and comes back after 15 s',
	async run({ setup, n8n }) {
		const sandbox = await auth0StandIn(COUNT, FULL);
		try {
			await n8n.import(auth0Credentials(sandbox), [
				workflowOf('changingLimit', [
					{ users: { kind: 'auth0', count: COUNT }, node: ours('this package') },
				]),
			]);
			const watch = setInterval(() => {
				const since = sandbox.requests.find(({ path }) => path.startsWith('/api/'))?.startedAt;
				const now = since === undefined ? 0 : Date.now() - since;
				const wanted = now >= LOWERED_AT && now < RAISED_AT ? FIFTH : FULL;
				if (sandbox.rateLimits.management?.perSecond !== wanted.perSecond) {
					sandbox.setRateLimit(wanted);
				}
			}, 20);
			await setup.tools.step('this package', async () => await n8n.run('changingLimit'));
			clearInterval(watch);
			const seen = seenBy(sandbox);
			const done = auth0Done(sandbox, COUNT);
			const [first] = sandbox.requests.filter(({ path }) => path.startsWith('/api/'));
			const takenIn = (from: number, to: number) =>
				sandbox.requests.filter(({ startedAt, status }) => {
					const at = startedAt - (first?.startedAt ?? 0);
					return status === 204 && at >= from && at < to;
				}).length /
				((to - from) / 1000);
			return {
				columns: [
					'done',
					'refused',
					'time',
					'of the least',
					'rate before',
					'lowered',
					'3 s after it came back',
				],
				rows: [
					[
						`${done} of ${COUNT}`,
						String(seen.refused),
						seconds(seen.ms),
						times(seen.ms / LEAST_MS),
						`${takenIn(2_000, LOWERED_AT).toFixed(1)}/s`,
						`${takenIn(LOWERED_AT + 3_000, RAISED_AT).toFixed(1)}/s`,
						`${takenIn(RAISED_AT + 3_000, RAISED_AT + 8_000).toFixed(1)}/s`,
					],
				],
				checks: [
					{ what: 'users done', value: done, bound: COUNT, least: true },
					{
						what: 'rate while lowered, from the third second on',
						value: takenIn(LOWERED_AT + 3_000, RAISED_AT) / FIFTH.perSecond,
						bound: 0.9,
						least: true,
						unit: ' of the limit',
					},
					{
						what: 'rate after it came back, from the third second on',
						value: takenIn(RAISED_AT + 3_000, RAISED_AT + 8_000) / FULL.perSecond,
						bound: 0.9,
						least: true,
						unit: ' of the limit',
					},
				],
			};
		} finally {
			await sandbox.close();
		}
	},
};
