import type { FastifyInstance } from 'fastify';

import { fieldsOf, MAY, user1, type ApiContext, type UserPath } from '../api';
import { refuse1, success1 } from '../errors';
import { EVENT } from '../events';
import { FACTS } from '../factors';
import type { Challenge, Device, User } from '../model';

type DevicePath = UserPath & { deviceId: string };

const USUAL_LIFE = 120;
const LONGEST_LIFE = 900;
const LONGEST_TOKEN = 259_200;

/** OneLogin API v1, factors and devices of a user. */
export function mfaRoutes1(api: FastifyInstance, context: ApiContext): void {
	factorRoutes(api, context);
	deviceRoutes(api, context);
	triggerRoute(api, context);
	verifyRoute(api, context);
	tokenRoute(api, context);
}

function factorRoutes(api: FastifyInstance, context: ApiContext): void {
	const { state } = context;
	for (const path of ['auth_factors', 'auth_factor'] as const) {
		api.get<{ Params: UserPath }>(
			`/users/:userId/${path}`,
			{ config: MAY.readUsers },
			async (request) => {
				if (path !== context.settings.factorsPath) throw refuse1(404, 'No Route Exists');
				const user = user1(context, request.params);
				const enrolled = new Set(state.devicesOf(user.id).map(({ kind }) => kind));
				const free = state.factors.filter(({ kind }) => FACTS[kind].enroll1 && !enrolled.has(kind));
				return {
					...success1(),
					data: { auth_factors: free.map(({ name, factor_id }) => ({ name, factor_id })) },
				};
			},
		);
	}
}

function deviceRoutes(api: FastifyInstance, context: ApiContext): void {
	const { state } = context;
	const path = '/users/:userId/otp_devices';

	api.get<{ Params: UserPath }>(path, { config: MAY.readUsers }, async (request) => {
		const user = user1(context, request.params);
		const devices = state.shownDevices(user.id, context.settings.removalLagMs);
		state.event(EVENT.devicesListed, user.id);
		return { ...success1(), ...listData(devices, context) };
	});

	api.post<{ Params: UserPath }>(path, { config: MAY.manageUsers }, async (request) => {
		const user = user1(context, request.params);
		const { factor_id: factorId, display_name: label, number, verified } = fieldsOf(request);
		const factor = state.factors.find(({ factor_id }) => factor_id === factorId);
		if (!factor || !FACTS[factor.kind].enroll1) throw refuse1(400, 'Factor could not be found');
		if (typeof label !== 'string') throw refuse1(400, 'display_name is missing');
		if (typeof number !== 'string') throw refuse1(400, 'number is missing');
		const device = state.addDevice(user.id, {
			kind: factor.kind,
			label,
			phone: number,
			active: verified === true,
		});
		state.event(EVENT.deviceAdded, user.id, device);
		const challenge = device.active
			? undefined
			: state.challenge(device, { seconds: USUAL_LIFE, purpose: 'trigger' });
		const token = challenge ? { state_token: challenge.id } : {};
		return { ...success1(), data: [{ ...view(device), ...token }] };
	});

	api.delete<{ Params: DevicePath }>(
		`${path}/:deviceId`,
		{ config: MAY.manageUsers },
		async (request) => {
			state.removeDevice(deviceOf(context, request.params));
			return {};
		},
	);
}

/** `data` of a device list; the shape without devices is not documented. */
function listData(devices: readonly Device[], { settings }: ApiContext): Record<string, unknown> {
	if (devices.length === 0 && settings.emptyDevices !== 'list') {
		return { data: settings.emptyDevices === 'nested' ? [[]] : {} };
	}
	const rows = devices.flatMap((device) => {
		const row = view(device);
		const hasPushAndCode = FACTS[device.kind].sends === 'push';
		return hasPushAndCode && settings.listPushTwice
			? [row, { ...row, needs_trigger: false }]
			: [row];
	});
	return { data: { otp_devices: rows } };
}

function triggerRoute(api: FastifyInstance, context: ApiContext): void {
	const { state, settings } = context;
	api.post<{ Params: DevicePath }>(
		'/users/:userId/otp_devices/:deviceId/trigger',
		{ config: MAY.manageUsers },
		async (request) => {
			const device = deviceOf(context, request.params);
			const fields = fieldsOf(request);
			const seconds = fields.state_token_expires_in ?? USUAL_LIFE;
			if (typeof seconds !== 'number' || seconds < 1 || seconds > LONGEST_LIFE) {
				throw refuse1(400, 'state_token_expires_in is invalid');
			}
			const challenge = state.challenge(device, {
				seconds,
				purpose: 'trigger',
				numericSms: fields.numeric_sms_otp === true,
				...(typeof fields.sms_message === 'string' && { template: fields.sms_message }),
			});
			state.event(EVENT.triggered, device.userId, device);
			const row = view(device);
			const answer = {
				active: device.active,
				state_token: challenge.id,
				state_token_expires_at: state.clock.iso(challenge.expiresAt).replace(/\.\d+Z$/, 'Z'),
				auth_factor_name: row.auth_factor_name,
				type_display_name: row.type_display_name,
				user_display_name: row.user_display_name,
			};
			const message =
				FACTS[device.kind].sends === 'sms'
					? 'SMS token sent to your mobile device. Authentication pending.'
					: 'Push notification sent. Authentication pending.';
			return {
				...success1(message),
				data:
					settings.triggerAnswer === 'array'
						? [{ id: device.userId, device_id: device.id, ...answer }]
						: { otp_devices: [{ id: device.id, ...answer }] },
			};
		},
	);
}

function verifyRoute(api: FastifyInstance, context: ApiContext): void {
	const { state, settings } = context;
	api.post<{ Params: DevicePath }>(
		'/users/:userId/otp_devices/:deviceId/verify',
		{ config: MAY.manageUsers },
		async (request, reply) => {
			const user = verifiedUser(context, request.params);
			const { otp_token: code, state_token: token } = fieldsOf(request);
			const typed = typeof code === 'string' ? code : undefined;
			if (request.params.deviceId === '0') {
				if (!state.takeTemporaryToken(user.id, typed ?? '')) throw wrongCode(context, user);
				state.event(EVENT.verified, user.id);
				return success1();
			}
			const device = deviceOf(context, request.params);
			const challenge =
				typeof token === 'string' ? state.findChallenge('trigger', token, user.id) : undefined;
			if (typeof token === 'string' && (!challenge || state.isExpired(challenge))) {
				throw refuse1(400, 'The state token has expired');
			}
			const result = resultOf(context, device, challenge, typed);
			if (result === 'pending') {
				const { pendingPush } = settings;
				const status = {
					error: pendingPush === 401,
					code: pendingPush,
					type: pendingPush === 401 ? 'Unauthorized' : 'pending',
					message: 'Authentication pending on OL Protect',
				};
				return await reply.code(pendingPush).send({ status });
			}
			if (result === 'rejected') throw wrongCode(context, user, device);
			device.active = true;
			state.event(EVENT.verified, user.id, device);
			return success1();
		},
	);
}

function verifiedUser(context: ApiContext, path: UserPath): User {
	const user = context.state.users.get(Number(path.userId));
	if (!user) throw refuse1(400, 'User does not exist');
	return user;
}

function wrongCode({ state, settings }: ApiContext, user: User, device?: Device) {
	state.event(EVENT.verifyFailed, user.id, device);
	return refuse1(401, settings.wrongCode);
}

/** A code is compared or calculated; without one it is asked how the person answered. */
function resultOf(
	{ state }: ApiContext,
	device: Device,
	challenge: Challenge | undefined,
	code: string | undefined,
): Challenge['answer'] {
	if (code === undefined) return challenge?.answer ?? 'rejected';
	if (challenge?.code !== undefined && challenge.answer === 'pending') {
		if (challenge.code === code) challenge.answer = 'accepted';
		return challenge.answer === 'accepted' ? 'accepted' : 'rejected';
	}
	if (device.kind === 'yubikey')
		return /^[cbdefghijklnrtuv]{44}$/.test(code) ? 'accepted' : 'rejected';
	return state.takeTotp(device, code) ? 'accepted' : 'rejected';
}

function tokenRoute(api: FastifyInstance, context: ApiContext): void {
	const { state, settings } = context;
	api.post<{ Params: UserPath }>(
		'/users/:userId/mfa_token',
		{ config: MAY.manageUsers },
		async (request) => {
			const user = user1(context, request.params);
			const { expires_in: seconds = LONGEST_TOKEN, reusable } = fieldsOf(request);
			if (!Number.isInteger(seconds) || Number(seconds) < 1 || Number(seconds) > LONGEST_TOKEN) {
				throw refuse1(400, 'expires_in is invalid');
			}
			const made = state.addTemporaryToken(user.id, Number(seconds), reusable === true);
			return {
				mfa_token: made.token,
				[settings.reusableSpelling]: made.reusable,
				expires_at: state.clock.iso(made.expiresAt),
			};
		},
	);
}

function deviceOf(context: ApiContext, path: DevicePath): Device {
	const user = user1(context, path);
	const device = context.state.devicesOf(user.id).find(({ id }) => String(id) === path.deviceId);
	if (!device) throw refuse1(400, 'Factor could not be found');
	return device;
}

function view(device: Device) {
	const facts = FACTS[device.kind];
	return {
		id: device.id,
		active: device.active,
		default: device.isDefault,
		needs_trigger: facts.needsTrigger,
		auth_factor_name: facts.name1,
		type_display_name: facts.name1,
		user_display_name: device.label,
		...(device.phone !== undefined && { phone_number: maskPhone(device.phone) }),
	};
}

/** `+1xxxxxxxxxx`, as the documentation prints it. */
function maskPhone(phone: string): string {
	return phone.slice(0, 2) + 'x'.repeat(Math.max(0, phone.length - 2));
}
