import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { OneLoginSandbox } from '../../../sandbox/onelogin';
import { DEVICES, FACTORS, USERS } from '../../../sandbox/onelogin/seed';
import { byId } from './setup';

const ANA = String(USERS.ana);
const BEN = String(USERS.ben);
const EVERY = String(USERS.everyKind);
const V1 = `/api/1/users/${ANA}`;
const V2 = `/api/2/mfa/users/${ANA}`;

/** Parameters that are known only when the case runs. */
export type Prepared = Record<string, string>;

export interface Case {
	/** What the case is about, where an operation has several. */
	about?: string;
	parameters: INodeParameters;
	/** Brings the sandbox into the state that the case needs; more parameters may come of it. */
	prepare?: (sandbox: OneLoginSandbox) => Prepared;
	/** Every request, in order; a function where an id is made up on the way. */
	calls: string[] | ((prepared: Prepared) => string[]);
	/** Body of the last changing request. */
	body?: Record<string, unknown> | ((prepared: Prepared) => Record<string, unknown>);
	/** Each row has at least this. */
	rows: IDataObject[];
}

const app = (sandbox: OneLoginSandbox): string => {
	const device = sandbox.state.devices.find(({ id }) => id === DEVICES.anaAuthenticator);
	if (!device) throw new Error('No authenticator');
	return sandbox.state.totpNow(device);
};

const deviceWith = (sandbox: OneLoginSandbox, id: number) => {
	const device = sandbox.state.devices.find((one) => one.id === id);
	if (!device) throw new Error(`No device ${id}`);
	return device;
};

/** Cases of every operation: what goes out, exactly, and what comes back. */
export const CASES: Record<string, Record<string, Case[]>> = {
	device: {
		activate: [
			{
				about: 'version 1',
				parameters: {
					userId: byId(ANA),
					deviceId: byId(DEVICES.anaSms),
					additionalFields: {
						expiresIn: 300,
						numericSms: true,
						message: 'Code {{otp_code}} until {{expiration}}',
					},
				},
				calls: [`POST ${V1}/otp_devices/525509/trigger`],
				body: {
					state_token_expires_in: 300,
					numeric_sms_otp: true,
					sms_message: 'Code {{otp_code}} until {{expiration}}',
				},
				rows: [
					{
						user_id: ANA,
						device_id: '525509',
						state_token: expect.stringMatching(/^[0-9a-f]{40}$/) as string,
						auth_factor_name: 'OneLogin SMS',
						message: 'SMS token sent to your mobile device. Authentication pending.',
					},
				],
			},
			{
				about: 'version 1 without fields',
				parameters: { userId: byId(ANA), deviceId: byId(DEVICES.anaProtect) },
				calls: [`POST ${V1}/otp_devices/526532/trigger`],
				rows: [{ user_id: ANA, device_id: '526532' }],
			},
			{
				about: 'version 2',
				parameters: {
					apiVersion: 2,
					userId: byId(ANA),
					deviceId: byId(DEVICES.anaSms),
					additionalFields: {
						displayName: 'Phone',
						expiresIn: 200,
						message: 'Code {{otp_code}}',
						redirectTo: 'https://example.com/done',
					},
				},
				calls: [`POST ${V2}/verifications`],
				body: {
					device_id: DEVICES.anaSms,
					display_name: 'Phone',
					expires_in: 200,
					custom_message: 'Code {{otp_code}}',
					redirect_to: 'https://example.com/done',
				},
				rows: [
					{
						user_id: ANA,
						device_id: '525509',
						verification_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
					},
				],
			},
		],
		challenge: [
			{
				about: 'a code, version 1',
				parameters: {
					userId: byId(ANA),
					deviceId: byId(DEVICES.anaAuthenticator),
					answer: 'code',
				},
				prepare: (sandbox) => ({ code: app(sandbox) }),
				calls: [`GET ${V1}/otp_devices`, `POST ${V1}/otp_devices/525510/verify`],
				body: ({ code }) => ({ otp_token: code }),
				rows: [{ userId: ANA, deviceId: '525510', result: 'accepted', accepted: true }],
			},
			{
				about: 'a code, version 2',
				parameters: {
					apiVersion: 2,
					userId: byId(ANA),
					deviceId: byId(DEVICES.anaAuthenticator),
					answer: 'code',
				},
				prepare: (sandbox) => ({ code: app(sandbox) }),
				calls: [`GET ${V2}/devices`, `POST ${V2}/verifications`],
				body: ({ code }) => ({ otp: code, device_id: DEVICES.anaAuthenticator }),
				rows: [{ result: 'accepted', accepted: true }],
			},
		],
		enroll: [
			{
				about: 'version 1',
				parameters: {
					userId: byId(BEN),
					factorId: byId(FACTORS.sms.factor_id),
					displayName: 'Work phone',
					number: '+14155550199',
				},
				calls: [`POST /api/1/users/${BEN}/otp_devices`],
				body: { factor_id: 16282, display_name: 'Work phone', number: '+14155550199' },
				rows: [
					{
						user_id: BEN,
						active: false,
						needs_trigger: true,
						state_token: expect.any(String) as string,
					},
				],
			},
			{
				about: 'version 1, verified already',
				parameters: {
					userId: byId(BEN),
					factorId: byId(FACTORS.voice.factor_id),
					displayName: 'Desk',
					number: '+14155550199',
					verified: true,
				},
				calls: [`POST /api/1/users/${BEN}/otp_devices`],
				body: {
					factor_id: 24567,
					display_name: 'Desk',
					number: '+14155550199',
					verified: true,
				},
				rows: [{ user_id: BEN, active: true, auth_factor_name: 'OneLogin Voice' }],
			},
			{
				about: 'version 2',
				parameters: {
					apiVersion: 2,
					userId: byId(BEN),
					factorId: byId(FACTORS.sms.factor_id),
					displayName: 'Work phone',
					verified: true,
					additionalFields: {
						expiresIn: 600,
						redirectTo: 'https://example.com/done',
						customMessage: 'Code {{otp_code}}',
					},
				},
				calls: [`POST /api/2/mfa/users/${BEN}/registrations`],
				body: {
					factor_id: 16282,
					display_name: 'Work phone',
					expires_in: 600,
					verified: true,
					redirect_to: 'https://example.com/done',
					custom_message: 'Code {{otp_code}}',
				},
				rows: [{ user_id: BEN, status: 'accepted', device_id: expect.any(String) as string }],
			},
		],
		getAll: [
			{
				about: 'version 1',
				parameters: { userId: byId(USERS.pending), returnAll: true },
				calls: [`GET /api/1/users/${USERS.pending}/otp_devices`],
				rows: [
					{
						user_id: String(USERS.pending),
						device_id: '525511',
						active: false,
						needs_trigger: true,
						phone_number: '+1xxxxxxxxxx',
					},
				],
			},
			{
				about: 'version 2',
				parameters: { apiVersion: 2, userId: byId(ANA), limit: 2 },
				calls: [`GET ${V2}/devices`],
				rows: [
					{ user_id: ANA, device_id: '525509', auth_factor_name: 'SMS', default: true },
					{ user_id: ANA, device_id: '526532', auth_factor_name: 'OneLogin' },
				],
			},
		],
		remove: [
			{
				about: 'version 1',
				parameters: { userId: byId(ANA), deviceId: byId(DEVICES.anaSms) },
				calls: [`DELETE ${V1}/otp_devices/525509`],
				rows: [{ deleted: true, userId: ANA, deviceId: '525509' }],
			},
			{
				about: 'version 2',
				parameters: { apiVersion: 2, userId: byId(ANA), deviceId: byId(DEVICES.anaSms) },
				calls: [`DELETE ${V2}/devices/525509`],
				rows: [{ deleted: true, userId: ANA, deviceId: '525509' }],
			},
			{
				about: 'version 2, a temporary token',
				parameters: {
					apiVersion: 2,
					userId: byId(ANA),
					deviceId: byId(`user_temp_otp_${ANA}`),
				},
				calls: [`DELETE ${V2}/devices/user_temp_otp_${ANA}`],
				rows: [{ deleted: true, deviceId: `user_temp_otp_${ANA}` }],
			},
		],
		removeAll: [
			{
				parameters: { userId: byId(ANA) },
				calls: [
					`GET ${V1}/otp_devices`,
					`GET ${V2}/devices`,
					`DELETE ${V1}/otp_devices/525509`,
					`DELETE ${V1}/otp_devices/526532`,
					`DELETE ${V1}/otp_devices/525510`,
					`GET ${V2}/devices`,
					`GET ${V1}/otp_devices`,
					`GET ${V2}/devices`,
				],
				rows: [
					{
						removed: true,
						summary: 'All API-visible devices removed',
						userId: ANA,
						removedCount: 3,
					},
				],
			},
		],
		verify: [
			{
				about: 'a code, version 1',
				parameters: { userId: byId(ANA), deviceId: byId(DEVICES.anaAuthenticator) },
				prepare: (sandbox) => ({ code: app(sandbox) }),
				calls: [`POST ${V1}/otp_devices/525510/verify`],
				body: ({ code }) => ({ otp_token: code }),
				rows: [{ userId: ANA, deviceId: '525510', outcome: 'accepted', accepted: true }],
			},
			{
				about: 'an SMS code with its state token, version 1',
				parameters: { userId: byId(USERS.pending), deviceId: byId(DEVICES.pendingSms) },
				prepare: ({ state }) => {
					const device = state.devices.find(({ id }) => id === DEVICES.pendingSms);
					if (!device) throw new Error('No device');
					const { id, code } = state.challenge(device, { seconds: 120, purpose: 'trigger' });
					return { code: code ?? '', stateToken: id };
				},
				calls: [`POST /api/1/users/${USERS.pending}/otp_devices/525511/verify`],
				body: ({ code, stateToken }) => ({ otp_token: code, state_token: stateToken }),
				rows: [{ outcome: 'accepted', accepted: true }],
			},
			{
				about: 'a temporary token, version 1',
				parameters: { userId: byId(BEN), target: 'temporaryToken' },
				prepare: ({ state }) => ({
					code: state.addTemporaryToken(USERS.ben, 600, false).token,
				}),
				calls: [`POST /api/1/users/${BEN}/otp_devices/0/verify`],
				body: ({ code }) => ({ otp_token: code }),
				rows: [{ userId: BEN, deviceId: '0', outcome: 'accepted' }],
			},
			{
				about: 'version 2',
				parameters: {
					apiVersion: 2,
					userId: byId(ANA),
					deviceId: byId(DEVICES.anaAuthenticator),
				},
				prepare: (sandbox) => ({ code: app(sandbox) }),
				calls: [`POST ${V2}/verifications`],
				body: ({ code }) => ({ otp: code, device_id: DEVICES.anaAuthenticator }),
				rows: [{ outcome: 'accepted', accepted: true }],
			},
		],
	},
	event: {
		getAll: [
			{
				about: 'of one user',
				parameters: {
					eventsOf: 'user',
					userId: byId(ANA),
					limit: 1,
					filters: {
						types: ['22', '24'],
						otherTypes: '5, 22',
						since: '2026-01-01T00:00:00Z',
						until: '2026-12-31T23:59:59.500+01:00',
						sort: '-created_at',
					},
				},
				calls: [
					`GET /api/1/events?event_type_id=22%2C24%2C5&since=2026-01-01T00%3A00%3A00.000Z&until=2026-12-31T22%3A59%3A59.500Z&sort=-created_at&user_id=${ANA}&limit=1`,
				],
				rows: [
					{
						event_type_id: 22,
						event_type_name: 'USER_ADDED_OTP_DEVICE',
						user_id: ANA,
						otp_device_id: '525509',
					},
				],
			},
		],
	},
	factor: {
		getAvailable: [
			{
				about: 'version 1',
				parameters: { userId: byId(BEN) },
				calls: [`GET /api/1/users/${BEN}/auth_factors`],
				rows: [
					{ factor_id: '16282', name: 'OneLogin SMS' },
					{ factor_id: '24567', name: 'OneLogin Voice' },
				],
			},
			{
				about: 'version 2',
				parameters: { apiVersion: 2, userId: byId(EVERY) },
				prepare: ({ state }) => {
					state.devices = state.devices.filter(({ id }) => id !== DEVICES.everyAuthenticator);
					return {};
				},
				calls: [`GET /api/2/mfa/users/${EVERY}/factors`],
				rows: [
					{
						factor_id: '58957',
						name: 'Authenticator',
						auth_factor_name: 'Google Authenticator',
					},
				],
			},
		],
	},
	mfaToken: {
		generate: [
			{
				about: 'version 1, as it stands',
				parameters: { userId: byId(ANA) },
				calls: [`POST ${V1}/mfa_token`],
				body: { expires_in: 600, reusable: false },
				rows: [
					{
						user_id: ANA,
						mfa_token: expect.stringMatching(/^[0-9]{8}$/) as string,
						reusable: false,
					},
				],
			},
			{
				about: 'version 2, reusable',
				parameters: { apiVersion: 2, userId: byId(ANA), expiresIn: 259200, reusable: true },
				calls: [`POST ${V2}/mfa_token`],
				body: { expires_in: 259200, reusable: true },
				rows: [{ user_id: ANA, device_id: `user_temp_otp_${ANA}`, reusable: true }],
			},
		],
	},
	rateLimit: {
		get: [
			{
				parameters: {},
				calls: ['GET /auth/rate_limit'],
				rows: [{ limit: 5000, remaining: 4998, resetSeconds: expect.any(Number) as number }],
			},
		],
	},
	registration: {
		create: [
			{
				parameters: {
					userId: byId(BEN),
					factorId: byId(FACTORS.authenticator.factor_id),
					displayName: 'App',
				},
				calls: [`POST /api/2/mfa/users/${BEN}/registrations`],
				body: { factor_id: 58957, display_name: 'App' },
				rows: [
					{
						user_id: BEN,
						status: 'pending',
						registration_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
						factor_data: { totp_url: expect.stringMatching(/^otpauth:/) as string },
					},
				],
			},
		],
		get: [
			{
				parameters: { userId: byId(BEN) },
				prepare: (sandbox) => ({ registrationId: registered(sandbox).id }),
				calls: ({ registrationId }) => [
					`GET /api/2/mfa/users/${BEN}/registrations/${registrationId}`,
				],
				rows: [{ user_id: BEN, status: 'pending' }],
			},
		],
		verify: [
			{
				parameters: { userId: byId(BEN) },
				prepare: (sandbox) => {
					const { id, device } = registered(sandbox);
					return { registrationId: id, code: sandbox.state.totpNow(device) };
				},
				calls: ({ registrationId }) => [
					`PUT /api/2/mfa/users/${BEN}/registrations/${registrationId}`,
				],
				body: ({ code }) => ({ otp: code }),
				rows: [
					{
						userId: BEN,
						outcome: 'accepted',
						accepted: true,
						status: 'accepted',
						deviceId: expect.stringMatching(/^[0-9]+$/) as string,
					},
				],
			},
		],
	},
	user: {
		auditMfa: [
			{
				parameters: { userId: byId(ANA) },
				calls: [`GET /api/2/users/${ANA}`, `GET ${V1}/otp_devices`, `GET ${V2}/devices`],
				rows: [{ hasActiveMfa: true, visibility: 'partial' }],
			},
		],
		offboard: [
			{
				about: 'previews',
				parameters: { userId: byId(ANA) },
				calls: [`GET /api/2/users/${ANA}`, `GET ${V2}/devices`, `GET ${V1}/otp_devices`],
				rows: [{ mode: 'preview', outcome: 'previewed' }],
			},
		],
		resetMfa: [
			{
				about: 'previews',
				parameters: { userId: byId(ANA) },
				calls: [`GET /api/2/users/${ANA}`, `GET ${V1}/otp_devices`, `GET ${V2}/devices`],
				rows: [{ mode: 'preview', outcome: 'previewed' }],
			},
		],
		get: [
			{
				about: 'simplified',
				parameters: { userId: byId(ANA) },
				calls: [`GET /api/2/users/${ANA}`],
				rows: [{ id: ANA, email: 'ana@example.com', statusName: 'Active', stateName: 'Approved' }],
			},
			{
				about: 'whole',
				parameters: { userId: byId(ANA), simplify: false },
				calls: [`GET /api/2/users/${ANA}`],
				rows: [{ id: ANA, role_ids: [77777, 111111], custom_attributes: { costcenter: null } }],
			},
		],
		getAll: [
			{
				about: 'with every filter',
				parameters: {
					limit: 5,
					filters: {
						email: '*+x@example.com',
						username: 'a*',
						firstname: 'A',
						lastname: 'B',
						samaccountname: 'c',
						externalId: 'd',
						directoryId: '7',
						groupId: '8',
						appId: '9',
						userIds: '1,2',
						createdSince: '2026-01-01T00:00:00Z',
						createdUntil: '2026-01-02T00:00:00Z',
						updatedSince: '2026-01-03T00:00:00Z',
						updatedUntil: '2026-01-04T00:00:00Z',
						lastLoginSince: '2026-01-05T00:00:00Z',
						lastLoginUntil: '2026-01-06T00:00:00Z',
					},
				},
				calls: [
					'GET /api/2/users?app_id=9&created_since=2026-01-01T00%3A00%3A00.000Z&created_until=2026-01-02T00%3A00%3A00.000Z&directory_id=7&email=*%2Bx%40example.com&external_id=d&firstname=A&group_id=8&last_login_since=2026-01-05T00%3A00%3A00.000Z&last_login_until=2026-01-06T00%3A00%3A00.000Z&lastname=B&samaccountname=c&updated_since=2026-01-03T00%3A00%3A00.000Z&updated_until=2026-01-04T00%3A00%3A00.000Z&user_ids=1%2C2&username=a*&limit=5&page=1',
				],
				rows: [],
			},
			{
				about: 'some',
				parameters: { limit: 2, filters: { email: 'person00*@example.com' } },
				calls: ['GET /api/2/users?email=person00*%40example.com&limit=2&page=1'],
				rows: [{ username: 'person001' }, { username: 'person002' }],
			},
		],
		lock: [
			{
				parameters: { userId: byId(ANA), minutes: 15 },
				calls: [`PUT ${V1}/lock_user`],
				body: { locked_until: 15 },
				rows: [{ locked: true, userId: ANA, minutes: 15 }],
			},
		],
		logOut: [
			{
				parameters: { userId: byId(ANA) },
				calls: [`PUT ${V1}/logout`],
				rows: [{ loggedOut: true, userId: ANA }],
			},
		],
		reactivate: [
			{
				parameters: { userId: byId(USERS.suspended) },
				calls: [`PUT /api/2/users/${USERS.suspended}`, `GET /api/2/users/${USERS.suspended}`],
				body: { status: 1 },
				rows: [{ userId: String(USERS.suspended), status: 1, statusName: 'Active' }],
			},
		],
		setState: [
			{
				parameters: { userId: byId(USERS.unlicensed), state: 1 },
				calls: [`PUT /api/1/users/${USERS.unlicensed}/set_state`],
				body: { state: 1 },
				rows: [{ state: 1, stateName: 'Approved', changed: true }],
			},
			{
				about: 'already so',
				parameters: { userId: byId(USERS.unlicensed), state: 3 },
				calls: [`PUT /api/1/users/${USERS.unlicensed}/set_state`],
				body: { state: 3 },
				rows: [{ state: 3, stateName: 'Unlicensed', changed: false }],
			},
		],
		suspend: [
			{
				parameters: {
					userId: byId(ANA),
					additionalFields: { mappings: 'sync', validatePolicy: false },
				},
				calls: [
					`PUT /api/2/users/${ANA}?mappings=sync&validate_policy=false`,
					`GET /api/2/users/${ANA}`,
				],
				body: { status: 2 },
				rows: [{ userId: ANA, status: 2, statusName: 'Suspended', email: 'ana@example.com' }],
			},
		],
		unlock: [
			{
				parameters: { userId: byId(USERS.locked) },
				calls: [`POST /api/2/users/${USERS.locked}/unlock`],
				rows: [{ unlocked: true, userId: String(USERS.locked) }],
			},
		],
	},
	verification: {
		create: [
			{
				parameters: { userId: byId(ANA), deviceId: byId(DEVICES.anaProtect) },
				calls: [`POST ${V2}/verifications`],
				body: { device_id: DEVICES.anaProtect },
				rows: [{ user_id: ANA, device_id: '526532' }],
			},
		],
		get: [
			{
				parameters: { userId: byId(ANA) },
				prepare: (sandbox) => ({ verificationId: asked(sandbox, DEVICES.anaProtect).id }),
				calls: ({ verificationId }) => [`GET ${V2}/verifications/${verificationId}`],
				rows: [{ user_id: ANA, device_id: '526532', status: 'pending' }],
			},
		],
		verify: [
			{
				about: 'an SMS code',
				parameters: { userId: byId(ANA) },
				prepare: (sandbox) => {
					const { id, code } = asked(sandbox, DEVICES.anaSms);
					return { verificationId: id, code: code ?? '' };
				},
				calls: ({ verificationId }) => [`PUT ${V2}/verifications/${verificationId}`],
				body: ({ code }) => ({ otp: code }),
				rows: [{ userId: ANA, outcome: 'accepted', accepted: true }],
			},
			{
				about: 'a code of an app',
				parameters: { userId: byId(ANA), authenticatorDeviceId: '525510' },
				prepare: (sandbox) => ({
					verificationId: asked(sandbox, DEVICES.anaAuthenticator).id,
					code: app(sandbox),
				}),
				calls: ({ verificationId }) => [`PUT ${V2}/verifications/${verificationId}`],
				body: ({ code }) => ({ otp: code, device_id: DEVICES.anaAuthenticator }),
				rows: [{ outcome: 'accepted' }],
			},
		],
	},
};

function asked(sandbox: OneLoginSandbox, deviceId: number) {
	const device = deviceWith(sandbox, deviceId);
	return sandbox.state.challenge(device, { seconds: 120, purpose: 'verification' });
}

function registered(sandbox: OneLoginSandbox) {
	const device = sandbox.state.addDevice(USERS.ben, { kind: 'authenticator', active: false });
	const { id } = sandbox.state.challenge(device, { seconds: 120, purpose: 'registration' });
	return { id, device };
}
