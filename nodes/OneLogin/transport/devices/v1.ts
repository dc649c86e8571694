import type { IDataObject } from 'n8n-workflow';

import { attempt, detailsOf, means } from '../../../shared/errors';
import type { ApiCall, Subject } from '../../../shared/http/call';
import type { ApiClient } from '../../../shared/http/client';
import type { Run } from '../../../shared/run/run';
import { notUnderstood, sendCode, type Outcome } from '../codes';
import { ANY_READ, MANAGE_USERS } from '../scopes';
import { dataRows, filled, idOf, listed1, marked, textOf, without } from '../shapes';
import { refusalOf, statusType, wordsOf } from '../words';
import type { Challenge, CodeCheck, DeviceDialect, DeviceRow, NewDevice, Trigger } from './dialect';
import { removeDevice } from './gone';

/** OneLogin API v1, /api/1/users/{user_id}/otp_devices and /auth_factors: all devices, pending too. */
export const version1: DeviceDialect = { factors, devices, enroll, trigger, verify, remove };

/** Device id that stands for the temporary MFA token of a user. */
export const TEMPORARY_TOKEN = '0';

const DEVICES = 'otp_devices';

/**
 * The path is `auth_factors` by the documentation and OneLogin's hand-written clients, `auth_factor`
 * by its OpenAPI document and what is made from it. The one that answers is remembered for the run.
 */
const SPELLINGS = ['auth_factors', 'auth_factor'] as const;
const spellingOfRun = new WeakMap<Run, string>();

async function factors(api: ApiClient, userId: string): Promise<IDataObject[]> {
	const known = spellingOfRun.get(api.run);
	const [first, second] = known === undefined ? SPELLINGS : [known];
	let call = factorsCall(userId, first);
	const tried = await attempt(api.run.node, api.itemIndex ?? 0, async () => await api.send(call));
	if (tried.error) {
		// A 404 that is not about the user: the address may be the wrong one of the two.
		const isAddress = means(tried.error, 'service') && detailsOf(tried.error).statusCode === 404;
		if (second === undefined || !isAddress) throw tried.error;
		call = factorsCall(userId, second);
	}
	const answer = tried.error ? await api.send(call) : tried.value;
	const rows = await listed1(api, call, answer, 'auth_factors');
	spellingOfRun.set(api.run, call.path.at(-1) ?? first);
	return rows.map((row) => ({ ...row, factor_id: idOf(row.factor_id) }));
}

function factorsCall(userId: string, spelling: string): ApiCall {
	return {
		method: 'GET',
		path: ['api', '1', 'users', userId, spelling],
		permission: ANY_READ,
		subjects: subjects(userId),
	};
}

async function devices(api: ApiClient, userId: string): Promise<DeviceRow[]> {
	const call: ApiCall = {
		method: 'GET',
		path: ['api', '1', 'users', userId, DEVICES],
		permission: ANY_READ,
		subjects: subjects(userId),
	};
	const rows = await listed1(api, call, await api.send(call), DEVICES);
	return rows.map((row) => listedRow(userId, row));
}

async function enroll(api: ApiClient, userId: string, device: NewDevice): Promise<IDataObject> {
	const answer = await api.send({
		method: 'POST',
		path: ['api', '1', 'users', userId, DEVICES],
		body: filled({
			factor_id: Number(device.factorId),
			display_name: device.displayName,
			number: device.number,
			verified: device.verified || undefined,
		}),
		permission: MANAGE_USERS,
		step: 'enrollFactor',
		subjects: subjects(userId),
	});
	const row = marked(api, answer, 'id', dataRows(answer.body, DEVICES)[0] ?? {});
	return { ...listedRow(userId, row), ...stateToken(row) };
}

async function trigger(
	api: ApiClient,
	userId: string,
	deviceId: string,
	wish: Trigger,
): Promise<Challenge> {
	const body = filled({
		state_token_expires_in: wish.expiresIn,
		numeric_sms_otp: wish.numericSms || undefined,
		sms_message: wish.message,
	});
	const answer = await api.send({
		method: 'POST',
		path: ['api', '1', 'users', userId, DEVICES, deviceId, 'trigger'],
		...(Object.keys(body).length > 0 && { body }),
		permission: MANAGE_USERS,
		step: 'triggerFactor',
		subjects: subjects(userId, deviceId),
	});
	const sent = marked(api, answer, 'id', dataRows(answer.body, DEVICES)[0] ?? {});
	const token = textOf(sent.state_token);
	return {
		// In this answer, and in this one only, `id` is the id of the user.
		row: { ...without(sent, 'id'), user_id: userId, device_id: deviceId, message: wordsOf(answer) },
		poll: async () => await poll(api, userId, deviceId, token),
	};
}

/** Asks without a code: that checks nothing and may be repeated as a read may. */
async function poll(
	api: ApiClient,
	userId: string,
	deviceId: string,
	token: string,
): Promise<Outcome> {
	const call = verifyCall(userId, deviceId, { state_token: token });
	return await outcomeOf(api, { ...call, repeat: 'read' });
}

async function verify(
	api: ApiClient,
	userId: string,
	deviceId: string,
	{ code, stateToken: token }: CodeCheck,
): Promise<Outcome> {
	const body = filled({ otp_token: code, state_token: token });
	return await outcomeOf(api, verifyCall(userId, deviceId, body));
}

function verifyCall(userId: string, deviceId: string, body: IDataObject): ApiCall {
	return {
		method: 'POST',
		path: ['api', '1', 'users', userId, DEVICES, deviceId, 'verify'],
		body: filled(body),
		permission: MANAGE_USERS,
		step: 'verifyFactor',
		secrets: Object.values(body).map(textOf),
		subjects: subjects(userId, deviceId),
	};
}

/**
 * What a verify call says. A push that nobody has answered comes as 401 with "Authentication
 * pending" from the accounts that were seen, and as 200 of type `pending` from related calls.
 */
async function outcomeOf(api: ApiClient, call: ApiCall): Promise<Outcome> {
	const answer = await sendCode(api, call);
	if (refusalOf(answer) === 'pending') return 'pending';
	if (answer.ok) {
		const type = statusType(answer);
		if (type === '') throw notUnderstood(api, answer);
		return type === 'success' ? 'accepted' : 'rejected';
	}
	if (answer.status === 401 && refusalOf(answer) !== 'scope') return 'rejected';
	throw await api.refusal(answer, call);
}

async function remove(api: ApiClient, userId: string, deviceId: string): Promise<boolean> {
	const call: ApiCall = {
		method: 'DELETE',
		path: ['api', '1', 'users', userId, DEVICES, deviceId],
		permission: MANAGE_USERS,
		step: 'deleteFactor',
		subjects: subjects(userId, deviceId),
	};
	return await removeDevice(api, call, async () => await devices(api, userId));
}

/** `id` is the device here. A state token is good for a code and stays out of lists. */
function listedRow(userId: string, row: IDataObject): DeviceRow {
	const deviceId = idOf(row.device_id ?? row.id);
	return {
		user_id: userId,
		device_id: deviceId,
		...without(row, 'id', 'device_id', 'state_token'),
	};
}

function stateToken(row: IDataObject): IDataObject {
	const token = textOf(row.state_token);
	return token === '' ? {} : { state_token: token };
}

function subjects(userId: string, deviceId?: string): Subject[] {
	const user = { parameter: 'User', value: userId };
	return deviceId === undefined ? [user] : [user, { parameter: 'Device', value: deviceId }];
}
