import { oneLogin as refusals } from '../../unit/refusals/onelogin';
import type { INodeParameters } from 'n8n-workflow';

import { OneLogin } from '../../../nodes/OneLogin/OneLogin.node';
import { resources } from '../../../nodes/OneLogin/actions';
import { ANY_READ, MANAGE_ALL, MANAGE_USERS } from '../../../nodes/OneLogin/transport/scopes';
import { startOneLoginSandbox, type OneLoginSandbox } from '../../../sandbox/onelogin';
import { CLIENTS, DEVICES, EMAILS, FACTORS, USERS } from '../../../sandbox/onelogin/seed';
import { CASES } from '../onelogin/cases';
import { ALL_STEPS } from '../onelogin/lifecycle';
import { byEmail, byId, rows, runOneLogin } from '../onelogin/setup';
import { casesOf, outputOf, WORKFLOW, type More, type Subject } from './subject';

interface Case {
	parameters: INodeParameters;
	prepare?: (sandbox: OneLoginSandbox) => INodeParameters;
}

const ANA = { userId: byId(USERS.ana) };
const EVERY = { userId: byId(USERS.everyKind), returnAll: true };
const NAME_ONLY = { userId: byId(USERS.nameOnly) };
const NOBODY = { userId: byEmail('nobody@example.com') };
const TWINS = { userId: byEmail(EMAILS.twins) };
const EXECUTE = { mode: 'execute' };
const ALL_RESET_STEPS = ['handOver', 'endSessions', 'deleteFactors'];
const APP = { ...ANA, deviceId: byId(DEVICES.anaAuthenticator) };
const V2 = { apiVersion: 2 };
const wrongCode = { code: '000000' };

/** Scopes, in the words of the errors, from the least on. */
const LEAST_FIRST = [ANY_READ, MANAGE_USERS, MANAGE_ALL];
/** The sandbox's API credentials that have them. */
const ENOUGH: Record<string, string[]> = {
	[ANY_READ]: ['readUsers', 'readAll', 'manageUsers', 'manageAll'],
	[MANAGE_USERS]: ['manageUsers', 'manageAll'],
	[MANAGE_ALL]: ['manageAll'],
};

/** What the plain cases do not show of the outputs. */
const MORE: More<Case> = {
	device: {
		challenge: {
			'of a wrong code': { parameters: { ...APP, answer: 'code', ...wrongCode } },
		},
		getAll: {
			'of every kind, version 1': { parameters: EVERY },
			'of every kind, version 2': { parameters: { ...EVERY, ...V2 } },
		},
		remove: {
			'of what is gone already': { parameters: { ...ANA, deviceId: byId(4711) } },
		},
		removeAll: {
			'where an answer was lost': {
				parameters: ANA,
				prepare(sandbox) {
					const path = '/api/1/users/*/otp_devices/*';
					sandbox.fault({ kind: 'reset', applied: true, method: 'DELETE', path, times: 'always' });
					return {};
				},
			},
			'where there is none': { parameters: { userId: byId(USERS.ben) } },
		},
		verify: {
			'of a wrong code': { parameters: { ...APP, ...wrongCode } },
			'of a wrong code, version 2': { parameters: { ...APP, ...V2, ...wrongCode } },
		},
	},
	event: {
		getAll: {
			'of all': { parameters: { returnAll: true } },
			whole: { parameters: { simplify: false } },
			'of a type without a name': {
				parameters: {},
				prepare(sandbox) {
					const data = [{ id: 1, event_type_id: 99999, user_id: null }];
					const body = { status: { error: false, code: 200 }, pagination: {}, data };
					sandbox.fault({ kind: 'status', status: 200, body, path: '/api/1/events' });
					return {};
				},
			},
		},
	},
	registration: {
		create: {
			'of SMS': {
				parameters: {
					userId: byId(USERS.ben),
					factorId: byId(FACTORS.sms.factor_id),
					displayName: 'Phone',
				},
			},
		},
	},
	user: {
		unlock: {
			'of a user who is not locked': { parameters: ANA },
		},
		auditMfa: {
			'of all users': { parameters: { auditOf: 'all', limit: 20 } },
			'of every kind': { parameters: { userId: byId(USERS.everyKind) } },
			'with version 2 out of reach': {
				parameters: ANA,
				prepare(sandbox) {
					const body = { status: { error: true, code: 401, message: 'Insufficient Permission' } };
					const path = '/api/2/mfa/users/*/devices';
					sandbox.fault({ kind: 'status', status: 401, body, path, times: 'always' });
					return {};
				},
			},
			'of a user without email': { parameters: NAME_ONLY },
		},
		get: { 'with the least on the profile': { parameters: NAME_ONLY } },
		getAll: {
			whole: { parameters: { simplify: false, limit: 20 } },
			simplified: { parameters: { limit: 20 } },
			'of a status without a name': {
				parameters: {},
				prepare(sandbox) {
					const body = [{ id: 1, status: 99, state: 99 }];
					sandbox.fault({ kind: 'status', status: 200, body, path: '/api/2/users' });
					return {};
				},
			},
		},
		offboard: {
			'': { parameters: { ...ANA, ...EXECUTE } },
			'of a user without email': { parameters: { ...NAME_ONLY, ...EXECUTE } },
			'with all steps': { parameters: { ...ANA, ...EXECUTE, steps: ALL_STEPS } },
			'of who has nothing left': { parameters: { userId: byId(USERS.suspended), ...EXECUTE } },
			'of nobody': { parameters: { ...NOBODY, ...EXECUTE } },
			'of two with one email': { parameters: { ...TWINS, ...EXECUTE } },
			'of a protected user': {
				parameters: { ...ANA, ...EXECUTE, lifecycleOptions: { protectedUsers: EMAILS.ana } },
			},
		},
		resetMfa: {
			'': { parameters: { ...ANA, ...EXECUTE } },
			'of a user without email': { parameters: { ...NAME_ONLY, ...EXECUTE } },
			'with all steps': { parameters: { ...ANA, ...EXECUTE, steps: ALL_RESET_STEPS } },
			'of who has nothing left': { parameters: { userId: byId(USERS.suspended), ...EXECUTE } },
			'of nobody': { parameters: { ...NOBODY, ...EXECUTE } },
			'of two with one email': { parameters: { ...TWINS, ...EXECUTE } },
		},
	},
};

export const oneLogin: Subject = {
	folder: 'OneLogin',
	page: 'onelogin',
	host: 'acme.onelogin.com',
	refusals,
	node: new OneLogin(),
	resources,
	cases: casesOf<Case>(CASES, MORE, 'in Preview'),

	async open() {
		const sandbox = await startOneLoginSandbox();
		return {
			/** Access: the name of the sandbox's API credential. */
			async run(one, access) {
				sandbox.reset();
				const client = access ? CLIENTS[access[0] as keyof typeof CLIENTS] : CLIENTS.manageAll;
				const prepared = (one as Case).prepare?.(sandbox) ?? {};
				const { resource, operation, parameters } = one;
				const all = { resource, operation, ...parameters, ...prepared };
				const result = await runOneLogin(sandbox, all, { client, workflow: WORKFLOW });
				return outputOf(result, rows(result));
			},
			close: async () => {
				await sandbox.close();
			},
		};
	},

	needs: (ofCalls) => LEAST_FIRST.filter((scopes) => ofCalls.includes(scopes)).slice(-1),
	accessFor: ([scopes]) => {
		// OneLogin documents Authentication Only for Log Out in one place and not in another.
		const least = scopes === ANY_READ ? ['authenticationOnly'] : [];
		const others = [...least, 'readUsers', 'readAll', 'manageUsers', 'manageAll'];
		const enough = ENOUGH[scopes ?? ''] ?? [];
		return {
			enough: enough.map((client) => [client]),
			tooLittle: others.filter((client) => !enough.includes(client)).map((client) => [client]),
		};
	},
	unknownId: (id) => (/^[0-9]+$/.test(id) ? '99999999' : '00000000-0000-4000-8000-000000000000'),
};
