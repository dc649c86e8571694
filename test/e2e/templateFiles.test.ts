import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Workflow, WorkflowNode } from '../../demo/lib/workflow';
import { lastRun } from './support/demoRun';
import versionsOf1 from './support/nodeVersionsOf1.123.81.json';

/** The templates in workflows/ as files: what somebody imports who has nothing but n8n. */

const FOLDER = join(__dirname, '..', '..', 'workflows');
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
/** The two of the recipe in docs/queue-mode.md, which are one without the other nothing. */
const OF_QUEUE_MODE = ['hand-out-list.json', 'offboard-batch.json'].map((file) =>
	join('queue-mode', file),
);
const templates = FILES.map(read);

function read(file: string): [string, string, Workflow] {
	const text = readFileSync(join(FOLDER, file), 'utf8');
	return [file, text, JSON.parse(text) as Workflow];
}

/** Versions of n8n's own nodes, by type, as n8n-nodes-base lists them. */
function versionsOfDemo(): Map<string, number[]> {
	const load = createRequire(join(lastRun().n8n.folder, 'package.json'));
	const listed = load('n8n-nodes-base/dist/types/nodes.json') as Array<{
		name: string;
		version: number | number[];
	}>;
	const versions = new Map<string, number[]>();
	for (const { name, version } of listed) {
		const type = `n8n-nodes-base.${name}`;
		versions.set(type, [...(versions.get(type) ?? []), ...[version].flat()]);
	}
	return versions;
}

const isNote = ({ type }: WorkflowNode) => type === 'n8n-nodes-base.stickyNote';
const nameOf = ({ type, typeVersion }: WorkflowNode) => `${type} ${typeVersion}`;

it('there are the four that the documentation describes', () => {
	const page = readFileSync(join(FOLDER, '..', 'docs', 'workflows.md'), 'utf8');
	expect(FILES).toEqual([
		'helpdesk-mfa-reset.json',
		'scheduled-offboarding.json',
		'step-up-approval.json',
		'weekly-mfa-audit.json',
	]);
	for (const file of FILES) expect(page).toContain(`../workflows/${file}`);
});

describe.each([...templates, ...OF_QUEUE_MODE.map(read)])('%s', (_file, text, workflow) => {
	const { nodes, active, ...rest } = workflow;

	it('holds no credential, no id of an instance, and is not active', () => {
		expect(nodes.filter(({ credentials }) => credentials !== undefined)).toEqual([]);
		expect(Object.keys(rest)).not.toContain('id');
		expect(text).not.toMatch(/instanceId|sandbox|127\.0\.0\.1/);
		expect(active).toBe(false);
	});

	it('uses versions of nodes that n8n 1.123 has, and 2.x', () => {
		const own = nodes.filter(({ type }) => type.startsWith('n8n-nodes-base.'));
		const demo = versionsOfDemo();
		const on1: Record<string, number[]> = versionsOf1;
		const missing = own.filter(
			({ type, typeVersion }) =>
				on1[type]?.includes(typeVersion) !== true || demo.get(type)?.includes(typeVersion) !== true,
		);
		expect(own.length).toBeGreaterThan(1);
		expect(missing.map(nameOf)).toEqual([]);
	});
});

describe.each(templates)('%s', (_file, _text, { nodes }) => {
	it('can be started by hand beside its own trigger, and explains itself', () => {
		const starts = nodes.filter(({ type }) => /Trigger$/.test(type)).map(({ type }) => type);
		expect(starts).toContain('n8n-nodes-base.manualTrigger');
		expect(starts).toHaveLength(2);
		const notes = nodes.filter(isNote).map(({ parameters }) => parameters.content as string);
		expect(notes.length).toBeGreaterThanOrEqual(3);
		expect(notes[0]).toContain('**First steps**');
	});

	it('changes nothing before somebody chose so', () => {
		const changing = nodes.filter(
			({ parameters }) =>
				parameters.operation === 'offboard' || parameters.operation === 'resetMfa',
		);
		for (const { name, parameters } of changing) {
			// Settings hold "preview"; a reset is executed after an approval only.
			const safe = parameters.mode === 'preview' || /Settings/.test(parameters.mode as string);
			expect([name, safe || /^Reset at/.test(name)]).toEqual([name, true]);
		}
		const settings = nodes.find(({ name }) => name === 'Settings');
		if (changing.some(({ parameters }) => parameters.operation === 'offboard')) {
			expect(JSON.stringify(settings?.parameters)).toContain('"preview"');
		}
	});
});

describe.each(OF_QUEUE_MODE.map(read))('%s', (_file, _text, { nodes }) => {
	it('is called by nobody without the secret, and previews', () => {
		const calls = nodes.filter(({ type }) => type === 'n8n-nodes-base.webhook');
		expect(calls.map(({ parameters }) => parameters.authentication)).toEqual(['headerAuth']);
		const offboard = nodes.filter(({ parameters }) => parameters.operation === 'offboard');
		expect(offboard.filter(({ parameters }) => parameters.mode !== 'preview')).toEqual([]);
	});
});
