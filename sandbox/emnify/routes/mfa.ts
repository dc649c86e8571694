import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { time } from '../../shared/time';
import { actingUser, longOf, requestingUser, userInPath, type ApiContext } from '../api';
import { conflict, invalid, invalidCredentials, noLong, notFound, required } from '../errors';
import { KEY, KEY_STATUSES, KEY_TYPES, lookUp } from '../lookups';
import type { User } from '../model';
import { sha1 } from '../state';
import { deviceView, keyView } from '../views';

interface NewKeyBody {
	type?: { id?: number };
	password?: string;
}

interface ActivationBody {
	status?: { id?: number };
	code?: unknown;
}

/** MFA keys and trusted devices. */
export function mfaRoutes(scope: FastifyInstance, context: ApiContext): void {
	scope.get('/v1/user/mfa/status', async () => KEY_STATUSES);
	scope.get('/v1/user/mfa/type', async () => KEY_TYPES);

	scope.post<{ Body: NewKeyBody | undefined }>('/v1/user/mfa', async (request) =>
		createKey(request.body ?? {}, requestingUser(request, context), context),
	);

	scope.patch<{ Params: { key_id: string }; Body: ActivationBody | undefined }>(
		'/v1/user/mfa/:key_id',
		async (request, reply) => {
			const id = longOf(request.params.key_id);
			activateKey(id, request.body ?? {}, requestingUser(request, context), context);
			return await reply.code(204).send();
		},
	);

	scope.delete<{ Params: { user_id: string; key_id: string } }>(
		'/v1/user/:user_id/mfa/:key_id',
		async (request, reply) => {
			const user = userInPath(request, context);
			deleteKey(longOf(request.params.key_id), user, actingUser(request), context);
			return await reply.code(204).send();
		},
	);

	deviceRoutes(scope, context);
}

function deviceRoutes(scope: FastifyInstance, context: ApiContext): void {
	scope.get<{ Params: { user_id: string } }>(
		'/v1/user/:user_id/mfa/trusted_device',
		async (request) => {
			refuseUnknownOwn(request.params.user_id === 'my', 'short', 'my', context);
			return userInPath(request, context).devices.map(deviceView);
		},
	);
	scope.get('/v1/user/mfa/trusted_device', async (request) => {
		refuseUnknownOwn(true, 'my', 'mfa', context);
		return requestingUser(request, context).devices.map(deviceView);
	});

	type WithDevice = FastifyRequest<{ Params: { device_id: string } }>;
	const remove = async (request: WithDevice, reply: FastifyReply, user: User) => {
		const id = longOf(request.params.device_id);
		const at = user.devices.findIndex((device) => device.id === id);
		if (at < 0) throw notFound('Trusted device', id);
		user.devices.splice(at, 1);
		return await reply.code(204).send();
	};
	scope.delete<{ Params: { user_id: string; device_id: string } }>(
		'/v1/user/:user_id/mfa/trusted_device/:device_id',
		async (request, reply) => {
			refuseUnknownOwn(request.params.user_id === 'my', 'short', 'my', context);
			return await remove(request, reply, userInPath(request, context));
		},
	);
	scope.delete<{ Params: { device_id: string } }>(
		'/v1/user/mfa/trusted_device/:device_id',
		async (request, reply) => {
			refuseUnknownOwn(true, 'my', 'mfa', context);
			return await remove(request, reply, requestingUser(request, context));
		},
	);
}

/** Whether both addresses of one's own devices exist is a setting. */
function refuseUnknownOwn(
	isOwn: boolean,
	only: 'my' | 'short',
	word: string,
	{ settings }: ApiContext,
): void {
	if (isOwn && settings.ownDevicePaths === only) throw noLong(word);
}

function createKey({ type, password }: NewKeyBody, user: User, { state, settings }: ApiContext) {
	if (type?.id === undefined) throw required('MFA key - type');
	if (password === undefined) throw required('MFA key - password');
	if (!KEY_TYPES.some(({ id }) => id === type.id)) {
		throw invalid([1401, 'InvalidReference', `Type with Id '${type.id}' not found.`]);
	}
	const right = settings.keyPassword === 'sha1' ? sha1(user.password) : user.password;
	if (password !== right) {
		if (settings.wrongKeyPasswordStatus === 401) throw invalidCredentials();
		throw invalid([1403, 'InvalidFormat', 'MFA key - password is not correct.']);
	}
	if (!settings.severalKeys && user.keys.length > 0) {
		throw conflict('Duplicated', 'An MFA key exists already.');
	}
	const key = state.addKey(user.id);
	const label = encodeURIComponent(`emnify:${user.username}`);
	return {
		...keyView(key),
		secret_key: key.secret,
		otpauth: `otpauth://totp/${label}?secret=${key.secret}`,
	};
}

function activateKey(
	id: number,
	{ status, code }: ActivationBody,
	user: User,
	{ state }: ApiContext,
): void {
	const key = user.keys.find((one) => one.id === id);
	if (!key) throw notFound('MFA key', id);
	if (key.status === KEY.active) throw conflict('NotAllowed', 'MFA key is already activated.');
	if (status?.id !== KEY.active) throw required('MFA key - status');
	if (typeof code !== 'string') {
		throw invalid([1403, 'InvalidFormat', 'MFA key - code has invalid format: expecting String.']);
	}
	if (!state.isCodeOf(key, code)) {
		throw invalid([1403, 'InvalidFormat', 'MFA key - code is not valid.']);
	}
	key.status = KEY.active;
	key.activation_date = new Date(time.now()).toISOString();
}

function deleteKey(id: number, user: User, by: number | undefined, { state }: ApiContext): void {
	const at = user.keys.findIndex((key) => key.id === id);
	const [key] = at < 0 ? [] : user.keys.splice(at, 1);
	if (!key) throw notFound('MFA key', id);
	const type = lookUp(KEY_TYPES, key.type);
	const words = 'description' in type ? type.description : '';
	state.addEvent({
		type: 14,
		description: `MFA key with Id '${id}' of Type '${words}' deleted for user '${user.username}'`,
		...(by !== undefined && { userId: by }),
	});
}
