import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from './support/workshop';

/** What runs with rights at GitHub: actions by commit, no more rights than needed, no token kept. */

interface Job {
	permissions?: Record<string, string>;
	'timeout-minutes'?: number;
	steps: Array<{ uses?: string; run?: string; with?: Record<string, unknown> }>;
}
interface Workflow {
	permissions?: Record<string, string>;
	jobs: Record<string, Job>;
}

const FOLDER = join(ROOT, '.github', 'workflows');
const workflows = readdirSync(FOLDER).map((file) => {
	const text = readFileSync(join(FOLDER, file), 'utf8');
	return [file, text, parse(text) as Workflow] as const;
});

it('there is one for CI and one to publish', () => {
	expect(workflows.map(([file]) => file).sort()).toEqual(['ci.yml', 'publish.yml']);
});

describe.each(workflows)('%s', (file, text, { permissions, jobs }) => {
	const steps = Object.values(jobs).flatMap((job) => job.steps);

	it('pins every action by commit, with its version beside it', () => {
		const lines = text.split('\n').filter((line) => line.includes('uses:'));
		expect(lines).toHaveLength(steps.filter(({ uses }) => uses !== undefined).length);
		for (const line of lines) {
			expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
		}
	});

	it('may read, and only the job that publishes may ask for an identity', () => {
		expect(permissions).toEqual({ contents: 'read' });
		for (const job of Object.values(jobs)) {
			expect(job.permissions ?? { contents: 'read' }).toEqual(
				file === 'publish.yml' ? { contents: 'read', 'id-token': 'write' } : { contents: 'read' },
			);
			expect(job['timeout-minutes']).toBeGreaterThan(0);
		}
	});

	it('keeps no secret, and puts nothing of an event into a script', () => {
		expect(text).not.toMatch(/secrets\.|NODE_AUTH_TOKEN|NPM_TOKEN/);
		for (const { run } of steps) expect(run ?? '').not.toContain('${{');
		const checkout = steps.find(({ uses }) => uses?.startsWith('actions/checkout@'));
		expect(checkout?.with).toMatchObject({ 'persist-credentials': false });
	});

	it('runs what CI runs', () => {
		expect(steps.map(({ run }) => run)).toContain('bash .ci/run');
	});
});

it('publishing states its provenance, runs no script, and ends after the checks', () => {
	const [, , publish] = workflows.find(([file]) => file === 'publish.yml') ?? [];
	const runs = publish?.jobs.publish?.steps.map(({ run }) => run ?? '') ?? [];
	expect(runs.at(-1)).toBe('npm publish --provenance --access public --ignore-scripts');
	expect(runs.indexOf('bash .ci/run')).toBeLessThan(runs.indexOf('npm run build'));
});
