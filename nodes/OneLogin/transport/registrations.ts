import type { IDataObject } from 'n8n-workflow';

import type { ApiCall, Subject } from '../../shared/http/call';
import type { ApiClient } from '../../shared/http/client';
import { sendCode, type Outcome } from './codes';
import type { NewDevice } from './devices/dialect';
import { MANAGE_ALL } from './scopes';
import { aboutRequest, filled, idOf, marked, textOf } from './shapes';
import { refusalOf } from './words';

/** OneLogin API v2, /api/2/mfa/users/{user_id}/registrations: enrolling a factor step by step. */

/**
 * Begins to enroll a factor. The answer holds what the person needs to finish: for Authenticator
 * and Protect the TOTP seed, for Voice the code to type on the phone.
 */
export async function createRegistration(
	api: ApiClient,
	userId: string,
	device: NewDevice,
): Promise<IDataObject> {
	const answer = await api.send({
		method: 'POST',
		path: path(userId),
		body: filled({
			factor_id: Number(device.factorId),
			display_name: device.displayName,
			expires_in: device.expiresIn,
			verified: device.verified || undefined,
			redirect_to: device.redirectTo,
			custom_message: device.customMessage,
		}),
		permission: MANAGE_ALL,
		step: 'enrollFactor',
		subjects: subjects(userId),
	});
	return rowOf(userId, marked(api, answer, 'id'));
}

/** Asks how a registration stands: `pending`, `accepted` or `rejected`. */
export async function getRegistration(
	api: ApiClient,
	userId: string,
	registrationId: string,
): Promise<IDataObject> {
	const answer = await api.send({
		method: 'GET',
		path: path(userId, registrationId),
		about: aboutRequest(registrationId),
		permission: MANAGE_ALL,
		subjects: subjects(userId, registrationId),
	});
	return rowOf(userId, marked(api, answer, 'id'));
}

/**
 * Submits the code that finishes a registration, once. A wrong code is answered with 200 and
 * leaves the registration `pending`, so only `accepted` counts.
 */
export async function confirmRegistration(
	api: ApiClient,
	userId: string,
	registrationId: string,
	code: string,
): Promise<{ outcome: Outcome; row: IDataObject }> {
	const call: ApiCall = {
		method: 'PUT',
		path: path(userId, registrationId),
		about: aboutRequest(registrationId),
		body: { otp: code },
		repeat: 'once',
		permission: MANAGE_ALL,
		step: 'verifyFactor',
		secrets: [code],
		subjects: subjects(userId, registrationId),
	};
	const answer = await sendCode(api, call);
	if (answer.status === 401 && refusalOf(answer) === 'code')
		return rejected(userId, registrationId);
	if (answer.status === 403) return rejected(userId, registrationId);
	if (!answer.ok) throw await api.refusal(answer, call);
	const row = rowOf(userId, marked(api, answer, 'status'));
	return { outcome: row.status === 'accepted' ? 'accepted' : 'rejected', row };
}

function rejected(userId: string, registrationId: string) {
	const row = { user_id: userId, registration_id: registrationId };
	return { outcome: 'rejected' as const, row };
}

function path(userId: string, registrationId?: string): string[] {
	const collection = ['api', '2', 'mfa', 'users', userId, 'registrations'];
	return registrationId === undefined ? collection : [...collection, registrationId];
}

function rowOf(userId: string, { id, ...row }: IDataObject): IDataObject {
	return {
		registration_id: textOf(id),
		...row,
		user_id: userId,
		...(row.device_id !== undefined && { device_id: idOf(row.device_id) }),
	};
}

function subjects(userId: string, registrationId?: string): Subject[] {
	const user = { parameter: 'User', value: userId };
	if (registrationId === undefined) return [user];
	return [user, { parameter: 'Registration ID', value: registrationId }];
}
