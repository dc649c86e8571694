import type { IDataObject } from 'n8n-workflow';

import { attempt, detailsOf, means } from '../../shared/errors';
import type { ApiClient } from '../../shared/http/client';
import type { Meaning } from '../../shared/http/meaning';
import { remove } from '../../shared/notFound';
import { isFactor, isSameDevice, listMethods, methodCall, methodsCall } from './methods';
import { requireUser } from './users';

const PERMISSION = 'delete:authentication_methods';

/** What became of one method. */
export type MethodRemoval = {
	id: string;
	type: string;
	result: 'deleted' | 'alreadyGone' | 'kept' | 'failed' | 'unknown';
	/** What the refusal means. */
	code?: Meaning;
	reason?: string;
};

/**
 * Removes all authentication methods of a user and reports each.
 *
 * The service refuses to delete all at once while the user has a passkey (403); then they are
 * deleted one by one, except entries that are no factors (password, verified email), which stay.
 * Auth0 Management API, DELETE /users/{id}/authentication-methods.
 *
 * @throws NodeApiError when the user does not exist, the permission is missing, or nothing could
 * be done
 */
export async function removeAllMethods(api: ApiClient, userId: string): Promise<MethodRemoval[]> {
	const before = await listMethods(api, userId);
	// For a user who does not exist Auth0 documents no refusal of the call that deletes all.
	if (before.length === 0) await requireUser(api, userId);
	if (!(await removeTogether(api, userId, before)))
		return await removeOneByOne(api, userId, before);
	const left = new Set((await listMethods(api, userId)).map(({ id }) => id));
	return before.map((method) => report(method, left.has(method.id) ? 'kept' : 'deleted'));
}

/**
 * Removes factors of a user and nothing else. All at once only where the user has nothing but
 * factors: whether that call spares a password entry is not documented.
 *
 * @param others whether the user has entries that are no factors
 */
export async function removeFactors(
	api: ApiClient,
	userId: string,
	factors: readonly IDataObject[],
	others: boolean,
): Promise<MethodRemoval[]> {
	const together = !others && factors.length > 1 && (await removeTogether(api, userId, factors));
	if (!together) return await removeOneByOne(api, userId, factors);
	return factors.map((method) => report(method, 'deleted'));
}

/** Deletes all methods with one call; false when the service refuses that because of a passkey. */
async function removeTogether(
	api: ApiClient,
	userId: string,
	methods: readonly IDataObject[],
): Promise<boolean> {
	const call = methodsCall(userId, {
		method: 'DELETE',
		permission: PERMISSION,
		step: 'deleteAllFactors',
	});
	const { node } = api.run;
	const { error } = await attempt(node, api.itemIndex ?? 0, async () => await api.send(call));
	if (error === undefined) return true;
	// In what words Auth0 refuses it for a passkey is not documented.
	const hasPasskey = methods.some(({ type }) => type === 'passkey');
	const lacksScope = detailsOf(error).code === 'insufficient_scope';
	if (hasPasskey && !lacksScope && means(error, 'state', 'permission')) return false;
	throw error;
}

async function removeOneByOne(
	api: ApiClient,
	userId: string,
	methods: readonly IDataObject[],
): Promise<MethodRemoval[]> {
	const removals: MethodRemoval[] = [];
	for (const method of methods) {
		removals.push(
			isFactor(method)
				? await removeReported(api, userId, method)
				: report(method, 'kept', 'This entry is no factor'),
		);
	}
	return removals;
}

async function removeReported(
	api: ApiClient,
	userId: string,
	method: IDataObject,
): Promise<MethodRemoval> {
	try {
		const gone = await removeMethod(api, userId, textOf(method.id));
		return report(method, gone ? 'alreadyGone' : 'deleted');
	} catch (error) {
		const reason = error instanceof Error ? error.message : 'unknown reason';
		const { effect, meaning } = detailsOf(error);
		const removal = report(method, effect === 'unknown' ? 'unknown' : 'failed', reason);
		return { ...removal, ...(meaning !== undefined && { code: meaning }) };
	}
}

/**
 * Deletes one method. Auth0 Management API,
 * DELETE /users/{id}/authentication-methods/{authentication_method_id}.
 *
 * @returns true when it was gone already
 */
export async function removeMethod(api: ApiClient, userId: string, methodId: string) {
	const call = methodCall(userId, methodId, {
		method: 'DELETE',
		permission: PERMISSION,
		step: 'deleteFactor',
	});
	return await remove(api, call, async () => {
		const left = await listMethods(api, userId);
		return left.some(({ id }) => isSameDevice(id, methodId));
	});
}

function report(
	method: IDataObject,
	result: MethodRemoval['result'],
	reason?: string,
): MethodRemoval {
	return {
		id: textOf(method.id),
		type: textOf(method.type),
		result,
		...(reason !== undefined && { reason }),
	};
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
