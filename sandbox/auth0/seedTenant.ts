import { CROWD_SIZE, EMAILS, METHODS, REFRESH_TOKENS, SESSIONS, USERS } from './seed';
import type { Auth0State } from './state';

const CROWD_START = Date.UTC(2024, 0, 1);
const HOUR_MS = 3_600_000;

/** Fills an empty tenant; everything has the same ids after each reset. */
export function seed(state: Auth0State): void {
	seedTenant(state);
	seedAna(state);
	seedFactorStories(state);
	seedIdentityStories(state);
	seedCrowd(state);
	seedLogs(state);
}

function seedTenant(state: Auth0State): void {
	const enabled = new Set(['push-notification', 'sms', 'otp', 'webauthn-roaming', 'recovery-code']);
	state.guardianFactors = [
		'push-notification',
		'sms',
		'email',
		'duo',
		'otp',
		'webauthn-roaming',
		'webauthn-platform',
		'recovery-code',
	].map((name) => ({ name, enabled: enabled.has(name), trial_expired: false }));
	state.guardianPolicies = ['all-applications'];
}

function seedAna(state: Auth0State): void {
	const { ana } = USERS;
	state.addUser({
		user_id: ana,
		email: EMAILS.ana,
		name: 'Ana Martín',
		given_name: 'Ana',
		family_name: 'Martín',
		nickname: 'ana',
		username: 'ana.martin',
		created_at: '2023-01-25T19:00:31.387Z',
		updated_at: '2026-11-20T08:12:44.101Z',
		last_login: '2026-11-20T08:12:44.099Z',
		last_ip: '198.51.100.7',
		logins_count: 412,
		app_metadata: { department: 'Finance' },
		user_metadata: { language: 'es' },
	});
	state.addMethod(ana, {
		id: METHODS.anaPassword,
		type: 'password',
		created_at: '2023-01-25T19:00:31.387Z',
	});
	state.addMethod(ana, {
		id: METHODS.anaTotp,
		type: 'totp',
		name: 'Authenticator',
		totp_secret: 'JBSWY3DPEHPK3PXP',
		created_at: '2023-03-10T16:25:52.099Z',
		enrolled_at: '2023-03-10T16:26:30.000Z',
		last_auth_at: '2026-11-20T08:12:43.870Z',
	});
	state.addMethod(ana, {
		id: METHODS.anaPhone,
		type: 'phone',
		name: 'Work phone',
		phone_number: '+44207183875044',
		preferred_authentication_method: 'sms',
		created_at: '2023-03-10T16:25:52.099Z',
	});
	state.addMethod(ana, {
		id: METHODS.anaSecurityKey,
		type: 'webauthn-roaming',
		name: 'Security key',
		key_id: 'bDFrTnA5dGk0',
		public_key: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE',
		relying_party_identifier: 'mfa-sandbox.eu.auth0.com',
		created_at: '2024-02-02T10:00:00.000Z',
	});
	state.addSession(ana, { id: SESSIONS.anaLaptop });
	state.addSession(ana, { id: SESSIONS.anaPhone });
	state.addRefreshToken(ana, {
		id: REFRESH_TOKENS.anaMobileApp,
		session_id: SESSIONS.anaPhone,
	});
	state.addRefreshToken(ana, {
		id: REFRESH_TOKENS.anaDesktopApp,
		client_id: 'DesktopAppClient0000000000000000',
		rotating: true,
	});
	state.addDeviceCredential(ana);
	state.addGrant(ana);
	state.rememberedBrowsers.set(ana, 2);
}

function seedFactorStories(state: Auth0State): void {
	const { ben, cleo, pending, linked, everyType } = USERS;
	state.addUser({ user_id: ben, email: EMAILS.ben, name: 'Ben Okafor' });
	state.addMethod(ben, {
		id: METHODS.benPasskey,
		type: 'passkey',
		name: 'Ben laptop',
		key_id: 'YmVuLXBhc3NrZXk',
		public_key: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgBEN',
		relying_party_identifier: 'mfa-sandbox.eu.auth0.com',
		credential_device_type: 'multi_device',
		credential_backed_up: true,
		transports: ['internal', 'hybrid'],
	});
	state.addMethod(ben, { id: METHODS.benTotp, type: 'totp', totp_secret: 'KRSXG5CTMVRXEZLU' });
	state.addSession(ben);

	state.addUser({ user_id: cleo, email: EMAILS.cleo, name: 'Cleo Lindqvist' });

	state.addUser({ user_id: pending, email: EMAILS.pending, name: 'Pia Pending' });
	state.addMethod(pending, { id: METHODS.pendingTotp, type: 'totp', confirmed: false });

	state.addUser({ user_id: linked, email: EMAILS.linked, name: 'Lin Ked' });
	const linkId = 'link_LinkedMethods001';
	state.addMethod(linked, { id: METHODS.linkedPush, type: 'push', link_id: linkId });
	state.addMethod(linked, { id: METHODS.linkedTotp, type: 'totp', link_id: linkId });

	state.addUser({ user_id: everyType, email: EMAILS.everyType, name: 'Eve Every' });
	state.addMethod(everyType, { type: 'recovery-code' });
	state.addMethod(everyType, { type: 'totp', name: 'Authenticator' });
	state.addMethod(everyType, {
		id: 'push|dev_EveryTypePush001',
		type: 'push',
		name: 'Guardian',
		authentication_methods: [{ id: 'push|dev_EveryTypePush001', type: 'push' }],
	});
	state.addMethod(everyType, {
		type: 'phone',
		phone_number: '+15550100200',
		preferred_authentication_method: 'voice',
	});
	state.addMethod(everyType, { type: 'email', email: 'chuck334@example.com', name: 'Email' });
	state.addMethod(everyType, { type: 'email-verification', email: EMAILS.everyType });
	state.addMethod(everyType, {
		type: 'webauthn-roaming',
		name: 'Security key',
		key_id: 'ZXZlcnktcm9hbWluZw',
		public_key: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgFFF',
		relying_party_identifier: 'mfa-sandbox.eu.auth0.com',
	});
	state.addMethod(everyType, { type: 'webauthn-platform', name: 'Fingerprint' });
	state.addMethod(everyType, { type: 'guardian' });
	state.addMethod(everyType, { type: 'password' });
	state.recoveryCodes.set(everyType, '32YCGV1JUE9G7MDJ71UTN12W');
}

function seedIdentityStories(state: Auth0State): void {
	const { twinDatabase, twinGoogle, slash, oidc, blocked, capitals, phoneOnly } = USERS;
	state.addUser({ user_id: twinDatabase, email: EMAILS.twins, name: 'Tess Twin' });
	state.addUser({
		user_id: twinGoogle,
		email: EMAILS.twins,
		name: 'Tess Twin',
		connection: 'google-oauth2',
	});
	state.addMethod(twinDatabase, { type: 'totp' });
	state.addMethod(twinGoogle, { type: 'totp' });

	state.addUser({ user_id: slash, email: EMAILS.slash, name: 'Sam Slash' });
	state.addMethod(slash, { type: 'totp' });
	state.addUser({
		user_id: oidc,
		email: EMAILS.oidc,
		name: 'Oda Idc',
		connection: 'corporate-oidc',
	});
	state.addMethod(oidc, { type: 'totp' });

	state.addUser({ user_id: blocked, email: EMAILS.blocked, name: 'Bo Locked', blocked: true });
	state.addUser({
		user_id: capitals,
		email: EMAILS.capitals,
		name: 'Carla Capitals',
		connection: 'corporate-directory',
	});
	state.addUser({ user_id: phoneOnly, phone_number: '+15550100300', connection: 'sms' });
	state.addBruteForceBlock(EMAILS.cleo);
}

function seedCrowd(state: Auth0State): void {
	for (let i = 1; i <= CROWD_SIZE; i++) {
		const number = String(i).padStart(3, '0');
		const createdAt = new Date(CROWD_START + i * HOUR_MS).toISOString();
		const user = state.addUser({
			user_id: `auth0|00000000000000000000${number}0`,
			email: `person${number}@example.com`,
			name: `Person ${number}`,
			username: `person${number}`,
			created_at: createdAt,
			updated_at: createdAt,
			logins_count: i,
		});
		if (i % 3 !== 0) state.addMethod(user.user_id, { type: 'totp', name: 'Authenticator' });
		if (i % 10 === 0) {
			state.addMethod(user.user_id, {
				type: 'phone',
				phone_number: `+1555010${String(1000 + i)}`,
			});
		}
	}
}

function seedLogs(state: Auth0State): void {
	const about = (userId: string, email: string) => ({ user_id: userId, user_name: email });
	state.addLog({
		type: 'gd_enrollment_complete',
		date: '2026-11-19T09:00:00.000Z',
		description: 'Guardian - Enrollment complete (otp)',
		...about(USERS.ana, EMAILS.ana),
		details: { authenticator: { id: METHODS.anaTotp, type: 'totp' } },
	});
	state.addLog({
		type: 'gd_auth_failed',
		date: '2026-11-20T07:59:00.000Z',
		...about(USERS.ben, EMAILS.ben),
	});
	state.addLog({
		type: 's',
		date: '2026-11-20T08:12:44.099Z',
		...about(USERS.ana, EMAILS.ana),
		connection: 'Username-Password-Authentication',
	});
}
