import type { FastifyInstance, FastifyReply } from 'fastify';

import { fieldsOf, MAY, user2, type ApiContext, type UserPath } from '../api';
import { invalid2, noSuchRequest2, notFound2, refuse2, success1 } from '../errors';
import { EVENT } from '../events';
import { FACTS } from '../factors';
import type { Challenge, Device, User } from '../model';
import { totpUrl } from '../totp';

type RequestPath = UserPath & { requestId: string };

const USUAL_LIFE = 120;
const LONGEST_LIFE = 900;
const LONGEST_TOKEN = 259_200;

/** How far the ids of v2 are from those of v1, when they are not the same. */
const ID_DISTANCE = 3_394_851;

/** OneLogin API v2, `/api/2/mfa/users/{user_id}`. */
export function mfaRoutes2(api: FastifyInstance, context: ApiContext): void {
	factorRoute(api, context);
	deviceRoutes(api, context);
	registrationRoutes(api, context);
	verificationRoutes(api, context);
	tokenRoute(api, context);
}

function factorRoute(api: FastifyInstance, context: ApiContext): void {
	const { state } = context;
	api.get<{ Params: UserPath }>(
		'/mfa/users/:userId/factors',
		{ config: MAY.manageAll },
		async (request) => {
			const user = user2(context, request.params);
			const enrolled = new Set(
				state
					.devicesOf(user.id)
					.filter(({ active }) => active)
					.map(({ kind }) => kind),
			);
			return state.factors
				.filter(({ kind }) => !enrolled.has(kind))
				.map(({ factor_id, name, kind }) => ({
					factor_id,
					name,
					auth_factor_name: FACTS[kind].name2,
				}));
		},
	);
}

function deviceRoutes(api: FastifyInstance, context: ApiContext): void {
	const { state } = context;
	const path = '/mfa/users/:userId/devices';

	api.get<{ Params: UserPath }>(path, { config: MAY.manageAll }, async (request) => {
		const user = user2(context, request.params);
		const devices = state
			.shownDevices(user.id, context.settings.removalLagMs)
			.filter(({ active }) => active)
			.map((device) => ({
				device_id: idOf(device, context),
				...names(device),
				default: device.isDefault,
			}));
		return [...devices, ...temporaryTokens(context, user)];
	});

	api.delete<{ Params: UserPath & { deviceId: string } }>(
		`${path}/:deviceId`,
		{ config: MAY.manageAll },
		async (request, reply) => {
			const { deviceId } = request.params;
			const user = user2(context, request.params);
			if (deviceId === `user_temp_otp_${user.id}`) {
				state.temporaryTokens = state.temporaryTokens.filter(({ userId }) => userId !== user.id);
			} else {
				state.removeDevice(deviceOf(context, user, deviceId));
			}
			return await reply.code(204).send();
		},
	);
}

/** The temporary token of a user as a device, in accounts that show it so. */
function temporaryTokens({ state, settings }: ApiContext, user: User) {
	const isGood = state.temporaryTokens.some(
		({ userId, used, expiresAt }) => userId === user.id && !used && state.clock.now() < expiresAt,
	);
	if (!settings.listTemporaryTokens || !isGood) return [];
	return [
		{
			device_id: `user_temp_otp_${user.id}`,
			auth_factor_name: 'Temporary OTP Token',
			type_display_name: 'Temporary OTP Token',
			user_display_name: 'Temporary OTP Token',
			default: false,
		},
	];
}

function registrationRoutes(api: FastifyInstance, context: ApiContext): void {
	const { state } = context;
	const path = '/mfa/users/:userId/registrations';

	api.post<{ Params: UserPath }>(path, { config: MAY.manageAll }, async (request, reply) => {
		const user = user2(context, request.params);
		const fields = fieldsOf(request);
		const factor = state.factors.find(({ factor_id }) => factor_id === fields.factor_id);
		if (!factor || !FACTS[factor.kind].enroll2) throw invalid2(['factor_id is invalid']);
		if (typeof fields.display_name !== 'string') throw invalid2(['display_name is missing']);
		const facts = FACTS[factor.kind];
		const isVerified = fields.verified === true;
		if (isVerified && !facts.mayBeVerified) throw invalid2(['verified is not allowed']);
		const needsPhone = facts.sends === 'sms' || facts.sends === 'call';
		if (needsPhone && user.phone === null) throw invalid2(['phone is missing on the profile']);
		const device = state.addDevice(user.id, {
			kind: factor.kind,
			label: fields.display_name,
			active: isVerified,
			...(needsPhone && user.phone !== null && { phone: user.phone }),
		});
		state.event(EVENT.deviceAdded, user.id, device);
		const registration = state.challenge(device, {
			seconds: secondsOf(fields.expires_in),
			purpose: 'registration',
			...(typeof fields.custom_message === 'string' && { template: fields.custom_message }),
		});
		if (isVerified) registration.answer = 'accepted';
		reply.code(201);
		return one(context, {
			id: registration.id,
			status: registration.answer,
			...names(device),
			...(isVerified && { device_id: idOf(device, context) }),
			...(facts.sends !== undefined &&
				facts.sends !== 'push' && { expires_at: shortIso(context, registration) }),
			...factorData(context, device, registration, user),
		});
	});

	api.get<{ Params: RequestPath }>(
		`${path}/:requestId`,
		{ config: MAY.manageAll },
		async (request) => {
			const registration = requestOf(context, 'registration', request.params);
			return one(context, stateOf(context, registration));
		},
	);

	api.put<{ Params: RequestPath }>(
		`${path}/:requestId`,
		{ config: MAY.manageAll },
		async (request) => {
			const registration = requestOf(context, 'registration', request.params);
			const device = state.devices.find(({ id }) => id === registration.deviceId);
			const { otp } = fieldsOf(request);
			if (otp === undefined) throw invalid2(['otp is missing']);
			if (!device) throw noSuchRequest2();
			const isOpen = registration.answer === 'pending' && !state.isExpired(registration);
			if (isOpen && isRight(context, registration, device, textOf(otp))) {
				registration.answer = 'accepted';
				device.active = true;
				state.event(EVENT.confirmed, device.userId, device);
			} else {
				state.event(EVENT.confirmFailed, device.userId, device);
			}
			return one(context, stateOf(context, registration));
		},
	);
}

function verificationRoutes(api: FastifyInstance, context: ApiContext): void {
	const { state } = context;
	const path = '/mfa/users/:userId/verifications';

	api.post<{ Params: UserPath }>(path, { config: MAY.manageAll }, async (request, reply) => {
		const user = user2(context, request.params);
		const fields = fieldsOf(request);
		const device = deviceOf(context, user, String(fields.device_id));
		if (fields.otp !== undefined && fields.otp !== '') {
			return checkAtOnce(context, device, textOf(fields.otp));
		}
		const verification = state.challenge(device, {
			seconds: secondsOf(fields.expires_in),
			purpose: 'verification',
			...(typeof fields.custom_message === 'string' && { template: fields.custom_message }),
		});
		state.event(EVENT.triggered, user.id, device);
		reply.code(201);
		const isCall = FACTS[device.kind].sends === 'call';
		return one(context, {
			id: verification.id,
			user_id: String(user.id),
			device_id: idOf(device, context),
			...names(device),
			expires_at: shortIso(context, verification),
			...(isCall && { factor_data: { verification_token: verification.code } }),
		});
	});

	api.get<{ Params: RequestPath }>(
		`${path}/:requestId`,
		{ config: MAY.manageAll },
		async (request) => {
			const verification = requestOf(context, 'verification', request.params);
			return one(context, stateOf(context, verification));
		},
	);

	api.put<{ Params: RequestPath }>(
		`${path}/:requestId`,
		{ config: MAY.manageAll },
		async (request) => {
			const verification = requestOf(context, 'verification', request.params);
			const { otp } = fieldsOf(request);
			const device = state.devices.find(({ id }) => id === verification.deviceId);
			if (otp === undefined || !device) throw invalid2(['otp is missing']);
			const isOpen = verification.answer === 'pending' && !state.isExpired(verification);
			if (!isOpen || !isRight(context, verification, device, textOf(otp))) {
				throw wrongCode(context, device);
			}
			verification.answer = 'accepted';
			state.event(EVENT.verified, device.userId, device);
			return success1();
		},
	);
}

/** POST with a code: checks it against the latest challenge of the device, or as a TOTP code. */
function checkAtOnce(context: ApiContext, device: Device, code: string) {
	const { state } = context;
	const open = state.challenges.filter(
		(one) => one.deviceId === device.id && one.answer === 'pending' && !state.isExpired(one),
	);
	const last = open.at(-1);
	const isGood =
		last?.code === undefined ? state.takeTotp(device, code) : isRight(context, last, device, code);
	if (!isGood) throw wrongCode(context, device);
	if (last) last.answer = 'accepted';
	state.event(EVENT.verified, device.userId, device);
	return success1();
}

function isRight(
	{ state }: ApiContext,
	challenge: Challenge,
	device: Device,
	code: string,
): boolean {
	return challenge.code === undefined ? state.takeTotp(device, code) : challenge.code === code;
}

function wrongCode({ state }: ApiContext, device: Device) {
	state.event(EVENT.verifyFailed, device.userId, device);
	return refuse2(
		403,
		'ForbiddenAction',
		'You are not authorised to perform this action or access the resource',
	);
}

function tokenRoute(api: FastifyInstance, context: ApiContext): void {
	const { state } = context;
	api.post<{ Params: UserPath }>(
		'/mfa/users/:userId/mfa_token',
		{ config: MAY.manageAll },
		async (request, reply: FastifyReply) => {
			const user = user2(context, request.params);
			const { expires_in: seconds = LONGEST_TOKEN, reusable } = fieldsOf(request);
			if (!Number.isInteger(seconds) || Number(seconds) < 1 || Number(seconds) > LONGEST_TOKEN) {
				throw invalid2(['expires_in is invalid']);
			}
			const made = state.addTemporaryToken(user.id, Number(seconds), reusable === true);
			reply.code(201);
			return {
				mfa_token: made.token,
				expires_at: state.clock.iso(made.expiresAt).replace(/\.\d+Z$/, 'Z'),
				reusable: made.reusable,
				device_id: `user_temp_otp_${user.id}`,
			};
		},
	);
}

function deviceOf(context: ApiContext, user: User, id: string): Device {
	const device = context.state
		.devicesOf(user.id)
		.find((one) => one.active && idOf(one, context) === id);
	if (!device) throw notFound2();
	return device;
}

function requestOf(
	context: ApiContext,
	purpose: Challenge['purpose'],
	path: RequestPath,
): Challenge {
	const user = user2(context, path);
	const found = context.state.findChallenge(purpose, path.requestId, user.id);
	if (!found) throw noSuchRequest2();
	return found;
}

/** How a request stands; one that expired reads `rejected`. */
function stateOf(context: ApiContext, challenge: Challenge) {
	const { state } = context;
	const isOver = challenge.answer === 'pending' && state.isExpired(challenge);
	const status = isOver ? 'rejected' : challenge.answer;
	const device = state.devices.find(({ id }) => id === challenge.deviceId);
	const isShown = challenge.purpose === 'verification' || status === 'accepted';
	return {
		id: challenge.id,
		status,
		...(device && isShown && { device_id: idOf(device, context) }),
	};
}

function idOf(device: Device, { settings }: ApiContext): string {
	return String(settings.deviceIds === 'same' ? device.id : device.id + ID_DISTANCE);
}

function names(device: Device) {
	const { name2 } = FACTS[device.kind];
	return {
		user_display_name: device.label,
		type_display_name: FACTS[device.kind].name1,
		auth_factor_name: name2,
	};
}

/** What the person needs to finish a registration. */
function factorData(context: ApiContext, device: Device, registration: Challenge, user: User) {
	const url =
		device.totpSecret === undefined
			? {}
			: {
					totp_url: totpUrl(
						device.totpSecret,
						context.settings.subdomain,
						user.email || user.username,
					),
				};
	if (device.kind === 'protect') {
		const token = `01-${String(device.id).padStart(7, '0')}`;
		return { factor_data: { verification_token: token, ...url } };
	}
	if (device.kind === 'voice') return { factor_data: { verification_token: registration.code } };
	return device.kind === 'authenticator' ? { factor_data: url } : {};
}

/** Seconds as number or text: the documents disagree. */
function secondsOf(value: unknown): number {
	if (value === undefined) return USUAL_LIFE;
	const seconds = Number(value);
	if (!Number.isInteger(seconds) || seconds < 1 || seconds > LONGEST_LIFE) {
		throw invalid2(['expires_in is invalid']);
	}
	return seconds;
}

function shortIso({ state }: ApiContext, challenge: Challenge): string {
	return state.clock.iso(challenge.expiresAt).replace(/\.\d+Z$/, 'Z');
}

function one({ settings }: ApiContext, result: object): object {
	return settings.singleResult === 'array' ? [result] : result;
}

/** A code as text: the documents have it as number and as text. */
function textOf(code: unknown): string {
	return typeof code === 'string' || typeof code === 'number' ? String(code) : '';
}
