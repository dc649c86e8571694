import type { IDataObject } from 'n8n-workflow';
import axios from 'axios';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BY_NODE_TYPE } from '../../demo/lib/credentials';
import type { Workflow, WorkflowNode } from '../../demo/lib/workflow';
import { USERS } from '../../sandbox/auth0/seed';
import { filesUnder } from '../package/support/workshop';
import { N8nAtWork } from './support/n8nAtWork';

/**
 * A sub-workflow makes a ticket and stops at the item after it. Its error goes up to the workflow
 * that called it and on to the workflow for errors; n8n stores and logs all three.
 */

const PARENT = 'handedOver0000001';
const CHILD = 'handedOver0000002';
const FOR_ERRORS = 'handedOver0000003';

let work: N8nAtWork;

function node(name: string, type: string, parameters: IDataObject, typeVersion = 1): WorkflowNode {
	const credentials = BY_NODE_TYPE[type as keyof typeof BY_NODE_TYPE] as
		| WorkflowNode['credentials']
		| undefined;
	return {
		id: name,
		name,
		type,
		typeVersion,
		position: [0, 0],
		parameters,
		...(credentials && { credentials }),
	};
}

/** Nodes in a line, the first of them the trigger. */
function workflow(id: string, nodes: WorkflowNode[], settings: IDataObject = {}): Workflow {
	const links = nodes.slice(0, -1).map(({ name }, n) => {
		const next = { node: nodes[n + 1]?.name, type: 'main', index: 0 };
		return [name, { main: [[next]] }] as const;
	});
	return {
		id,
		name: id,
		active: false,
		nodes,
		connections: Object.fromEntries(links),
		settings: { executionOrder: 'v1', ...settings },
	};
}

beforeAll(async () => {
	work = await N8nAtWork.start('e2e-handed-over', 5930);
	await work.importWorkflows([
		workflow(FOR_ERRORS, [
			node('On error', 'n8n-nodes-base.errorTrigger', {}),
			node(
				'Tell somebody',
				'n8n-nodes-base.emailSend',
				{
					resource: 'email',
					operation: 'send',
					fromEmail: 'n8n@example.com',
					toEmail: 'somebody@example.com',
					subject: '={{ $json.execution.error.message }}',
					emailFormat: 'text',
					text: '={{ JSON.stringify($json) }}',
					options: { appendAttribution: false },
				},
				2.1,
			),
		]),
		workflow(
			CHILD,
			[
				node(
					'Called',
					'n8n-nodes-base.executeWorkflowTrigger',
					{ inputSource: 'passthrough' },
					1.1,
				),
				node('Make a ticket', 'n8n-nodes-mfa.auth0', {
					authentication: 'oAuth2',
					resource: 'enrollment',
					operation: 'createTicket',
					userId: { __rl: true, mode: 'id', value: '={{ $json.user }}' },
					options: {},
				}),
			],
			{ errorWorkflow: FOR_ERRORS },
		),
		workflow(
			PARENT,
			[
				{
					...node(
						'Start',
						'n8n-nodes-base.webhook',
						{ path: 'handed-over', httpMethod: 'POST', responseMode: 'lastNode', options: {} },
						2,
					),
					webhookId: 'handed-over',
				},
				node(
					'Two people',
					'n8n-nodes-base.set',
					{
						assignments: {
							assignments: [
								{ id: 'a', name: 'user', type: 'array', value: [USERS.cleo, 'auth0|nobody'] },
							],
						},
						options: {},
					},
					3.4,
				),
				node('One item each', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'user', options: {} }),
				node(
					'Call it',
					'n8n-nodes-base.executeWorkflow',
					{
						workflowId: { __rl: true, mode: 'id', value: CHILD },
						workflowInputs: { mappingMode: 'defineBelow', value: {} },
						options: {},
					},
					1.2,
				),
			],
			{ errorWorkflow: FOR_ERRORS },
		),
	]);
	for (const id of [PARENT, CHILD, FOR_ERRORS]) {
		await work.n8n.command('publish:workflow', `--id=${id}`);
	}
	await work.n8n.serve();
}, 240_000);

afterAll(async () => {
	await work.stop();
}, 60_000);

/** Calls the parent; n8n says that it is ready before it has activated its workflows. */
async function started(): Promise<string> {
	for (let i = 0; i < 300; i++) {
		const { status, data } = await axios.post<unknown>(
			`${work.n8n.url}/webhook/handed-over`,
			{},
			{
				proxy: false,
				validateStatus: () => true,
			},
		);
		if (status !== 404) return JSON.stringify(data);
		await sleep(200);
	}
	throw new Error('The webhook did not come up within a minute');
}

async function until(holds: () => boolean): Promise<void> {
	for (let i = 0; i < 300 && !holds(); i++) await sleep(200);
	expect(holds()).toBe(true);
}

test('what it made stands in nothing that n8n keeps or says', async () => {
	const answer = await started();
	await until(() => work.mailbox.mails.length > 0);
	const tickets = work.sandboxes.auth0.requests
		.filter(({ path }) => path.endsWith('/guardian/enrollments/ticket'))
		.map(({ answer }) => JSON.parse(answer?.bodyText ?? '{}') as IDataObject)
		.filter(({ ticket_url: url }) => url !== undefined);
	expect(tickets).toHaveLength(1);

	const kept = filesUnder(work.folder)
		.filter((file) => !file.includes('/node_modules/'))
		.map((file) => readFileSync(join(work.folder, file), 'latin1'));
	const everything = [answer, work.log, JSON.stringify(work.mailbox.mails), ...kept].join('\n');
	const { ticket_url: url, ticket_id: id } = tickets[0] as {
		ticket_url: string;
		ticket_id: string;
	};
	const secret = new URL(url).search || url;
	expect(everything).not.toContain(url);
	expect(everything).not.toContain(secret);
	expect(everything).not.toContain(id);
	expect(everything).toContain('make it anew');
	expect(everything).toContain('notGivenOut');
}, 120_000);
