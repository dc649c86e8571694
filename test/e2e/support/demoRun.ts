import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LastRun, ScenarioRun } from '../../../demo/lib/lastRun';
import type { Service } from '../../../demo/lib/sandboxes';

/** The data folder of the demo that .ci/run starts before these tests. */
export const DEMO = join(__dirname, '..', '..', '..', '.cache', 'demo');

/** What the demo left behind. */
export function lastRun(): LastRun {
	const file = join(DEMO, 'last-run.json');
	if (!existsSync(file)) {
		throw new Error('The demo has not run. First: npm start -- --once --reset');
	}
	return JSON.parse(readFileSync(file, 'utf8')) as LastRun;
}

export function runOf(workflowId: string): ScenarioRun {
	const run = lastRun().runs.find(({ workflow }) => workflow.id === workflowId);
	if (run) return run;
	throw new Error(`The demo has not run the workflow ${workflowId}`);
}

/** The items that a node gave out in that run, over all its runs in a loop. */
export function itemsOf<Row = Record<string, string | number | boolean>>(
	{ nodes }: Pick<ScenarioRun, 'nodes'>,
	name: string,
): Row[] {
	return nodes.filter((node) => node.name === name).flatMap(({ items }) => items as Row[]);
}

/** `METHOD /path` of what changes something at a service, in order, ids readable. */
export function changesAt(run: ScenarioRun, service: Service): string[] {
	return run.requests
		.filter(({ service: at, method, url }) => at === service && method !== 'GET' && !isSignIn(url))
		.map(({ method, url }) => `${method} ${decodeURIComponent(url.replace(/\?.*$/, ''))}`);
}

export function isSignIn(url: string): boolean {
	return /^\/oauth\/token|^\/auth\/oauth2\/v2\/token|^\/api\/v1\/authenticate$/.test(url);
}
