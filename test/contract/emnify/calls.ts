import {
	APPLICATION_TOKENS,
	BEN_FINGERPRINT,
	DEVICES,
	KEYS,
	passwordOf,
	USERNAMES,
	USERS,
} from '../../../sandbox/emnify/seed';
import { sha1 } from '../../../sandbox/emnify/state';

/** Paths below `/api`. */
export interface Call {
	method: string;
	path: string;
	body?: unknown;
}

const user = (id: number | string) => `/v1/user/${id}`;

const credentials = (name: keyof typeof USERS, more: object = {}) => ({
	username: USERNAMES[name],
	password: sha1(passwordOf(name)),
	...more,
});

const signIn = (body: unknown): Call => ({ method: 'POST', path: '/v1/authenticate', body });

/** Sign-ins that give a token, or ask for a code. */
export const SIGN_INS: Call[] = [
	signIn({ application_token: APPLICATION_TOKENS.all.token }),
	signIn(credentials('automation')),
	signIn(credentials('ben')),
	signIn(credentials('ben', { fingerprint: BEN_FINGERPRINT })),
	signIn(credentials('tom')),
];

/** Sign-ins that are refused, with the status they get. */
export const REFUSED_SIGN_INS: Array<Call & { status: number }> = [
	{ status: 401, ...signIn({ application_token: APPLICATION_TOKENS.revoked.token }) },
	{ status: 401, ...signIn({ application_token: APPLICATION_TOKENS.expired.token }) },
	{ status: 401, ...signIn(credentials('suspended')) },
	...[1, 2, 3, 4].map(() => ({
		status: 401,
		...signIn(credentials('cleo', { password: sha1('wrong') })),
	})),
	{ status: 401, ...signIn({ mfa_token: 'a.b.c', code: '123456' }) },
	{ status: 400, ...signIn({}) },
];

/** Reads of all kinds, each of which succeeds on the seeded organisation for an administrator. */
export const READS: Call[] = [
	'/v1/user',
	'/v1/user?page=2&per_page=10&sort=username',
	`/v1/user?q=username:${encodeURIComponent(USERNAMES.ana)},status:1`,
	'/v1/user/status',
	'/v1/user/role',
	'/v1/user/mfa/status',
	'/v1/user/mfa/type',
	...[USERS.ana, USERS.cleo, USERS.pending, 'my'].map(user),
	user(encodeURIComponent(USERNAMES.ana)),
	...[USERS.ana, USERS.cleo, 'my'].map((id) => `${user(id)}/mfa/trusted_device`),
	'/v1/user/mfa/trusted_device',
	...[USERS.ana, USERS.cleo, 'my'].map((id) => `${user(id)}/event?per_page=3`),
	`${user(USERS.ana)}/event?q=type:14|6&sort=-timestamp`,
	`${user(4711)}/event`,
	'/v1/event?per_page=3',
	'/v1/event?q=type:14,from:2026-01-01T00:00:00Z,until:2026-12-31T00:00:00Z',
	'/v1/event/type',
	'/v1/application_token',
].map((path) => ({ method: 'GET', path }));

/** Writes of all kinds, each of which succeeds when they are sent in this order by `automation`. */
export const WRITES: Call[] = [
	{
		method: 'POST',
		path: '/v1/user/mfa',
		body: { type: { id: 0 }, password: sha1(passwordOf('automation')) },
	},
	{ method: 'DELETE', path: `${user(USERS.ana)}/mfa/${KEYS.anaPending}` },
	{ method: 'DELETE', path: `${user(USERS.ana)}/mfa/trusted_device/${DEVICES.anaPhone}` },
	{ method: 'DELETE', path: `${user('my')}/mfa/trusted_device/${DEVICES.automationA}` },
	{ method: 'DELETE', path: `/v1/user/mfa/trusted_device/${DEVICES.automationB}` },
	{ method: 'PATCH', path: user(USERS.ana), body: { status: { id: 2 } } },
	{
		method: 'PATCH',
		path: user(USERS.ana),
		body: { username: USERNAMES.ana, name: 'Ana L.', status: { id: 1 } },
	},
	{ method: 'PUT', path: `${user(USERS.cleo)}/role/3` },
	{ method: 'DELETE', path: `${user(USERS.cleo)}/role/3` },
	{
		method: 'POST',
		path: '/v1/user',
		body: {
			username: 'new@example.com',
			name: 'New',
			organisation: { id: 5253 },
			roles: [{ id: 2 }],
		},
	},
	{
		method: 'POST',
		path: '/v1/application_token',
		body: { description: 'New', ip: '10.0.0.1/32' },
	},
	{
		method: 'PATCH',
		path: `/v1/application_token/${APPLICATION_TOKENS.ana.id}`,
		body: { status: { id: 1 } },
	},
	{ method: 'DELETE', path: `/v2${user(USERS.joana).slice(3)}` },
	{ method: 'DELETE', path: user(USERS.capitals) },
];

/** Requests that the service refuses, with the status it gives. */
export const REFUSED: Array<Call & { status: number }> = [
	{ status: 400, method: 'GET', path: '/v1/user/None/event' },
	{ status: 400, method: 'GET', path: '/v1/event?page=x' },
	{ status: 422, method: 'GET', path: '/v1/event?q=from:2026-01-01T00:00:00Z' },
	{ status: 422, method: 'GET', path: `${user(USERS.ana)}/event?q=nothing:1` },
	{ status: 404, method: 'GET', path: user(4711) },
	{ status: 404, method: 'GET', path: user(USERS.foreign) },
	{ status: 404, method: 'GET', path: `${user(4711)}/mfa/trusted_device` },
	{ status: 404, method: 'DELETE', path: `${user(USERS.ana)}/mfa/4711` },
	{ status: 404, method: 'DELETE', path: `${user(4711)}/mfa/${KEYS.anaActive}` },
	{ status: 404, method: 'DELETE', path: `${user(USERS.ana)}/mfa/trusted_device/4711` },
	{ status: 404, method: 'DELETE', path: user(4711) },
	{ status: 404, method: 'DELETE', path: `${user(USERS.ana)}/role/1` },
	{ status: 404, method: 'PUT', path: `${user(USERS.ana)}/role/99` },
	{ status: 409, method: 'PUT', path: `${user(USERS.ana)}/role/2` },
	{ status: 409, method: 'DELETE', path: `${user(USERS.cleo)}/role/2` },
	{
		status: 404,
		method: 'PATCH',
		path: '/v1/user/mfa/4711',
		body: { status: { id: 1 }, code: '123456' },
	},
	{
		status: 422,
		method: 'POST',
		path: '/v1/user/mfa',
		body: { type: { id: 0 }, password: 'wrong' },
	},
	{ status: 422, method: 'POST', path: '/v1/user/mfa', body: { type: { id: 9 }, password: 'x' } },
	{ status: 422, method: 'PATCH', path: user(USERS.ana), body: { status: { id: 0 } } },
	{ status: 422, method: 'POST', path: '/v1/user', body: { name: 'x' } },
];
