import { EMAILS, METHODS, REFRESH_TOKENS, SESSIONS, USERS } from '../../../sandbox/auth0';

/** One request to the Management API, without host and `/api/v2`. */
export interface Call {
	method: string;
	path: string;
	body?: unknown;
}

const user = (id: string) => `/users/${encodeURIComponent(id)}`;
const method = (userId: string, id: string) =>
	`${user(userId)}/authentication-methods/${encodeURIComponent(id)}`;

export const UNKNOWN_USER = 'auth0|nobody';
const DEVICE = METHODS.anaTotp.split('|')[1] ?? '';

/** Reads of all kinds, each of which succeeds on the seeded tenant. */
export const READS: Call[] = [
	'/users?per_page=3',
	'/users?per_page=3&include_totals=true&sort=email:-1&search_engine=v3&q=email%3Aperson*',
	'/users?per_page=0&include_totals=true',
	`/users-by-email?email=${encodeURIComponent(EMAILS.ana)}`,
	'/users-by-email?email=nobody%40example.com',
	...Object.values(USERS).map(user),
	...Object.values(USERS).map((id) => `${user(id)}/authentication-methods`),
	...Object.values(USERS).map((id) => `${user(id)}/authentication-methods?include_totals=true`),
	method(USERS.ana, METHODS.anaTotp),
	method(USERS.ana, METHODS.anaSecurityKey),
	method(USERS.ben, METHODS.benPasskey),
	`${user(USERS.ana)}/enrollments`,
	`${user(USERS.cleo)}/enrollments`,
	'/guardian/factors',
	'/guardian/policies',
	`/guardian/enrollments/${DEVICE}`,
	`${user(USERS.ana)}/sessions`,
	`${user(USERS.ana)}/sessions?take=1&include_totals=true`,
	`${user(USERS.cleo)}/sessions`,
	`/sessions/${SESSIONS.anaLaptop}`,
	`${user(USERS.ana)}/refresh-tokens?take=1&include_totals=true`,
	`${user(USERS.cleo)}/refresh-tokens`,
	`/refresh-tokens?user_id=${encodeURIComponent(USERS.ana)}`,
	`/refresh-tokens/${REFRESH_TOKENS.anaMobileApp}`,
	'/device-credentials',
	`/device-credentials?user_id=${encodeURIComponent(USERS.ana)}&include_totals=true&type=refresh_token`,
	'/grants',
	`/grants?user_id=${encodeURIComponent(USERS.ana)}&include_totals=true`,
	'/user-blocks?identifier=nobody',
	`/user-blocks/${encodeURIComponent(USERS.cleo)}`,
	'/logs',
	'/logs?include_totals=true&per_page=2&sort=date:-1',
	'/logs?q=type%3Agd_auth_failed',
	'/logs?take=2',
	`${user(USERS.ana)}/logs`,
	`${user(USERS.ana)}/logs?include_totals=true`,
].map((path) => ({ method: 'GET', path }));

/** Writes of all kinds, each of which succeeds when they are sent in this order. */
export const WRITES: Call[] = [
	{ method: 'PATCH', path: user(USERS.ana), body: { blocked: true } },
	{
		method: 'PATCH',
		path: user(USERS.ana),
		body: { nickname: null, user_metadata: { language: 'en' } },
	},
	...[
		{ type: 'email', name: 'Test', email: 'chuck334@example.com' },
		{ type: 'phone', phone_number: '+15550100400', preferred_authentication_method: 'voice' },
		{ type: 'totp', name: 'OTP', totp_secret: 'JBSWY3DPEHPK3PXP' },
		{
			type: 'webauthn-roaming',
			public_key: 'cHVibGlj',
			key_id: 'a2V5',
			relying_party_identifier: 'login.example.com',
		},
		{ type: 'passkey', public_key: 'cHVibGlj', key_id: 'a2V5', credential_backed_up: true },
	].map((body) => ({
		method: 'POST',
		path: `${user(USERS.cleo)}/authentication-methods`,
		body,
	})),
	{
		method: 'PUT',
		path: `${user(USERS.slash)}/authentication-methods`,
		body: [
			{ type: 'email', name: 'MyEmail', email: 'foo@example.com' },
			{ type: 'phone', name: 'MyPhone', phone_number: '+44207183875044' },
			{ type: 'totp', name: 'MyTotp', totp_secret: 'JBSWY3DPEHPK3PXP' },
		],
	},
	{ method: 'PATCH', path: method(USERS.ana, METHODS.anaPhone), body: { name: 'Old phone' } },
	{ method: 'DELETE', path: method(USERS.ana, METHODS.anaPhone) },
	{ method: 'DELETE', path: `${user(USERS.ana)}/authentication-methods` },
	{ method: 'DELETE', path: `${user(USERS.oidc)}/authenticators` },
	{ method: 'DELETE', path: `/guardian/enrollments/${METHODS.benTotp.split('|')[1] ?? ''}` },
	{ method: 'DELETE', path: `${user(USERS.ana)}/multifactor/duo` },
	{ method: 'POST', path: `${user(USERS.ana)}/multifactor/actions/invalidate-remember-browser` },
	{ method: 'POST', path: `${user(USERS.ana)}/recovery-code-regeneration` },
	{
		method: 'POST',
		path: '/guardian/enrollments/ticket',
		body: { user_id: USERS.ana, send_mail: false, factor: 'otp' },
	},
	{ method: 'POST', path: `/sessions/${SESSIONS.anaPhone}/revoke` },
	{ method: 'DELETE', path: `/sessions/${SESSIONS.anaLaptop}` },
	{ method: 'DELETE', path: `/refresh-tokens/${REFRESH_TOKENS.anaDesktopApp}` },
	{ method: 'POST', path: '/refresh-tokens/revoke', body: { user_id: USERS.ana } },
	{
		method: 'POST',
		path: `${user(USERS.ana)}/revoke-access`,
		body: { preserve_refresh_tokens: false },
	},
	{ method: 'DELETE', path: `${user(USERS.ana)}/sessions` },
	{ method: 'DELETE', path: `${user(USERS.ana)}/refresh-tokens` },
	{ method: 'DELETE', path: '/device-credentials/dcr_0000000000000001' },
	{ method: 'DELETE', path: `/grants?user_id=${encodeURIComponent(USERS.ana)}` },
	{ method: 'DELETE', path: '/grants/0123456789abcdef01234567' },
	{
		method: 'POST',
		path: `${user(USERS.ana)}/risk-assessments/clear`,
		body: { connection: 'Username-Password-Authentication', assessors: ['new-device'] },
	},
	{ method: 'DELETE', path: '/user-blocks?identifier=nobody' },
	{ method: 'DELETE', path: `/user-blocks/${encodeURIComponent(USERS.cleo)}` },
	{ method: 'DELETE', path: user(USERS.ana) },
];

/** Requests that the service refuses, with the status it gives. */
export const REFUSED: Array<Call & { status: number }> = [
	{ status: 400, method: 'GET', path: '/users?per_page=101' },
	{ status: 400, method: 'GET', path: '/users?page=20&per_page=50' },
	{ status: 400, method: 'GET', path: '/users?q=email%3A%22open' },
	{ status: 400, method: 'GET', path: '/users-by-email' },
	...malformedIds(),
	{
		status: 400,
		method: 'POST',
		path: `${user(USERS.ana)}/authentication-methods`,
		body: { type: 'totp', totp_secret: 'JBSWY3DPEHPK3PXP', issuer: 'x' },
	},
	{
		status: 400,
		method: 'PATCH',
		path: method(USERS.ana, METHODS.anaPhone),
		body: { phone_number: '+15550100400' },
	},
	{
		status: 400,
		method: 'POST',
		path: '/guardian/enrollments/ticket',
		body: { user_id: USERS.ana, send_email: true },
	},
	...[
		{ client_id: 'x' },
		{ user_id: USERS.ana, audience: 'https://api.example.com/' },
		{ user_id: USERS.ana, ids: ['x'] },
		{ ids: [] },
	].map((body) => ({ status: 400, method: 'POST', path: '/refresh-tokens/revoke', body })),
	{ status: 400, method: 'DELETE', path: '/grants' },
	{ status: 403, method: 'DELETE', path: `${user(USERS.ben)}/authentication-methods` },
	{ status: 403, method: 'PUT', path: `${user(USERS.ben)}/authentication-methods`, body: [] },
	...unknownThings(),
	{
		status: 409,
		method: 'POST',
		path: `${user(USERS.ana)}/authentication-methods`,
		body: { type: 'totp', totp_secret: 'JBSWY3DPEHPK3PXP' },
	},
];

function malformedIds(): Array<Call & { status: number }> {
	const paths = ['', '/authentication-methods', '/enrollments', '/sessions', '/refresh-tokens'];
	return paths.map((rest) => ({ status: 400, method: 'GET', path: `/users/some_account${rest}` }));
}

function unknownThings(): Array<Call & { status: number }> {
	const reads = [
		user(UNKNOWN_USER),
		`${user(UNKNOWN_USER)}/authentication-methods`,
		method(USERS.ana, 'totp|dev_0000000000000000'),
		`${user(UNKNOWN_USER)}/enrollments`,
		`${user(UNKNOWN_USER)}/sessions`,
		`${user(UNKNOWN_USER)}/refresh-tokens`,
		'/sessions/unknown',
		'/refresh-tokens/unknown',
		'/guardian/enrollments/dev_0000000000000000',
		'/logs/90000000000000',
		`/user-blocks/${encodeURIComponent(UNKNOWN_USER)}`,
	].map((path) => ({ status: 404, method: 'GET', path }));
	return [
		...reads,
		{ status: 404, method: 'PATCH', path: user(UNKNOWN_USER), body: { blocked: true } },
		{
			status: 404,
			method: 'PUT',
			path: `${user(UNKNOWN_USER)}/authentication-methods`,
			body: [],
		},
		{ status: 404, method: 'DELETE', path: method(USERS.ana, 'totp|dev_0000000000000000') },
		{ status: 404, method: 'DELETE', path: '/guardian/enrollments/dev_0000000000000000' },
		{ status: 404, method: 'DELETE', path: `${user(UNKNOWN_USER)}/sessions` },
		{
			status: 404,
			method: 'POST',
			path: '/guardian/enrollments/ticket',
			body: { user_id: UNKNOWN_USER },
		},
	];
}
