import type { IDataObject } from 'n8n-workflow';

import type { ApiCall, Subject } from '../../../shared/http/call';
import type { ApiClient } from '../../../shared/http/client';
import type { Outcome } from '../codes';
import { createRegistration } from '../registrations';
import { MANAGE_ALL } from '../scopes';
import { idOf, listed2, textOf } from '../shapes';
import {
	checkAtOnce,
	createVerification,
	getVerification,
	outcomeOfStatus,
} from '../verifications';
import type { Challenge, CodeCheck, DeviceDialect, DeviceRow, NewDevice, Trigger } from './dialect';
import { removeDevice } from './gone';

/** OneLogin API v2, /api/2/mfa/users/{user_id}: active devices only. */
export const version2: DeviceDialect = { factors, devices, enroll, trigger, verify, remove };

async function factors(api: ApiClient, userId: string): Promise<IDataObject[]> {
	const rows = await list(api, userId, 'factors', 'factor_id');
	return rows.map((row) => ({ ...row, factor_id: idOf(row.factor_id) }));
}

async function devices(api: ApiClient, userId: string): Promise<DeviceRow[]> {
	const rows = await list(api, userId, 'devices', 'device_id');
	return rows.map((row) => ({ user_id: userId, ...row, device_id: idOf(row.device_id) }));
}

async function list(
	api: ApiClient,
	userId: string,
	what: 'factors' | 'devices',
	id: string,
): Promise<IDataObject[]> {
	const call: ApiCall = {
		method: 'GET',
		path: ['api', '2', 'mfa', 'users', userId, what],
		permission: MANAGE_ALL,
		subjects: subjects(userId),
	};
	return await listed2(api, call, await api.send(call), id);
}

async function enroll(api: ApiClient, userId: string, device: NewDevice): Promise<IDataObject> {
	return await createRegistration(api, userId, device);
}

async function trigger(
	api: ApiClient,
	userId: string,
	deviceId: string,
	wish: Trigger,
): Promise<Challenge> {
	const row = await createVerification(api, userId, deviceId, wish);
	const id = textOf(row.verification_id);
	return {
		row,
		poll: async () => outcomeOfStatus((await getVerification(api, userId, id)).status),
	};
}

async function verify(
	api: ApiClient,
	userId: string,
	deviceId: string,
	{ code }: CodeCheck,
): Promise<Outcome> {
	return await checkAtOnce(api, userId, deviceId, code);
}

async function remove(api: ApiClient, userId: string, deviceId: string): Promise<boolean> {
	const call: ApiCall = {
		method: 'DELETE',
		path: ['api', '2', 'mfa', 'users', userId, 'devices', deviceId],
		permission: MANAGE_ALL,
		step: 'deleteFactor',
		subjects: subjects(userId, deviceId),
	};
	return await removeDevice(api, call, async () => await devices(api, userId));
}

function subjects(userId: string, deviceId?: string): Subject[] {
	const user = { parameter: 'User', value: userId };
	return deviceId === undefined ? [user] : [user, { parameter: 'Device', value: deviceId }];
}
