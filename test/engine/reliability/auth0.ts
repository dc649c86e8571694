import { resources } from '../../../nodes/Auth0/actions';
import { Auth0 } from '../../../nodes/Auth0/Auth0.node';
import { startAuth0Sandbox, type Auth0Sandbox } from '../../../sandbox/auth0';
import { METHODS, REFRESH_TOKENS, SESSIONS, USERS } from '../../../sandbox/auth0/seed';
import { CASES } from '../auth0/cases';
import { runNode } from '../../support/engine';
import { auth0Setup } from '../auth0/setup';
import { credentialId, trialsOf, type AnySandbox, type Subject } from './subject';

const IDS = [
	...Object.values(USERS),
	...Object.values(METHODS).map((id) => id.split('|')[1] ?? ''),
	...Object.values(SESSIONS),
	...Object.values(REFRESH_TOKENS),
].filter((id) => id.length > 12);
const ID = new RegExp(IDS.map((id) => id.replace(/[|.]/g, '\\$&')).join('|'), 'g');
/** A letter within the id: the ids of the seed differ at their ends and beginnings. */
const LETTERS = ['', 'X', 'Y'];

function inCopy<T>(value: T, n: number): T {
	const letter = LETTERS[n];
	if (!letter) return value;
	const text = JSON.stringify(value);
	const copied = text.replace(ID, (id) => `${id.slice(0, -5)}${letter}${id.slice(-4)}`);
	return JSON.parse(copied) as T;
}

const own = (sandbox: AnySandbox) => sandbox as unknown as Auth0Sandbox;

export const auth0: Subject = {
	name: 'auth0',
	serviceName: 'Auth0',
	resources,
	node: new Auth0(),
	trials: trialsOf(resources, (resource, operation) => {
		const found = CASES[resource]?.[operation];
		return found && { prepare: () => found.parameters };
	}),
	start: async () => (await startAuth0Sandbox()) as unknown as AnySandbox,
	async run(sandbox, _trial, parameters, options) {
		const { authentication, ...setup } = auth0Setup(own(sandbox));
		const { data } = setup.credentials.auth0MfaOAuth2Api ?? { data: {} };
		return await runNode({
			...options,
			...setup,
			credentials: { auth0MfaOAuth2Api: { id: credentialId(), data } },
			parameters: { authentication, ...parameters },
		});
	},

	copyState(sandbox, n) {
		const { state } = own(sandbox);
		for (const id of Object.values(USERS)) {
			const user = state.users.get(id);
			const copy = inCopy(id, n);
			if (!user || copy === id) continue;
			state.putUser({ ...inCopy(user, n), ...(user.email && { email: `copy${n}.${user.email}` }) });
			state.methods.set(copy, inCopy(state.methodsOf(id), n));
			for (const one of state.sessionsOf(id)) state.sessions.add(inCopy(one, n));
			for (const one of state.refreshTokensOf(id)) state.refreshTokens.add(inCopy(one, n));
			for (const one of [...state.deviceCredentials.values()].filter((o) => o.user_id === id)) {
				state.addDeviceCredential(copy, { ...one, user_id: copy, id: `${one.id}${n}` });
			}
			for (const one of [...state.grants.values()].filter((o) => o.user_id === id)) {
				state.addGrant(copy, { ...one, user_id: copy, id: `${one.id.slice(1)}${n}` });
			}
			state.rememberedBrowsers.set(copy, state.rememberedBrowsers.get(id) ?? 0);
		}
	},
	inCopy: (_name, value, n) => inCopy(value, n),
	shiftIds: (sandbox) => void sandbox.ids.hex(7),
	holds(sandbox, n) {
		const auth = own(sandbox);
		return Object.values(USERS)
			.map((id) => inCopy(id, n))
			.map((id) => ({
				...auth.describeUser(id),
				tickets: auth.state.tickets.filter(({ user_id: whose }) => whose === id).length,
				recoveryCode: auth.state.recoveryCodes.get(id) ?? null,
			}));
	},
	isTokenRequest: ({ path }) => path === '/oauth/token',
	isRead: () => false,
	basePath: '/api/v2',
	onceOnly: [
		/^POST \/users\/[^/]+\/authentication-methods$/,
		/^POST \/guardian\/enrollments\/ticket$/,
		/^POST \/users\/[^/]+\/recovery-code-regeneration$/,
	],
};
