import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/http/answer';
import type { ApiCall, Subject } from '../../shared/http/call';
import type { ApiClient } from '../../shared/http/client';
import { notUnderstood, sendCode, type Outcome } from './codes';
import type { DeviceRow, Trigger } from './devices/dialect';
import { MANAGE_ALL } from './scopes';
import { aboutRequest, filled, idOf, marked, single, textOf } from './shapes';
import { refusalOf } from './words';

/** OneLogin API v2, /api/2/mfa/users/{user_id}/verifications: challenging an enrolled factor. */

/** Sends the SMS, email, call or push of a device. */
export async function createVerification(
	api: ApiClient,
	userId: string,
	deviceId: string,
	wish: Trigger,
): Promise<DeviceRow & { verification_id: string }> {
	const answer = await api.send({
		method: 'POST',
		path: path(userId),
		body: filled({
			device_id: Number(deviceId),
			display_name: wish.displayName,
			expires_in: wish.expiresIn,
			redirect_to: wish.redirectTo,
			custom_message: wish.message,
		}),
		permission: MANAGE_ALL,
		step: 'triggerFactor',
		subjects: [...subjects(userId), { parameter: 'Device', value: deviceId }],
	});
	return { ...rowOf(userId, marked(api, answer, 'id')), device_id: deviceId };
}

/** Asks how a verification stands: `pending`, `accepted` or `rejected`. A 401 may say `pending` too. */
export async function getVerification(
	api: ApiClient,
	userId: string,
	verificationId: string,
): Promise<IDataObject> {
	const call: ApiCall = {
		method: 'GET',
		path: path(userId, verificationId),
		about: aboutRequest(verificationId),
		permission: MANAGE_ALL,
		subjects: subjects(userId, verificationId),
	};
	const answer = await sendCode(api, call);
	if (answer.ok) return rowOf(userId, marked(api, answer, 'status'));
	if (refusalOf(answer) === 'pending') {
		return { verification_id: verificationId, status: 'pending', user_id: userId };
	}
	throw await api.refusal(answer, call);
}

/**
 * Submits the code for a verification, once.
 *
 * @param deviceId needed for an Authenticator, not for SMS and email
 */
export async function confirmVerification(
	api: ApiClient,
	userId: string,
	verificationId: string,
	code: string,
	deviceId?: string,
): Promise<Outcome> {
	return await outcomeOf(api, {
		method: 'PUT',
		path: path(userId, verificationId),
		about: aboutRequest(verificationId),
		body: { otp: code, ...(deviceId !== undefined && { device_id: Number(deviceId) }) },
		repeat: 'once',
		permission: MANAGE_ALL,
		step: 'verifyFactor',
		secrets: [code],
		subjects: subjects(userId, verificationId),
	});
}

/**
 * Checks a code of a device without a verification, once. The same call without a code would send
 * a challenge, so callers give one that is not empty.
 */
export async function checkAtOnce(
	api: ApiClient,
	userId: string,
	deviceId: string,
	code: string,
): Promise<Outcome> {
	return await outcomeOf(api, {
		method: 'POST',
		path: path(userId),
		body: { otp: code, device_id: Number(deviceId) },
		permission: MANAGE_ALL,
		step: 'verifyFactor',
		secrets: [code],
		subjects: [...subjects(userId), { parameter: 'Device', value: deviceId }],
	});
}

async function outcomeOf(api: ApiClient, call: ApiCall): Promise<Outcome> {
	const answer = await sendCode(api, call);
	if (answer.status === 401 && refusalOf(answer) === 'code') return 'rejected';
	if (answer.status === 403) return 'rejected';
	if (!answer.ok) throw await api.refusal(answer, call);
	const outcome = readOutcome(single(answer.body));
	if (outcome !== undefined) return outcome;
	throw notUnderstood(api, answer);
}

/** The answer is wrapped as in API v1, the inner part of that alone, or a `status` in one word. */
function readOutcome(body: IDataObject): Outcome | undefined {
	if (typeof body.status === 'string') return outcomeOfStatus(body.status);
	const inner = isObject(body.status) ? body.status : body;
	const type = textOf(inner.type).toLowerCase();
	if (type === 'pending') return 'pending';
	if (type === 'success' && inner.error !== true) return 'accepted';
	return type === '' ? undefined : 'rejected';
}

/** What the word in `status` means; anything unknown is not taken for an acceptance. */
export function outcomeOfStatus(status: unknown): Outcome {
	if (status === 'accepted' || status === 'pending') return status;
	return 'rejected';
}

function path(userId: string, verificationId?: string): string[] {
	const collection = ['api', '2', 'mfa', 'users', userId, 'verifications'];
	return verificationId === undefined ? collection : [...collection, verificationId];
}

function rowOf(userId: string, { id, ...row }: IDataObject) {
	return {
		verification_id: textOf(id),
		...row,
		user_id: userId,
		...(row.device_id !== undefined && { device_id: idOf(row.device_id) }),
	};
}

function subjects(userId: string, verificationId?: string): Subject[] {
	const user = { parameter: 'User', value: userId };
	if (verificationId === undefined) return [user];
	return [user, { parameter: 'Verification ID', value: verificationId }];
}
