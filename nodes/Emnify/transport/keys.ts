import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/http/answer';
import type { ApiCall } from '../../shared/http/call';
import type { ApiClient } from '../../shared/http/client';
import { remove } from '../../shared/notFound';
import { readId } from './ids';
import { wholeList } from './lists';
import { ANY_ROLE } from './permissions';
import { STEPS } from './refusedChange';
import type { Target } from './target';
import { getUser } from './users';

/** Shown on creation only; should a record ever hold them, they are left out. */
const SECRETS: ReadonlySet<string> = new Set(['secret_key', 'otpauth']);

/** The id that makes a key active (emnify API, Activate MFA key: "use 1 for ACTIVE"). */
const ACTIVE = 1;

/**
 * The MFA keys in a user's record, without secrets. `mfa` may be missing where there is none.
 *
 * emnify API, GET /api/v1/user/{user_id}; there is no call that lists keys.
 */
export function keysIn(user: IDataObject): IDataObject[] {
	const { mfa } = user;
	if (!Array.isArray(mfa)) return [];
	return mfa.filter(isObject).map(withoutSecrets);
}

/** A user's record as it is given out. */
export function readableUser(user: IDataObject): IDataObject {
	return Array.isArray(user.mfa) ? { ...user, mfa: keysIn(user) } : user;
}

function withoutSecrets(key: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(key).filter(([name]) => !SECRETS.has(name)),
	) as IDataObject;
}

export async function listKeys(api: ApiClient, target: Target): Promise<IDataObject[]> {
	return keysIn(await getUser(api, target));
}

/** emnify API, GET /api/v1/user/mfa/status and GET /api/v1/user/mfa/type. */
export async function lookUp(api: ApiClient, what: 'status' | 'type'): Promise<IDataObject[]> {
	return await wholeList(api, { path: ['v1', 'user', 'mfa', what], permission: ANY_ROLE });
}

/**
 * Deletes one key. emnify API, DELETE /api/v1/user/{user_id}/mfa/{key_id} and, for one's own,
 * DELETE /api/v1/user/my/mfa/{key_id}.
 *
 * A 404 need not say whether the key or the user is missing; the user's keys are read then.
 *
 * @returns true when it was gone already
 * @throws NodeApiError when the user does not exist, or the service refused
 */
export async function removeKey(api: ApiClient, target: Target, keyId: string): Promise<boolean> {
	const call: ApiCall = {
		method: 'DELETE',
		path: ['v1', 'user', target.segment, 'mfa', keyId],
		step: STEPS.deleteKey,
		permission: target.permission,
		subjects: [...target.subjects, { parameter: 'MFA Key', value: keyId }],
	};
	return await remove(api, call, async () => {
		const left = await listKeys(api, target);
		return left.some(({ id }) => readId(id) === keyId);
	});
}

/** The call that creates a key for the user who signed in. emnify API, POST /api/v1/user/mfa. */
export function createKeyCall(keyType: number, password: string, permission: string): ApiCall {
	return {
		method: 'POST',
		path: ['v1', 'user', 'mfa'],
		body: { type: { id: keyType }, password },
		step: STEPS.createKey,
		permission,
		secrets: [password],
	};
}

/**
 * The call that activates one's own key. emnify API, PATCH /api/v1/user/mfa/{key_id}: the code
 * stands at the top level and is text, since codes may begin with 0. (Older generated clients have
 * it as a number inside `status`; the current documentation does not.)
 */
export function activateKeyCall(keyId: string, code: string, permission: string): ApiCall {
	return {
		method: 'PATCH',
		path: ['v1', 'user', 'mfa', keyId],
		body: { status: { id: ACTIVE }, code },
		step: STEPS.activateKey,
		permission,
		secrets: [code],
		subjects: [{ parameter: 'MFA Key', value: keyId }],
	};
}
