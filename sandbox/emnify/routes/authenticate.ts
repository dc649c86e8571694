import type { FastifyInstance } from 'fastify';

import type { ApiContext } from '../api';
import { badRequest, silent, tooManyRequests } from '../errors';
import { signJwt } from '../jwt';
import { KEY, STATUS, TOKEN } from '../lookups';
import type { Grant, User } from '../model';
import { sha1 } from '../state';

const DAY_MS = 86_400_000;
/** An emailed code is good for 20 minutes. */
const CHALLENGE_MS = 20 * 60_000;

interface Body {
	application_token?: string;
	username?: string;
	password?: string;
	fingerprint?: string;
	refresh_token?: string;
	mfa_token?: string;
	code?: string;
	trusted_device?: {
		fingerprint?: string;
		operating_system?: string;
		browser?: string;
		name?: string;
	};
}

/** `POST /api/v1/authenticate`: all ways to an access token go through it. */
export function authenticateRoute(scope: FastifyInstance, context: ApiContext): void {
	scope.post<{ Body: Body | undefined }>('/v1/authenticate', async (request) => {
		const body = request.body ?? {};
		const texts = Object.entries(body).filter(([name]) => name !== 'trusted_device');
		if (texts.some(([, value]) => typeof value !== 'string')) throw badRequest('Not text');
		if (body.application_token !== undefined) return byApplicationToken(body, context);
		if (body.refresh_token !== undefined) return byRefreshToken(body, context);
		if (body.mfa_token !== undefined) return byCode(body, context);
		if (body.username !== undefined && body.password !== undefined) {
			return byPassword(body.username, body.password, body.fingerprint, context);
		}
		throw badRequest('No credentials were given');
	});
}

function byApplicationToken({ application_token: given }: Body, context: ApiContext) {
	const { state } = context;
	const known = [...state.applicationTokens.values()].find(({ token }) => token === given);
	const isOver = known?.expiry_date !== undefined && Date.parse(known.expiry_date) < context.now();
	if (!known || isOver || known.status === TOKEN.revoked) {
		if (known) state.addEvent({ type: 7, description: 'Application authentication failed' });
		throw silent(401);
	}
	const grant: Grant = { kind: 'application', applicationTokenId: known.id };
	return {
		auth_token: giveToken(context, grant, {
			'esc.app': known.id,
			api_key: '',
			'esc.org': known.organisation.id,
			'esc.orgName': known.organisation.name,
		}),
	};
}

function byPassword(
	username: string,
	digest: string,
	fingerprint: string | undefined,
	context: ApiContext,
) {
	const { state, settings } = context;
	const user = state.userByName(username);
	if (!user) throw silent(401);
	refuseWhileLocked(user, context);
	if (digest !== sha1(user.password) || user.status !== STATUS.active) fail(user, context);
	const trust = settings.trustDays * DAY_MS;
	const isTrusted = user.devices.some(
		(device) => device.fingerprint === fingerprint && context.now() - device.trustedAt < trust,
	);
	const key = user.keys.find(({ status }) => status === KEY.active);
	if (isTrusted || (!key && !user.emailMfa)) return signedIn(user, context);
	return challenge(user, key === undefined, context);
}

function challenge(user: User, byEmail: boolean, { state, ids, now }: ApiContext) {
	const until = now() + CHALLENGE_MS;
	const token = signJwt({ mfa: ids.hex(16), exp: Math.floor(until / 1000) });
	const code = byEmail ? state.emailCode() : undefined;
	if (code !== undefined) state.mailbox.push({ to: user.username, code });
	state.challenges.set(token, { userId: user.id, until, ...(code !== undefined && { code }) });
	return { mfa_token: token };
}

function byCode(
	{ mfa_token: token = '', code = '', trusted_device: device }: Body,
	context: ApiContext,
) {
	const { state } = context;
	const open = state.challenges.get(token);
	const user = open ? state.users.get(open.userId) : undefined;
	if (!open || !user || open.until < context.now()) throw silent(401);
	refuseWhileLocked(user, context);
	const isRight =
		open.code === undefined
			? user.keys.some((key) => key.status === KEY.active && state.isCodeOf(key, code))
			: open.code === code;
	if (!isRight) fail(user, context);
	if (device !== undefined) {
		const { fingerprint, operating_system, browser, name } = device;
		if (!fingerprint) throw badRequest('trusted_device.fingerprint is required');
		state.addDevice(user.id, {
			fingerprint,
			...(operating_system !== undefined && { operating_system }),
			...(browser !== undefined && { browser }),
			...(name !== undefined && { name }),
		});
	}
	state.challenges.delete(token);
	return signedIn(user, context);
}

function byRefreshToken({ refresh_token: token = '' }: Body, context: ApiContext) {
	const { state, settings } = context;
	const user = state.users.get(state.refreshTokens.get(token) ?? -1);
	state.refreshTokens.delete(token);
	if (!user || user.status !== STATUS.active) throw silent(401);
	const both = signedIn(user, context);
	return settings.refreshGivesBoth ? both : { auth_token: both.auth_token };
}

function signedIn(user: User, context: ApiContext) {
	user.failures = 0;
	const refreshToken = signJwt({ sub: String(user.id), jti: context.ids.hex(16) });
	context.state.refreshTokens.set(refreshToken, user.id);
	return {
		auth_token: giveToken(
			context,
			{ kind: 'user', userId: user.id },
			{
				sub: user.username,
				'esc.user': user.id,
				'esc.org': user.organisation.id,
				'esc.orgName': user.organisation.name,
			},
		),
		refresh_token: refreshToken,
	};
}

function giveToken(context: ApiContext, grant: Grant, claims: object): string {
	const lifetime = context.settings.tokenLifetimeSeconds;
	const now = Math.floor(context.now() / 1000);
	const token = signJwt({
		...claims,
		aud: '/api/v1/authentication',
		iss: 'emnify sandbox',
		iat: now,
		exp: now + lifetime,
		jti: context.ids.hex(12),
	});
	context.tokens.add(token, grant, lifetime);
	return token;
}

function refuseWhileLocked(user: User, { now, settings }: ApiContext): void {
	if (user.lockedUntil > now()) throw tooManyRequests(settings.lockoutStatus);
}

/** Counts a refused sign-in; the one that is too many locks the account and says so. */
function fail(user: User, { state, settings, now }: ApiContext): never {
	user.failures += 1;
	state.addEvent({ type: 6, description: 'User authentication failed', userId: user.id });
	if (user.failures < settings.lockoutTries) throw silent(401);
	user.failures = 0;
	user.lockedUntil = now() + settings.lockoutSeconds * 1000;
	throw tooManyRequests(settings.lockoutStatus);
}
