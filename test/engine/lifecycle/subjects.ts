import { startAuth0Sandbox, type Auth0Sandbox } from '../../../sandbox/auth0';
import { EMAILS as AUTH0_EMAILS, USERS as AUTH0 } from '../../../sandbox/auth0/seed';
import { startEmnifySandbox, type EmnifySandbox } from '../../../sandbox/emnify';
import { USERNAMES, USERS as EMNIFY } from '../../../sandbox/emnify/seed';
import { startOneLoginSandbox, type OneLoginSandbox } from '../../../sandbox/onelogin';
import { EMAILS as ONELOGIN_EMAILS, USERS as ONELOGIN } from '../../../sandbox/onelogin/seed';
import { runAuth0 } from '../auth0/setup';
import { runEmnify } from '../emnify/setup';
import { runOneLogin } from '../onelogin/setup';
import { credentialId, type AnySandbox } from '../reliability/subject';
import type { Subject } from './subject';

const asAuth0 = (sandbox: AnySandbox) => sandbox as unknown as Auth0Sandbox;
const asOneLogin = (sandbox: AnySandbox) => sandbox as unknown as OneLoginSandbox;
const asEmnify = (sandbox: AnySandbox) => sandbox as unknown as EmnifySandbox;

export const auth0: Subject = {
	name: 'auth0',
	serviceName: 'Auth0',
	start: async () => (await startAuth0Sandbox()) as unknown as AnySandbox,
	run: async (sandbox, parameters, options) =>
		await runAuth0(asAuth0(sandbox), { resource: 'user', ...parameters }, options),
	ana: AUTH0.ana,
	other: AUTH0.ben,
	blocked: AUTH0.blocked,
	email: AUTH0_EMAILS.ana,
	byEmail: (value) => ({ __rl: true, mode: 'email', value }),
	addTwin: (sandbox) =>
		asAuth0(sandbox).state.addUser({ email: AUTH0_EMAILS.ana, connection: 'other' }).user_id,
	userPath: (id) => `/api/v2/users/${id}`,
	lookupPath: '/api/v2/users-by-email',
	idMember: (id) => ({ user_id: id }),
	emptyId: { user_id: '' },
	isBlocked: { blocked: true },
	isOpen: { blocked: false },
	blockMethod: 'PATCH',
	blockAnswersUser: true,
	refusal: {
		status: 403,
		body: { statusCode: 403, error: 'Forbidden', message: 'Not this user.' },
	},
	block: 'blockUser',
	access: ['endSessions', 'revokeTokens', 'revokeGrants', 'forgetDevices'],
	protection: ['deleteFactors'],
	blockOperation: 'block',
	unblockOperation: 'unblock',
	getOperation: 'get',
	readsBefore: [],
	holds: (sandbox, id) => asAuth0(sandbox).describeUser(id),
	stateOf: (sandbox, id) => {
		const { users } = asAuth0(sandbox).state;
		return {
			blocked: users.get(id)?.blocked === true,
			protection: asAuth0(sandbox)
				.state.methodsOf(id)
				.filter(({ type }) => type !== 'password').length,
		};
	},
	addFactor: (sandbox, id) => {
		asAuth0(sandbox).state.addMethod(id, { type: 'email', email: 'late@example.com' });
	},
	isToken: (path) => path === '/oauth/token',
	isProtectionCall: (path) => /authentication-methods|\/multifactor\/(?!actions)/.test(path),
};

export const oneLogin: Subject = {
	name: 'onelogin',
	serviceName: 'OneLogin',
	start: async () => (await startOneLoginSandbox()) as unknown as AnySandbox,
	run: async (sandbox, parameters, options) =>
		await runOneLogin(asOneLogin(sandbox), { resource: 'user', ...parameters }, options),
	ana: String(ONELOGIN.ana),
	other: String(ONELOGIN.everyKind),
	blocked: String(ONELOGIN.suspended),
	email: ONELOGIN_EMAILS.ana,
	byEmail: (value) => ({ __rl: true, mode: 'email', value }),
	addTwin: (sandbox) =>
		String(
			asOneLogin(sandbox).state.addUser({ email: ONELOGIN_EMAILS.ana, username: 'twin.of.ana' }).id,
		),
	userPath: (id) => `/api/2/users/${id}`,
	lookupPath: '/api/2/users',
	idMember: (id) => ({ id: Number(id) }),
	emptyId: { id: null },
	isBlocked: { status: 2 },
	isOpen: { status: 1 },
	blockMethod: 'PUT',
	blockAnswersUser: true,
	refusal: {
		status: 403,
		body: { status: { error: true, code: 403, type: 'Forbidden', message: 'Not this user' } },
	},
	block: 'blockUser',
	access: ['endSessions', 'removeRoles'],
	protection: ['deleteFactors'],
	blockOperation: 'suspend',
	unblockOperation: 'reactivate',
	getOperation: 'get',
	readsBefore: [],
	holds: (sandbox, id) => asOneLogin(sandbox).describeUser(Number(id)),
	stateOf: (sandbox, id) => ({
		blocked: asOneLogin(sandbox).state.users.get(Number(id))?.status === 2,
		protection: asOneLogin(sandbox).state.devicesOf(Number(id)).length,
	}),
	addFactor: (sandbox, id) => {
		asOneLogin(sandbox).state.addDevice(Number(id), { kind: 'voice' });
	},
	isToken: (path) => path.startsWith('/auth/oauth2'),
	isProtectionCall: (path) => /otp_devices|\/mfa\//.test(path),
};

export const emnify: Subject = {
	name: 'emnify',
	serviceName: 'emnify',
	start: async () => (await startEmnifySandbox()) as unknown as AnySandbox,
	run: async (sandbox, parameters, options) =>
		await runEmnify(
			asEmnify(sandbox),
			{ resource: 'user', ...parameters },
			{ ...options, executionId: credentialId() },
		),
	ana: String(EMNIFY.ana),
	other: String(EMNIFY.tom),
	blocked: String(EMNIFY.suspended),
	email: USERNAMES.ana,
	byEmail: (value) => ({ __rl: true, mode: 'username', value }),
	addTwin: (sandbox) =>
		String(
			asEmnify(sandbox).state.addUser({ username: USERNAMES.ana.toUpperCase(), name: 'Twin' }).id,
		),
	userPath: (id) => `/api/v1/user/${id}`,
	lookupPath: '/api/v1/user',
	idMember: (id) => ({ id: Number(id) }),
	emptyId: { id: 0 },
	isBlocked: { status: { id: 2, description: 'Suspended' } },
	isOpen: { status: { id: 1, description: 'Active' } },
	blockMethod: 'PATCH',
	blockAnswersUser: false,
	refusal: {
		status: 403,
		body: { error_code: 1104, error_token: 'Forbidden', message: 'Not this user.' },
	},
	block: 'blockUser',
	access: ['revokeTokens', 'removeRoles'],
	protection: ['forgetDevices', 'deleteFactors'],
	blockOperation: 'suspend',
	unblockOperation: 'reactivate',
	getOperation: 'get',
	readsBefore: ['suspend', 'reactivate'],
	holds: (sandbox, id) => asEmnify(sandbox).describeUser(Number(id)),
	stateOf: (sandbox, id) => {
		const { status, keys, devices } = asEmnify(sandbox).state.user(Number(id));
		return { blocked: status === 2, protection: keys.length + devices.length };
	},
	addFactor: (sandbox, id) => {
		asEmnify(sandbox).state.addKey(Number(id));
	},
	isToken: (path) => path === '/api/v1/authenticate',
	isProtectionCall: (path) => path.includes('/mfa'),
};
