import { emnify as refusals } from '../../unit/refusals/emnify';
import type { INodeParameters } from 'n8n-workflow';

import { Emnify } from '../../../nodes/Emnify/Emnify.node';
import { resources } from '../../../nodes/Emnify/actions';
import { ADMINISTRATOR, ANY_ROLE, USER_SIGN_IN } from '../../../nodes/Emnify/transport/permissions';
import { startEmnifySandbox, type EmnifySandbox } from '../../../sandbox/emnify';
import { DEVICES, USERNAMES, USERS } from '../../../sandbox/emnify/seed';
import { CASES, type Case as PlainCase } from '../emnify/cases';
import { omit } from '../../../sandbox/shared/omit';
import { ALL_STEPS } from '../emnify/lifecycle';
import { byId, byUsername, rows, runEmnify } from '../emnify/setup';
import {
	casesOf,
	eachAlone,
	outputOf,
	WORKFLOW,
	type Access,
	type More,
	type Subject,
} from './subject';

interface Case {
	parameters: INodeParameters;
	prepare?: (sandbox: EmnifySandbox) => INodeParameters;
	as?: PlainCase['as'];
	credential?: Record<string, string>;
}

const ANA = { userId: byId(USERS.ana) };
const OWN = { target: 'myOwnUser' };
const NOBODY = { userId: byUsername('nobody@example.com') };
const EXECUTE = { mode: 'execute' };
const TOKENS = { includeTokens: true };
const STATUSES = '/api/v1/user/mfa/status';
const withTwin = ({ state }: EmnifySandbox) => {
	state.addUser({ username: 'ANA@example.com', name: 'Twin' });
	return {};
};
const gone = 'of what is gone already';

/** What a call needs, in the words of the errors, from the least on. */
const LEAST_FIRST = [ANY_ROLE, USER_SIGN_IN, ADMINISTRATOR];
const WITHOUT_TOKEN = { enough: [['application'], ['automation']], tooLittle: [] };
const ACCESS: Record<string, { enough: Access[]; tooLittle: Access[] }> = {
	[ANY_ROLE]: { enough: [['application'], ['automation'], ['cleo'], ['observer']], tooLittle: [] },
	[USER_SIGN_IN]: { enough: [['usual']], tooLittle: [['application']] },
	[ADMINISTRATOR]: {
		enough: [['application'], ['automation']],
		tooLittle: [['cleo'], ['observer']],
	},
};

const ANSWER: PlainCase = CASES.authentication?.answerMfaChallenge ?? { parameters: {} };

/** What the plain cases do not show of the outputs. */
const MORE: More<Case> = {
	applicationToken: {
		getAll: { 'of everybody': { parameters: { returnAll: true } } },
		revoke: { 'of what is revoked already': { parameters: { applicationTokenId: byId(13) } } },
	},
	authentication: {
		answerMfaChallenge: {
			// Without the credential's user: the mfaToken stands for them.
			'': omit(ANSWER, 'as'),
			'with the device trusted, and tokens': {
				...ANSWER,
				parameters: {
					...ANSWER.parameters,
					...TOKENS,
					trustDevice: true,
				},
				credential: { fingerprintSecret: 'a long random text' },
			},
		},
		getTokenInfo: {
			'with the token': { parameters: TOKENS },
			'of user credentials': { parameters: {}, as: 'cleo' },
			'of a token that cannot be read': {
				parameters: {},
				prepare(sandbox) {
					const path = '/api/v1/authenticate';
					sandbox.fault({ kind: 'status', status: 200, body: { auth_token: 'opaque' }, path });
					sandbox.fault({ kind: 'status', status: 200, body: [], path: STATUSES });
					return {};
				},
			},
		},
		startSignIn: {
			'of a user without MFA': { parameters: TOKENS, as: 'cleo' },
		},
	},
	event: {
		getAll: {
			'of another user': { parameters: { eventsOf: 'anotherUser', ...ANA, limit: 3 } },
			'of all, whole': { parameters: { returnAll: true, simplify: false } },
			"of one's own": { parameters: { eventsOf: 'myOwnUser' }, as: 'cleo' },
			'of an endpoint, whole': {
				parameters: { simplify: false },
				prepare(sandbox) {
					const body = [{ id: 5, event_type: { id: 14 }, endpoint: { id: 9 }, imsi: '1' }];
					sandbox.fault({ kind: 'status', status: 200, body, path: '/api/v1/event' });
					return {};
				},
			},
		},
	},
	mfaKey: {
		delete: {
			[gone]: { parameters: { ...ANA, keyId: byId(4711) } },
			"of one's own": {
				as: 'automation',
				parameters: OWN,
				prepare: ({ state }) => ({ keyId: byId(state.addKey(USERS.automation, { id: 4000 }).id) }),
			},
		},
		getAll: {
			"of one's own": {
				as: 'automation',
				parameters: OWN,
				prepare: ({ state }) => {
					state.addKey(USERS.automation, { id: 4000 });
					return {};
				},
			},
		},
	},
	trustedDevice: {
		delete: {
			[gone]: { parameters: { ...ANA, deviceId: byId(4711) } },
			"of one's own": {
				as: 'automation',
				parameters: { ...OWN, deviceId: byId(DEVICES.automationA) },
			},
		},
		deleteAll: { "of one's own": { as: 'automation', parameters: OWN } },
		getAll: { "of one's own": { as: 'automation', parameters: OWN } },
	},
	user: {
		auditMfa: {
			'of all users': { parameters: { auditOf: 'all', limit: 20 } },
			'of a record with gaps': {
				parameters: ANA,
				prepare(sandbox) {
					const body = { id: USERS.ana, mfa: [{ id: 1, status: { id: 1 }, type: { id: 9 } }] };
					const path = `/api/v1/user/${USERS.ana}`;
					sandbox.fault({ kind: 'status', status: 200, body, path, times: 'always' });
					return {};
				},
			},
			'of who was deleted meanwhile': {
				parameters: { auditOf: 'all', limit: 2 },
				prepare(sandbox) {
					const body = { error_code: 1201, error_token: 'NotFound', message: 'Not found.' };
					sandbox.fault({ kind: 'status', status: 404, body, path: '/api/v1/user/*' });
					return {};
				},
			},
		},
		delete: { [gone]: { parameters: { userId: byId(4711) } } },
		get: { "of one's own": { as: 'cleo', parameters: OWN } },
		getAll: { 'of all': { parameters: { returnAll: true } } },
		offboard: {
			'': { parameters: { ...ANA, ...EXECUTE } },
			'with all steps': { parameters: { ...ANA, ...EXECUTE, steps: ALL_STEPS } },
			'of two with one username': {
				parameters: { userId: byUsername(USERNAMES.ana), ...EXECUTE },
				prepare: withTwin,
			},
			'of nobody': { parameters: { ...NOBODY, ...EXECUTE } },
			'of who has nothing left': { parameters: { userId: byId(USERS.suspended), ...EXECUTE } },
			'of a protected user': {
				parameters: { ...ANA, ...EXECUTE, lifecycleOptions: { protectedUsers: USERNAMES.ana } },
			},
		},
		removeRole: { [gone]: { parameters: { ...ANA, roleId: byId(1) } } },
		resetMfa: {
			'': { parameters: { ...ANA, ...EXECUTE } },
			'of who has nothing left': { parameters: { userId: byId(USERS.suspended), ...EXECUTE } },
			'of two with one username': {
				parameters: { userId: byUsername(USERNAMES.ana), ...EXECUTE },
				prepare: withTwin,
			},
			'of nobody': { parameters: { ...NOBODY, ...EXECUTE } },
		},
		suspend: {
			'of who is so already': { parameters: { userId: byId(USERS.suspended) } },
		},
	},
};

export const emnify: Subject = {
	folder: 'Emnify',
	page: 'emnify',
	host: 'cdn.emnify.net',
	refusals,
	node: new Emnify(),
	resources,
	cases: casesOf<Case>(eachAlone(CASES), MORE, 'in Preview'),

	async open() {
		const sandbox = await startEmnifySandbox();
		return {
			/** Access: who signs in: a user, `application`, or `usual` for whoever the case names. */
			async run(one, access) {
				sandbox.reset();
				const { as: usual, prepare, credential } = one as Case;
				const asked = access?.[0] ?? 'usual';
				const other = asked === 'application' ? undefined : (asked as PlainCase['as']);
				const prepared = prepare?.(sandbox) ?? {};
				const { resource, operation, parameters } = one;
				const all = { resource, operation, ...parameters, ...prepared };
				const result = await runEmnify(sandbox, all, {
					as: asked === 'usual' ? usual : other,
					workflow: WORKFLOW,
					executionId: '4711',
					...(credential && { credential }),
				});
				return outputOf(result, rows(result));
			},
			close: async () => {
				await sandbox.close();
			},
		};
	},

	// A user's own calls are open to every role, but to no application token. A plain case signs in
	// as a user for that reason only.
	needs: (ofCalls, one) => {
		const own = one.about === '' && (one as Case).as !== undefined ? [USER_SIGN_IN] : [];
		return LEAST_FIRST.filter((need) => [...own, ...ofCalls].includes(need)).slice(-1);
	},
	accessFor: ([need]) => ACCESS[need ?? ''] ?? WITHOUT_TOKEN,
	unknownId: (id) => (id.includes('@') ? 'nobody@example.com' : '99999999'),
};
