import type { IDataObject } from 'n8n-workflow';
import { BY_NODE_TYPE } from '../../../demo/lib/credentials';
import type { Service } from '../../../demo/lib/sandboxes';
import type { Workflow } from '../../../demo/lib/workflow';
import type { Account } from '../../support/crowd';

/** The parts of a record of Offboard that these tests look at. */
export interface OffboardRecord {
	outcome: string;
	user: { id: string; email: string | null };
	steps: Array<{ step: string; target: string | null; result: string }>;
	removed: Record<string, number>;
	remaining: string[];
	verified: boolean;
	kept: Array<{ what: string }>;
	run: { executionId: string };
}

/** What differs from one service to another in a workflow that offboards there. */
const NODES: Record<Service, { type: keyof typeof BY_NODE_TYPE; userMode: string }> = {
	auth0: { type: 'n8n-nodes-mfa.auth0', userMode: 'email' },
	oneLogin: { type: 'n8n-nodes-mfa.oneLogin', userMode: 'email' },
	emnify: { type: 'n8n-nodes-mfa.emnify', userMode: 'username' },
};

/** One list for one service. */
export interface List {
	/** Its webhook is `/webhook/{name}`. */
	name: string;
	service: Service;
	leavers: readonly Account[];
}

/**
 * A workflow that offboards lists, each started by a POST to the webhook of its name, which is
 * answered with the records at the end. From the command line it starts with the first list.
 */
export function offboardings(id: string, lists: readonly [List, ...List[]]): Workflow {
	const branches = lists.map(branch);
	return {
		id,
		name: `Offboard many (${id})`,
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [
			node('By hand', 'n8n-nodes-base.manualTrigger', 1, {}),
			...branches.flatMap(({ nodes }) => nodes),
		],
		connections: Object.assign(
			{ 'By hand': to(`List of ${lists[0].name}`) },
			...branches.map(({ connections }) => connections),
		) as IDataObject,
	};
}

function branch({ name, service, leavers }: List) {
	const { type, userMode } = NODES[service];
	const list = JSON.stringify(leavers.map(({ email }) => email));
	const nodes = [
		{
			...node(`Called for ${name}`, 'n8n-nodes-base.webhook', 2, {
				httpMethod: 'POST',
				path: name,
				responseMode: 'lastNode',
				responseData: 'allEntries',
			}),
			webhookId: name,
		},
		node(`List of ${name}`, 'n8n-nodes-base.set', 3.4, {
			assignments: { assignments: [{ id: 'list', name: 'email', type: 'array', value: list }] },
			options: {},
		}),
		node(`Leavers of ${name}`, 'n8n-nodes-base.splitOut', 1, {
			fieldToSplitOut: 'email',
			options: {},
		}),
		{
			...node(`Offboard ${name}`, type, 1, {
				resource: 'user',
				operation: 'offboard',
				userId: { __rl: true, mode: userMode, value: '={{ $json.email }}' },
				mode: 'execute',
				maxUsers: leavers.length,
				lifecycleOptions: {},
				// Answers that a test holds back are not given up meanwhile.
				options: { timeout: 300 },
			}),
			onError: 'continueRegularOutput',
			credentials: BY_NODE_TYPE[type],
		},
	];
	const connections = {
		[`Called for ${name}`]: to(`List of ${name}`),
		[`List of ${name}`]: to(`Leavers of ${name}`),
		[`Leavers of ${name}`]: to(`Offboard ${name}`),
	};
	return { nodes, connections };
}

function node(name: string, type: string, typeVersion: number, parameters: IDataObject) {
	return { id: name, name, type, typeVersion, position: [0, 0], parameters };
}

function to(name: string) {
	return { main: [[{ node: name, type: 'main', index: 0 }]] };
}
