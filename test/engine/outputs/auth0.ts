import { auth0 as refusals } from '../../unit/refusals/auth0';
import { Auth0 } from '../../../nodes/Auth0/Auth0.node';
import { resources } from '../../../nodes/Auth0/actions';
import { startAuth0Sandbox, type Auth0Sandbox } from '../../../sandbox/auth0';
import {
	ALL_PERMISSIONS,
	CLIENTS,
	EMAILS,
	METHODS,
	SESSIONS,
	USERS,
} from '../../../sandbox/auth0/seed';
import { CASES, type Case as PlainCase } from '../auth0/cases';
import { byEmail, byId, rows, runAuth0 } from '../auth0/setup';
import { casesOf, eachAlone, outputOf, WORKFLOW, type More, type Subject } from './subject';

type Case = Pick<PlainCase, 'parameters'> & { prepare?: (sandbox: Auth0Sandbox) => void };

const ANA = { userId: byId(USERS.ana) };
const NOBODY = { userId: byEmail('nobody@example.com') };
const TWINS = { userId: byEmail(EMAILS.twins) };
const EXECUTE = { mode: 'execute' };
const ALL_RESET_STEPS = [
	'endSessions',
	'forgetDevices',
	'deleteFactors',
	'endOneTimeAccess',
	'handOver',
];
const lowPlan = (sandbox: Auth0Sandbox) => {
	sandbox.updateSettings({ plan: 'free' });
};
const NO_USER = {
	statusCode: 404,
	error: 'Not Found',
	message: 'The user does not exist.',
	errorCode: 'inexistent_user',
};
const PASSKEY = {
	aaguid: 'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4',
	credentialBackedUp: true,
	credentialDeviceType: 'multi_device',
	identityUserId: '5f7c8ec7c33c6c004bbafe84',
	transports: 'internal,hybrid',
	userAgent: 'Mozilla/5.0',
	userHandle: 'Y2xlbw',
};
const gone = 'of what is gone already';

/** What the plain cases do not show of the outputs. */
const MORE: More<Case> = {
	authenticationMethod: {
		create: {
			'of an authenticator app': {
				parameters: { userId: byId(USERS.cleo), type: 'totp', methodName: 'App' },
			},
			'of a security key': {
				parameters: {
					userId: byId(USERS.cleo),
					type: 'webauthn-roaming',
					keyId: 'bDFrTnA5dGk0',
					publicKey: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE',
					relyingPartyIdentifier: 'login.example.com',
				},
			},
			'of a passkey': {
				parameters: {
					userId: byId(USERS.cleo),
					type: 'passkey',
					keyId: 'cGFzc2tleS1vZi1jbGVv',
					publicKey: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE',
					relyingPartyIdentifier: 'login.example.com',
					passkeyFields: PASSKEY,
				},
			},
			'of an email': {
				parameters: { userId: byId(USERS.cleo), type: 'email', email: 'cleo@example.com' },
			},
		},
		delete: { [gone]: { parameters: { ...ANA, methodId: byId('totp|dev_gone') } } },
		deleteAll: {
			'where the user has a passkey': { parameters: { userId: byId(USERS.ben) } },
		},
		get: {
			'of an authenticator app': { parameters: { ...ANA, methodId: byId(METHODS.anaTotp) } },
			'of a security key': { parameters: { ...ANA, methodId: byId(METHODS.anaSecurityKey) } },
		},
		getAll: {
			'of every type': { parameters: { userId: byId(USERS.everyType), returnAll: true } },
			'of a passkey': { parameters: { userId: byId(USERS.ben), returnAll: true } },
		},
		replaceAll: {
			'by phone': {
				parameters: {
					userId: byId(USERS.cleo),
					methodsSource: 'json',
					newMethodsJson:
						'[{"type":"phone","name":"Phone","phone_number":"+441234567890","preferred_authentication_method":"sms"}]',
				},
			},
		},
		update: {
			'of an authenticator app': {
				parameters: { ...ANA, methodId: byId(METHODS.anaTotp), updateFields: { name: 'App' } },
			},
		},
	},
	enrollment: {
		delete: { [gone]: { parameters: { ...ANA, enrollmentId: byId('totp|dev_gone') } } },
	},
	refreshToken: {
		delete: { [gone]: { parameters: { ...ANA, refreshTokenId: byId('gone') } } },
	},
	session: {
		delete: { [gone]: { parameters: { ...ANA, sessionId: byId('gone') } } },
		revoke: { [gone]: { parameters: { ...ANA, sessionId: byId('gone') } } },
		get: { whole: { parameters: { ...CASES.session?.get?.parameters, simplify: false } } },
	},
	user: {
		auditMfa: {
			'of a user without email': { parameters: { userId: byId(USERS.phoneOnly) } },
			'where the enrollment is not finished': { parameters: { userId: byId(USERS.pending) } },
			'of every type': { parameters: { userId: byId(USERS.everyType) } },
			'of who was deleted meanwhile': {
				parameters: { auditOf: 'all', limit: 2 },
				prepare(sandbox) {
					const path = '/api/v2/users/*/authentication-methods';
					sandbox.fault({ kind: 'status', status: 404, body: NO_USER, path });
				},
			},
			'of all users': { parameters: { auditOf: 'all', limit: 20 } },
		},
		get: { whole: { parameters: { ...ANA, simplify: false } } },
		getAll: {
			'of all': { parameters: { returnAll: true } },
			whole: { parameters: { simplify: false, filters: { email: EMAILS.ana } } },
		},
		offboard: {
			'': { parameters: { ...ANA, ...EXECUTE } },
			'of nobody': { parameters: { ...NOBODY, ...EXECUTE } },
			'of two with one email': { parameters: { ...TWINS, ...EXECUTE } },
			'of a protected user': {
				parameters: { ...ANA, ...EXECUTE, lifecycleOptions: { protectedUsers: EMAILS.ana } },
			},
			'of who is gone from everywhere': {
				parameters: { userId: byId(USERS.blocked), ...EXECUTE },
			},
			'of a user without email': { parameters: { userId: byId(USERS.phoneOnly), ...EXECUTE } },
			'on a plan below Enterprise': { parameters: { ...ANA, ...EXECUTE }, prepare: lowPlan },
		},
		resetMfa: {
			'': { parameters: { ...ANA, ...EXECUTE } },
			'of a user without email': { parameters: { userId: byId(USERS.phoneOnly), ...EXECUTE } },
			'with all steps': { parameters: { ...ANA, ...EXECUTE, steps: ALL_RESET_STEPS } },
			'of nobody': { parameters: { ...NOBODY, ...EXECUTE } },
			'of two with one email': { parameters: { ...TWINS, ...EXECUTE } },
		},
		revokeAccess: {
			'of one session': {
				parameters: {
					...ANA,
					onlySessionId: SESSIONS.anaLaptop,
					preserveRefreshTokens: true,
				},
			},
		},
	},
};

export const auth0: Subject = {
	folder: 'Auth0',
	page: 'auth0',
	host: 'tenant.eu.auth0.com',
	refusals,
	node: new Auth0(),
	resources,
	cases: casesOf<Case>(eachAlone(CASES), MORE, 'in Preview'),

	async open() {
		const sandbox = await startAuth0Sandbox();
		return {
			/** Access: the permissions of the application. */
			async run(one, access) {
				sandbox.reset();
				if (access) sandbox.setPermissions(CLIENTS.all.client_id, access);
				(one as Case).prepare?.(sandbox);
				const { resource, operation, parameters } = one;
				const all = { resource, operation, ...parameters };
				const result = await runAuth0(sandbox, all, { workflow: WORKFLOW });
				return outputOf(result, rows(result));
			},
			close: async () => {
				await sandbox.close();
			},
		};
	},

	needs: (ofCalls) => {
		const all = new Set(ofCalls.flatMap((text) => text.split(' and ')));
		return ALL_PERMISSIONS.filter((permission) => all.has(permission));
	},
	accessFor: (needs) => ({
		enough: [needs],
		tooLittle: needs.map((missing) => needs.filter((permission) => permission !== missing)),
	}),
	unknownId: (id) => `${/^([^|]+\|)?(dev_)?/.exec(id)?.[0] ?? ''}unknown`,
};
