import { DEMO_CLIENT, DEMO_USER, startAuth0Sandbox } from '../../sandbox/auth0';
import type { Execution, NodeRun } from '../lib/execution';
import type { Credential, Report, RunningSandbox, Scenario, Workflow } from '../lib/scenario';
import workflow from '../workflows/auth0-first-steps.json';

const LIST = 'List methods';
const DELETE = 'Delete it';
const LIST_AGAIN = 'List what is left';

/** What the nodes give out and this demo reads; n8n's record of it has no types. */
interface Row {
	id?: string;
	type?: string;
	methodId?: string;
	deleted?: boolean;
}

/** Lists a user's authentication methods, deletes the authenticator app, lists again. */
export const auth0FirstSteps: Scenario = {
	title: 'Auth0: first steps',
	workflow: workflow as unknown as Workflow,
	startSandbox,
	credentials,
	report,
};

async function startSandbox(port: number): Promise<RunningSandbox> {
	const sandbox = await startAuth0Sandbox({ port });
	return {
		url: sandbox.url,
		host: sandbox.host,
		requests: () =>
			sandbox.requests.map(({ method, url, status }) => ({ method, url, status: status ?? null })),
		state: () => sandbox.state.methodsOf(DEMO_USER.user_id).map(({ id, type }) => ({ id, type })),
		close: () => sandbox.close(),
	};
}

function credentials(host: string): Credential[] {
	return [
		{
			id: 'auth0Sandbox',
			name: 'Auth0 sandbox',
			type: 'auth0MfaOAuth2Api',
			data: {
				domain: host,
				clientId: DEMO_CLIENT.client_id,
				clientSecret: DEMO_CLIENT.client_secret,
				audience: '',
			},
		},
	];
}

function report(execution: Execution): Report {
	const before = rowsOf(execution, LIST);
	const deleted = rowsOf(execution, DELETE);
	const after = rowsOf(execution, LIST_AGAIN);
	const left = new Set(after.map(({ id }) => id));
	return {
		steps: execution.nodes.map((node) => ({ node: node.name, did: didWhat(node), ms: node.ms })),
		result: {
			columns: ['Authentication method', 'Type', 'Before', 'After'],
			rows: before.map(({ id, type }) => [
				id ?? '?',
				type ?? '?',
				'there',
				left.has(id) ? 'there' : 'gone',
			]),
		},
		complaints: complaintsAbout(execution, before, deleted, after),
	};
}

function didWhat({ name, items, error }: NodeRun): string {
	if (error) return [error.message, error.description].filter(Boolean).join('\n');
	const rows: Row[] = items;
	switch (name) {
		case LIST:
		case LIST_AGAIN:
			return `${rows.length} methods: ${rows.map(({ type }) => type).join(', ')}`;
		case DELETE:
			return rows
				.map(({ deleted, methodId }) => `${deleted ? 'deleted' : 'did not delete'} ${methodId}`)
				.join('\n');
		default:
			return items.length === 1 ? '1 item' : `${items.length} items`;
	}
}

function complaintsAbout(
	{ status, error }: Execution,
	before: Row[],
	deleted: Row[],
	after: Row[],
): string[] {
	if (status !== 'success') return [error?.message ?? `n8n calls the run "${status}"`];
	const complaints: string[] = [];
	const totp = before.filter(({ type }) => type === 'totp');
	if (totp.length !== 1) complaints.push(`${totp.length} authenticator apps listed, not one`);
	if (deleted.length !== 1 || deleted[0]?.deleted !== true) {
		complaints.push('n8n did not report one method as deleted');
	}
	const expected = before.filter(({ type }) => type !== 'totp').map(({ id }) => id);
	const left = after.map(({ id }) => id);
	if (expected.join() !== left.join()) {
		complaints.push(`left over: ${left.join(', ') || 'nothing'}; expected ${expected.join(', ')}`);
	}
	return complaints;
}

function rowsOf(execution: Execution, name: string): Row[] {
	return execution.nodes.filter((node) => node.name === name).flatMap(({ items }) => items);
}
