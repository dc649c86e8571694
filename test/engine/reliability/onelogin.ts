import { resources } from '../../../nodes/OneLogin/actions';
import { OneLogin } from '../../../nodes/OneLogin/OneLogin.node';
import { startOneLoginSandbox, type OneLoginSandbox } from '../../../sandbox/onelogin';
import { USERS } from '../../../sandbox/onelogin/seed';
import { CASES } from '../onelogin/cases';
import { oneLoginSetup, runOneLogin } from '../onelogin/setup';
import { credentialId, trialsOf, type AnySandbox, type Subject } from './subject';

const APART = 1_000_000;
const COPIED = new Set(['userId', 'deviceId', 'authenticatorDeviceId']);

const own = (sandbox: AnySandbox) => sandbox as unknown as OneLoginSandbox;

export const oneLogin: Subject = {
	name: 'onelogin',
	serviceName: 'OneLogin',
	resources,
	node: new OneLogin(),
	trials: trialsOf(resources, (resource, operation) => {
		const found = CASES[resource]?.[operation]?.find(({ rows }) => rows.length > 0);
		return (
			found && {
				prepare: (sandbox) => ({ ...found.parameters, ...found.prepare?.(own(sandbox)) }),
			}
		);
	}),
	start: async () => (await startOneLoginSandbox()) as unknown as AnySandbox,
	async run(sandbox, _trial, parameters, options) {
		const { oneLoginMfaOAuth2Api: credential } = oneLoginSetup(own(sandbox)).credentials;
		const credentials = { oneLoginMfaOAuth2Api: { ...credential, id: credentialId() } };
		return await runOneLogin(own(sandbox), parameters, { ...options, credentials });
	},

	copyState(sandbox, n) {
		const { state } = own(sandbox);
		for (const id of Object.values(USERS)) {
			const user = state.users.get(id);
			if (!user) continue;
			const copy = id + n * APART;
			const named = (text: string) => (text === '' ? '' : `copy${n}.${text}`);
			state.users.set(copy, {
				...user,
				id: copy,
				email: named(user.email),
				username: named(user.username),
			});
			state.sessions.set(copy, state.sessions.get(id) ?? 0);
			for (const one of state.devicesOf(id)) {
				state.devices.push({ ...one, id: one.id + n * APART, userId: copy });
			}
			for (const one of state.challenges.filter(({ userId }) => userId === id)) {
				state.challenges.push({ ...one, userId: copy, deviceId: one.deviceId + n * APART });
			}
			for (const one of state.temporaryTokens.filter(({ userId }) => userId === id)) {
				state.temporaryTokens.push({ ...one, userId: copy });
			}
		}
	},
	inCopy: (name, value, n) =>
		COPIED.has(name) && typeof value === 'string'
			? value.replace(/[0-9]{6,}/, (id) => String(Number(id) + n * APART))
			: value,
	shiftIds(sandbox) {
		const { state, limits } = own(sandbox);
		sandbox.ids.hex(7);
		const device = state.addDevice(USERS.everyKind, { kind: 'sms' });
		state.devices = state.devices.filter((one) => one !== device);
		limits.take(['account']);
	},
	holds: (sandbox, n) =>
		Object.values(USERS).map((id) => own(sandbox).describeUser(id + n * APART)),
	isTokenRequest: ({ path }) => path.startsWith('/auth/oauth2'),
	// Asking for the state of a push, without a code, checks nothing.
	isRead: ({ method, path, body }) =>
		method === 'POST' &&
		path.endsWith('/verify') &&
		(body as { otp_token?: unknown } | undefined)?.otp_token === undefined,
	basePath: '',
	onceOnly: [
		/^POST .*\/otp_devices(\/[^/]+\/(trigger|verify))?$/,
		/^(POST|PUT) .*\/(registrations|verifications)(\/[^/]+)?$/,
		/^POST .*\/mfa_token$/,
	],
};
