import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Credential } from '../../demo/lib/credentials';
import type { Workflow } from '../../demo/lib/workflow';
import type { Auth0Sandbox } from '../../sandbox/auth0';
import { auth0Credentials, OAUTH2 } from '../lib/credentials';

/** The two workflows of the recipe, as users get them, filled in for the bench. */

const FOLDER = join(__dirname, '..', '..', 'workflows', 'queue-mode');
const SECRET = { httpHeaderAuth: { id: 'benchQueueSecret', name: 'Secret of the webhooks' } };
export const BATCH = 25;

/** The header with which the webhooks are called. */
export const HEADER = { name: 'X-Offboarding-Secret', value: randomBytes(24).toString('hex') };

export function credentialsOf(sandbox: Auth0Sandbox): Credential[] {
	const secret = { ...SECRET.httpHeaderAuth, type: 'httpHeaderAuth', data: HEADER };
	return [...auth0Credentials(sandbox), secret];
}

/** @param n8n address of the main process */
export function workflowsOf(n8n: string, maxLeavers: number): Workflow[] {
	const list = read('hand-out-list', 'queueList');
	const batch = read('offboard-batch', 'queueBatch');
	for (const { nodes } of [list, batch]) {
		for (const node of nodes) {
			const { type, parameters } = node;
			if (type.endsWith('.webhook') || type.endsWith('.httpRequest')) node.credentials = SECRET;
			if (type === 'n8n-nodes-mfa.auth0') {
				node.credentials = OAUTH2;
				Object.assign(parameters, { mode: 'execute', maxUsers: BATCH });
			}
		}
	}
	fill(list, { n8n, maxLeavers, batchSize: BATCH });
	return [list, batch];
}

function read(file: string, id: string): Workflow {
	const text = readFileSync(join(FOLDER, `${file}.json`), 'utf8');
	return { ...(JSON.parse(text) as Omit<Workflow, 'id'>), id } as Workflow;
}

function fill({ nodes }: Workflow, values: Readonly<Record<string, string | number>>): void {
	const settings = nodes.find(({ name }) => name === 'Settings');
	const { assignments } = (settings?.parameters.assignments ?? { assignments: [] }) as {
		assignments: Array<{ name: string; value: unknown }>;
	};
	for (const [name, value] of Object.entries(values)) {
		const assignment = assignments.find((one) => one.name === name);
		if (!assignment) throw new Error(`Settings has no field ${name}`);
		assignment.value = value;
	}
}
