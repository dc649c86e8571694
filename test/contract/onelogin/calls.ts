import type { OneLoginSandbox } from '../../../sandbox/onelogin';
import { ANA_TOTP_SECRET, DEVICES, FACTORS, totpCode, USERS } from '../../../sandbox/onelogin';

/** One request, without the host. */
export interface Call {
	method: string;
	path: string;
	body?: unknown;
}

const { ana, ben, pending, everyKind, locked, unlicensed } = USERS;
const mfa = (user: number) => `/api/2/mfa/users/${user}`;
const user1 = (user: number) => `/api/1/users/${user}`;
const UNKNOWN = 12345;

const get = (path: string): Call => ({ method: 'GET', path });

/** Reads of all kinds, each of which succeeds on the seeded account. */
export const READS: Call[] = [
	get('/auth/rate_limit'),
	get('/api/1/events'),
	get(`/api/1/events?event_type_id=22,24&user_id=${ana}&since=2026-01-01T00:00:00.000Z`),
	get('/api/1/events/123456001'),
	get('/api/1/events/types'),
	get('/api/1/users'),
	get('/api/1/users?email=person*'),
	...Object.values(USERS).map((id) => get(user1(id))),
	get(`${user1(ana)}/roles`),
	...Object.values(USERS).map((id) => get(`${user1(id)}/otp_devices`)),
	get('/api/2/users'),
	get('/api/2/users?limit=10&page=3'),
	get('/api/2/users?email=person*'),
	get(`/api/2/users?cursor=${Buffer.from('limit=5&sort=id&page=2').toString('base64')}`),
	...Object.values(USERS).map((id) => get(`/api/2/users/${id}`)),
	...Object.values(USERS).map((id) => get(`${mfa(id)}/devices`)),
	get(`${mfa(ben)}/factors`),
];

/** Succeed or not by the setting `factorsPath`. */
export const FACTOR_LISTS: Call[] = [
	get(`${user1(ben)}/auth_factors`),
	get(`${user1(ben)}/auth_factor`),
];

/** Changes, in an order in which each of them succeeds; some need what the state holds by then. */
export const WRITES: Array<Call | ((sandbox: OneLoginSandbox) => Call)> = [
	...[FACTORS.sms, FACTORS.voice].map(({ factor_id }, i) => ({
		method: 'POST',
		path: `${user1(ben)}/otp_devices`,
		body: {
			factor_id,
			display_name: 'Phone',
			number: '+14155550100',
			...(i === 1 && { verified: true }),
		},
	})),
	{ method: 'POST', path: `${user1(ana)}/otp_devices/${DEVICES.anaSms}/trigger`, body: {} },
	{
		method: 'POST',
		path: `${user1(ana)}/otp_devices/${DEVICES.anaProtect}/trigger`,
		body: { state_token_expires_in: 300, numeric_sms_otp: true, sms_message: '{{otp_code}}' },
	},
	({ clock }) => ({
		method: 'POST',
		path: `${user1(ana)}/otp_devices/${DEVICES.anaAuthenticator}/verify`,
		body: { otp_token: totpCode(ANA_TOTP_SECRET, clock.now()) },
	}),
	...[{}, { expires_in: 300, reusable: true }].map((body) => ({
		method: 'POST',
		path: `${user1(ana)}/mfa_token`,
		body,
	})),
	{ method: 'POST', path: `${mfa(ana)}/mfa_token`, body: { expires_in: 300 } },
	...[FACTORS.authenticator, FACTORS.protect, FACTORS.email].map(({ factor_id }) => ({
		method: 'POST',
		path: `${mfa(ben)}/registrations`,
		body: { factor_id, display_name: 'Mine' },
	})),
	(sandbox) => get(`${mfa(ben)}/registrations/${last(sandbox).id}`),
	(sandbox) => ({
		method: 'PUT',
		path: `${mfa(ben)}/registrations/${last(sandbox).id}`,
		body: { otp: last(sandbox).code },
	}),
	...[DEVICES.everySms, DEVICES.everyVoice, DEVICES.everyProtect, DEVICES.everyEmail].map(
		(device_id) => ({
			method: 'POST',
			path: `${mfa(everyKind)}/verifications`,
			body: { device_id },
		}),
	),
	(sandbox) => get(`${mfa(everyKind)}/verifications/${last(sandbox).id}`),
	(sandbox) => ({
		method: 'PUT',
		path: `${mfa(everyKind)}/verifications/${last(sandbox).id}`,
		body: { otp: last(sandbox).code },
	}),
	({ clock, state }) => ({
		method: 'POST',
		path: `${mfa(everyKind)}/verifications`,
		body: {
			otp: totpCode(
				state.devices.find(({ id }) => id === DEVICES.everyAuthenticator)?.totpSecret ?? '',
				clock.now(),
			),
			device_id: DEVICES.everyAuthenticator,
		},
	}),
	{ method: 'DELETE', path: `${user1(ana)}/otp_devices/${DEVICES.anaSms}` },
	{ method: 'DELETE', path: `${mfa(ana)}/devices/${DEVICES.anaProtect}` },
	{ method: 'PUT', path: `/api/2/users/${ana}?mappings=sync`, body: { status: 2 } },
	{ method: 'PUT', path: `/api/2/users/${ana}`, body: { status: 1 } },
	{ method: 'PUT', path: user1(ben), body: { firstname: 'Benjamin' } },
	{ method: 'PUT', path: `${user1(ben)}/lock_user`, body: { locked_until: 15 } },
	{ method: 'PUT', path: `${user1(ana)}/logout` },
	{ method: 'PUT', path: `${user1(unlicensed)}/set_state`, body: { state: 1 } },
	{ method: 'PUT', path: `${user1(ana)}/remove_roles`, body: { role_id_array: [77777] } },
	{ method: 'POST', path: `/api/2/users/${locked}/unlock` },
	{ method: 'DELETE', path: user1(pending) },
	{ method: 'DELETE', path: `/api/2/users/${ben}` },
];

/** Requests that the service refuses, with the status it gives. */
export const REFUSED: Array<Call & { status: number }> = [
	{ status: 404, method: 'GET', path: '/api/1/events/1' },
	{ status: 404, method: 'GET', path: user1(UNKNOWN) },
	{ status: 404, method: 'GET', path: `${user1(UNKNOWN)}/otp_devices` },
	{ status: 404, method: 'GET', path: `/api/2/users/${UNKNOWN}` },
	{ status: 404, method: 'GET', path: `${mfa(UNKNOWN)}/devices` },
	{ status: 404, method: 'GET', path: `${mfa(ana)}/verifications/none` },
	{ status: 404, method: 'DELETE', path: `${mfa(ana)}/devices/1` },
	{ status: 400, method: 'GET', path: user1(NaN) },
	{ status: 400, method: 'GET', path: '/api/2/users?first_login=1' },
	{ status: 400, method: 'GET', path: '/api/2/users?cursor=x&limit=1' },
	{ status: 400, method: 'GET', path: '/api/2/users?cursor=x' },
	{ status: 422, method: 'GET', path: '/api/2/users?sort=created_at' },
	{ status: 400, method: 'PUT', path: user1(ana), body: { status: 2 } },
	{ status: 400, method: 'PUT', path: `/api/2/users/${ana}`, body: { user_id: 1 } },
	{ status: 422, method: 'PUT', path: `/api/2/users/${ana}`, body: { status: 99 } },
	{ status: 400, method: 'PUT', path: `${user1(ana)}/set_state`, body: { state: 1 } },
	{ status: 400, method: 'PUT', path: `${user1(ana)}/set_state`, body: { state: 'x' } },
	{ status: 400, method: 'PUT', path: `${user1(ana)}/lock_user`, body: { locked_until: '15' } },
	{ status: 400, method: 'PUT', path: `${user1(ana)}/remove_roles`, body: { role_id_array: [1] } },
	{ status: 422, method: 'POST', path: `/api/2/users/${ana}/unlock` },
	{ status: 400, method: 'POST', path: `${user1(ben)}/otp_devices`, body: { factor_id: 1 } },
	{ status: 400, method: 'DELETE', path: `${user1(ana)}/otp_devices/1` },
	{
		status: 401,
		method: 'POST',
		path: `${user1(ana)}/otp_devices/${DEVICES.anaAuthenticator}/verify`,
		body: { otp_token: '000000' },
	},
	{
		status: 400,
		method: 'POST',
		path: `${user1(ana)}/otp_devices/${DEVICES.anaSms}/verify`,
		body: { otp_token: '000000', state_token: 'gone' },
	},
	{
		status: 403,
		method: 'POST',
		path: `${mfa(ana)}/verifications`,
		body: { otp: '000000', device_id: DEVICES.anaAuthenticator },
	},
	{ status: 422, method: 'POST', path: `${mfa(ana)}/mfa_token`, body: { expires_in: 999999 } },
	{ status: 422, method: 'POST', path: `${mfa(ben)}/registrations`, body: { factor_id: 1 } },
];

function last({ state }: OneLoginSandbox): { id: string; code: string } {
	const challenge = state.challenges.at(-1);
	return { id: challenge?.id ?? 'none', code: challenge?.code ?? '' };
}
