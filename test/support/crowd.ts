import type { Auth0Sandbox } from '../../sandbox/auth0';
import type { EmnifySandbox } from '../../sandbox/emnify';
import { KEY, STATUS } from '../../sandbox/emnify/lookups';
import type { OneLoginSandbox } from '../../sandbox/onelogin';

/** One of many users of a service: what an offboarding is about. */
export interface Account {
	id: string;
	email: string;
}

/** What a service holds of a user, in the terms of a leaver. */
export interface Held {
	/** Cannot sign in any more. */
	blocked: boolean;
	/** Ids of factors. */
	factors: string[];
	/** Sessions, tokens, grants, remembered browsers and trusted devices. */
	access: number;
	/** Entries that are no factors and have to stay, such as the password. */
	kept: string[];
}

/** Many users of one service, each with factors and access. */
export interface Crowd {
	/** Adds `count` users; their emails begin with `name`. */
	add(name: string, count: number): Account[];
	held(id: string): Held;
	/** Like {@link held}, for one answer of it that is asked for all the time. */
	isBlocked(id: string): boolean;
}

/** A leaver for whom nothing is left to do. */
export function isClean({ blocked, factors, access }: Held): boolean {
	return blocked && factors.length === 0 && access === 0;
}

function accounts(
	name: string,
	count: number,
	add: (email: string, index: number) => string,
): Account[] {
	return Array.from({ length: count }, (_, index) => {
		const email = `${name}${String(index + 1).padStart(4, '0')}@crowd.example.com`;
		return { id: add(email, index), email };
	});
}

/** Users with a password, one to four factors, sessions, tokens, a grant and remembered browsers. */
export function auth0Crowd(sandbox: Auth0Sandbox): Crowd {
	const { state } = sandbox;
	return {
		add: (name, count) =>
			accounts(name, count, (email, index) => {
				const { user_id: id } = state.addUser({
					email,
					...(index % 10 === 9 && { multifactor: ['google-authenticator'] }),
				});
				state.addMethod(id, { type: 'password' });
				state.addMethod(id, { type: 'totp', name: 'Authenticator' });
				if (index % 2 === 0) state.addMethod(id, { type: 'phone', phone_number: '+34600000000' });
				if (index % 3 === 0) state.addMethod(id, { type: 'webauthn-roaming', name: 'Key' });
				if (index % 5 === 0) state.addMethod(id, { type: 'passkey' });
				state.addSession(id);
				state.addSession(id);
				state.addRefreshToken(id);
				state.addGrant(id);
				state.rememberedBrowsers.set(id, 1);
				return id;
			}),
		held(id) {
			const user = sandbox.describeUser(id);
			const legacy = user.user?.multifactor ?? [];
			const isKept = (type: string) => type === 'password' || type === 'email-verification';
			return {
				blocked: user.user?.blocked === true,
				factors: [
					...user.methods.filter(({ type }) => !isKept(type)).map((method) => method.id),
					...legacy,
				],
				access:
					user.sessions.length +
					user.refreshTokens.length +
					user.grants.length +
					user.rememberedBrowsers,
				kept: user.methods.filter(({ type }) => isKept(type)).map(({ type }) => type),
			};
		},
		isBlocked: (id) => state.users.get(id)?.blocked === true,
	};
}

const SUSPENDED_AT_ONELOGIN = 2;

/** Users with one or two devices and a session. */
export function oneLoginCrowd(sandbox: OneLoginSandbox): Crowd {
	const { state } = sandbox;
	return {
		add: (name, count) =>
			accounts(name, count, (email, index) => {
				const { id } = state.addUser({ email, username: email });
				state.addDevice(id, { kind: 'authenticator' });
				if (index % 2 === 0) state.addDevice(id, { kind: 'sms', phone: '+34600000000' });
				return String(id);
			}),
		held(id) {
			const { user, devices, sessions } = sandbox.describeUser(Number(id));
			return {
				blocked: user?.status === SUSPENDED_AT_ONELOGIN,
				factors: devices.map((device) => String(device.id)),
				access: sessions,
				kept: [],
			};
		},
		isBlocked: (id) => state.users.get(Number(id))?.status === SUSPENDED_AT_ONELOGIN,
	};
}

/** Users with one or two MFA keys and a trusted device. */
export function emnifyCrowd(sandbox: EmnifySandbox): Crowd {
	const { state } = sandbox;
	return {
		add: (name, count) =>
			accounts(name, count, (email, index) => {
				const { id } = state.addUser({ username: email, name: email });
				state.addKey(id, { status: KEY.active });
				if (index % 2 === 0) state.addKey(id);
				state.addDevice(id, { fingerprint: `device of ${email}` });
				return String(id);
			}),
		held(id) {
			const { user } = sandbox.describeUser(Number(id));
			return {
				blocked: user?.status === STATUS.suspended,
				factors: (user?.keys ?? []).map((key) => String(key.id)),
				access: user?.devices.length ?? 0,
				kept: [],
			};
		},
		isBlocked: (id) => state.users.get(Number(id))?.status === STATUS.suspended,
	};
}
