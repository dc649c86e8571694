import { BY_NODE_TYPE, demoCredentials } from '../../demo/lib/credentials';
import { stateOfPeople } from '../../demo/lib/leavers';
import {
	closeSandboxes,
	requestsOf,
	SERVICES,
	startSandboxes,
	type Service,
} from '../../demo/lib/sandboxes';
import { USERS as AUTH0 } from '../../sandbox/auth0';
import { USERS as EMNIFY } from '../../sandbox/emnify';
import { USERS as ONELOGIN } from '../../sandbox/onelogin';
import type { Check } from '../lib/report';
import type { Situation } from '../lib/situation';
import { workflowOf, type WorkflowNode } from '../lib/workflow';

const isToken = (url: string) => /^\/(oauth\/token|auth\/oauth2|api\/v1\/authenticate)/.test(url);

interface Subject {
	type: keyof typeof BY_NODE_TYPE;
	user: string;
	/**
	 * The least that does the job: find the user; send each change; look once at what there is to
	 * remove and once at what is left; and see the account blocked before the first device or factor
	 * goes, since the answer to the block does not say so. `removed` is the number of devices, factors
	 * and keys.
	 */
	least: (removed: number) => number;
	leastInWords: string;
}

const SUBJECTS: Readonly<Record<Service, Subject>> = {
	auth0: {
		type: 'n8n-nodes-mfa.auth0',
		user: AUTH0.ana,
		least: (removed) => 16 + removed,
		leastInWords:
			'find, block, list and end sessions, refresh tokens and grants, forget browsers, see the block, list factors, delete each, read five things back',
	},
	oneLogin: {
		type: 'n8n-nodes-mfa.oneLogin',
		user: String(ONELOGIN.ana),
		least: (removed) => 9 + removed,
		leastInWords:
			'find, suspend, log out, see the suspension, list by v1 and v2, remove each, read three things back',
	},
	emnify: {
		type: 'n8n-nodes-mfa.emnify',
		user: String(EMNIFY.ana),
		least: (removed) => 6 + removed,
		leastInWords:
			'find, suspend, see the suspension and the keys, list devices, delete each device and key, read two things back',
	},
};

export const requestsPerUser: Situation = {
	name: 'requests',
	title: 'Requests per offboarded user (Execute, default steps, by ID), next to the least possible',
	async run({ n8n, setup }) {
		const sandboxes = await startSandboxes({ auth0: 0, oneLogin: 0, emnify: 0 });
		try {
			const branches = SERVICES.map((service) => ({
				users: { kind: 'auth0' as const, count: 1 },
				node: offboard(service),
			}));
			await n8n.import(demoCredentials(sandboxes, { port: 0 }), [workflowOf('requests', branches)]);
			const before = stateOfPeople(sandboxes);
			await setup.tools.step('one user each', async () => await n8n.run('requests'));
			const after = stateOfPeople(sandboxes);

			const rows: string[][] = [];
			const checks: Check[] = [];
			for (const service of SERVICES) {
				const { least, leastInWords } = SUBJECTS[service];
				const sent = requestsOf(sandboxes).filter(
					(one) => one.service === service && !isToken(one.url),
				).length;
				const had = before[service].ana;
				const left = after[service].ana;
				const devices = service === 'emnify' ? had.access - left.access : 0;
				const removed = had.factors.length - left.factors.length + devices;
				const constant = least(0);
				rows.push([
					service,
					String(removed),
					`${sent} = ${sent - removed} + ${removed}`,
					`${least(removed)} = ${constant} + ${removed}`,
					leastInWords,
				]);
				checks.push(
					{
						what: `${service}: account closed`,
						value: Number(left.blocked),
						bound: 1,
						least: true,
					},
					{
						what: `${service}: requests`,
						value: sent,
						bound: least(removed),
					},
				);
			}
			return {
				columns: ['service', 'removed', 'requests', 'least', 'the least is'],
				rows,
				remarks: [
					'Requests for tokens are left out. An email costs one more at Auth0 (two if it has capitals).',
				],
				checks,
			};
		} finally {
			await closeSandboxes(sandboxes);
		}
	},
};

function offboard(service: Service): WorkflowNode {
	const { type, user } = SUBJECTS[service];
	return {
		name: service,
		type,
		parameters: {
			resource: 'user',
			operation: 'offboard',
			userId: { __rl: true, mode: 'id', value: user },
			mode: 'execute',
		},
		credentials: BY_NODE_TYPE[type],
	};
}
