import { EMAILS as AUTH0_EMAILS, USERS as AUTH0_USERS } from '../../sandbox/auth0';
import { STATUS } from '../../sandbox/emnify/lookups';
import { ORGANISATION, USERNAMES, USERS as EMNIFY_USERS } from '../../sandbox/emnify';
import { USERS as ONELOGIN_USERS } from '../../sandbox/onelogin';
import type { Sandboxes } from './sandboxes';

/** Who leaves in the demo: one of each kind that an automation meets. */
export const LEAVERS = {
	/** Has accounts, factors, sessions and devices at all three. */
	ana: AUTH0_EMAILS.ana,
	/** Signs in with a passkey at Auth0. */
	passkey: AUTH0_EMAILS.ben,
	/** Was offboarded before. */
	gone: 'gone@example.com',
	/** Two accounts with this email at Auth0 and at OneLogin, none at emnify. */
	twins: AUTH0_EMAILS.twins,
	/** Nobody has this email. */
	unknown: 'nobody@example.com',
	/** On the list by mistake: the automation's own administrator, a protected user. */
	protectedOne: USERNAMES.admin,
} as const;

const SUSPENDED_AT_ONELOGIN = 2;
export const GONE = { auth0: 'auth0|5f7c8ec7c33c6c004bbaff01', oneLogin: 60309001, emnify: 176901 };

/** Adds the leaver whose access ended before, with all factors removed. */
export function seedLeavers({ auth0, oneLogin, emnify }: Sandboxes): void {
	const email = LEAVERS.gone;
	auth0.state.addUser({ user_id: GONE.auth0, email, name: 'Gus Gone', blocked: true });
	oneLogin.state.addUser({
		id: GONE.oneLogin,
		username: 'gus.gone',
		email,
		status: SUSPENDED_AT_ONELOGIN,
	});
	oneLogin.state.sessions.delete(GONE.oneLogin);
	emnify.state.addUser({
		id: GONE.emnify,
		username: email,
		name: 'Gus Gone',
		organisation: ORGANISATION,
		status: STATUS.suspended,
	});
}

/** The accounts of the demo's people at each service. */
const ACCOUNTS = {
	auth0: {
		ana: AUTH0_USERS.ana,
		passkey: AUTH0_USERS.ben,
		gone: GONE.auth0,
		twinOne: AUTH0_USERS.twinDatabase,
		twinTwo: AUTH0_USERS.twinGoogle,
	},
	oneLogin: {
		ana: ONELOGIN_USERS.ana,
		passkey: ONELOGIN_USERS.ben,
		gone: GONE.oneLogin,
		twinOne: ONELOGIN_USERS.twinOne,
		twinTwo: ONELOGIN_USERS.twinTwo,
	},
	emnify: {
		ana: EMNIFY_USERS.ana,
		passkey: EMNIFY_USERS.ben,
		gone: GONE.emnify,
		protectedOne: EMNIFY_USERS.admin,
		automation: EMNIFY_USERS.automation,
	},
} as const;

/** Whether an account can be signed in to, and what is left of its factors and access. */
export interface AccountState {
	blocked: boolean;
	/** Ids of its factors or devices, what is no factor included. */
	factors: string[];
	/** Sessions, tokens, remembered browsers or trusted devices. */
	access: number;
}

export type PeopleState = {
	[S in keyof typeof ACCOUNTS]: { [P in keyof (typeof ACCOUNTS)[S]]: AccountState };
};

/** What the services hold now about the demo's people. */
export function stateOfPeople({ auth0, oneLogin, emnify }: Sandboxes): PeopleState {
	return {
		auth0: mapValues(ACCOUNTS.auth0, (id) => {
			const held = auth0.describeUser(id);
			return {
				blocked: held.user?.blocked === true,
				factors: held.methods.map((method) => method.id),
				access:
					held.sessions.length +
					held.refreshTokens.length +
					held.grants.length +
					held.rememberedBrowsers,
			};
		}),
		oneLogin: mapValues(ACCOUNTS.oneLogin, (id) => {
			const held = oneLogin.describeUser(id);
			return {
				blocked: held.user?.status === SUSPENDED_AT_ONELOGIN,
				factors: held.devices.map((device) => String(device.id)),
				access: held.sessions,
			};
		}),
		emnify: mapValues(ACCOUNTS.emnify, (id) => {
			const { user } = emnify.describeUser(id);
			return {
				blocked: user?.status === STATUS.suspended,
				factors: (user?.keys ?? []).map((key) => String(key.id)),
				access: user?.devices.length ?? 0,
			};
		}),
	};
}

function mapValues<K extends string, V, W>(
	object: Readonly<Record<K, V>>,
	change: (value: V) => W,
): Record<K, W> {
	return Object.fromEntries(
		Object.entries<V>(object).map(([key, value]) => [key, change(value)]),
	) as Record<K, W>;
}
