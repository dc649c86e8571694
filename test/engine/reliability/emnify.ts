import { resources } from '../../../nodes/Emnify/actions';
import { Emnify } from '../../../nodes/Emnify/Emnify.node';
import { startEmnifySandbox, type EmnifySandbox } from '../../../sandbox/emnify';
import { USERS } from '../../../sandbox/emnify/seed';
import { CASES } from '../emnify/cases';
import { CREDENTIAL, credentialData, runEmnify } from '../emnify/setup';
import { credentialId, trialsOf, type AnySandbox, type Subject, type Trial } from './subject';

const APART = 1_000_000;
const COPIED = new Set(['userId', 'keyId', 'deviceId', 'applicationTokenId']);
const SIGN_INS = new Set(['startSignIn', 'answerMfaChallenge']);

const own = (sandbox: AnySandbox) => sandbox as unknown as EmnifySandbox;
const isSignIn = ({ operation }: Trial) => SIGN_INS.has(operation);
const isNew = (id: number) => id > 300_000 && id < APART;
const named = (username: string, n: number) => (n === 0 ? username : `copy${n}.${username}`);

export const emnify: Subject = {
	name: 'emnify',
	serviceName: 'emnify',
	resources,
	node: new Emnify(),
	trials: trialsOf(resources, (resource, operation) => {
		const found = CASES[resource]?.[operation];
		return (
			found && {
				prepare: (sandbox) => ({ ...found.parameters, ...found.prepare?.(own(sandbox)) }),
				// With an active key, a sign-in with user credentials needs a code.
				...(resource === 'mfaKey' && operation === 'activate' && { lastToken: true }),
				...(operation === 'startSignIn' && { single: true }),
				...(SIGN_INS.has(operation) && { endsRun: true }),
			}
		);
	}),
	start: async () => (await startEmnifySandbox()) as unknown as AnySandbox,
	async run(sandbox, { resource, operation }, parameters, options) {
		const { as } = CASES[resource]?.[operation] ?? {};
		const data = credentialData(own(sandbox), { as }) as never;
		const credentials = { [CREDENTIAL]: { id: credentialId(), data } };
		return await runEmnify(own(sandbox), parameters, { ...options, as, credentials });
	},

	copyState(sandbox, n) {
		const { state } = own(sandbox);
		const apart = <T extends { id: number }>(one: T): T => ({ ...one, id: one.id + n * APART });
		for (const id of Object.values(USERS)) {
			const user = state.users.get(id);
			if (!user) continue;
			const keys = user.keys.filter((key) => key.id < APART).map(apart);
			const devices = user.devices.filter((device) => device.id < APART).map(apart);
			if (id === USERS.automation) {
				// Works on itself, whatever the item: there is one of it, with more keys and devices.
				user.keys.push(...keys);
				user.devices.push(...devices);
				continue;
			}
			const username = named(user.username, n);
			state.users.set(id + n * APART, { ...apart(user), username, keys, devices });
		}
		for (const token of [...state.applicationTokens.values()].filter(({ id }) => id < APART)) {
			const copy = {
				...apart(token),
				token: `${token.token}${n}`,
				creator: token.creator + n * APART,
			};
			state.applicationTokens.set(copy.id, copy);
		}
		for (const [token, challenge] of [...state.challenges].filter(
			([name]) => !/\.[12]$/.test(name),
		)) {
			state.challenges.set(`${token}.${n}`, { ...challenge, userId: challenge.userId + n * APART });
		}
	},
	inCopy(name, value, n) {
		if (n === 0) return value;
		if (name === 'mfaToken') return `${String(value)}.${n}`;
		if (!COPIED.has(name)) return value;
		return typeof value === 'string' && value.includes('@')
			? named(value, n)
			: Number(value) + n * APART;
	},
	shiftIds(sandbox) {
		sandbox.ids.hex(7);
		own(sandbox).state.addKey(USERS.admin);
		own(sandbox).state.user(USERS.admin).keys.pop();
	},
	holds: (sandbox, n) => {
		const { state } = own(sandbox);
		const mine = (id: number) => Math.floor(id / APART) === n;
		return {
			users: [...state.users.values()].filter(({ id }) => mine(id) && id !== USERS.automation),
			keys: state.users.get(USERS.automation)?.keys.filter(({ id }) => mine(id) && !isNew(id)),
			tokens: [...state.applicationTokens.values()].filter(({ id }) => mine(id)),
			challenges: [...state.challenges.keys()].filter((one) =>
				mine(state.challenges.get(one)?.userId ?? -1),
			),
		};
	},
	isTokenRequest: ({ path }, trial) => path === '/api/v1/authenticate' && !isSignIn(trial),
	isRead: () => false,
	basePath: '/api',
	onceOnly: [
		/^POST \/v1\/user\/mfa$/,
		/^PATCH \/v1\/user\/mfa\/[^/]+$/,
		/^POST \/v1\/authenticate$/,
	],
};
