import type { IDataObject } from 'n8n-workflow';

import { attempt, detailsOf, isUndecided, means, serviceError } from './errors';
import { LONGEST_VALUE } from './http/notFound';
import type { ApiCall, HttpMethod } from './http/call';
import type { ApiClient } from './http/client';

/**
 * Deletes one thing: what the last of the call's subjects names. That it is gone already is known
 * from the service's own word, or, where that names nothing, from a list of the same user.
 *
 * @param isListed whether the thing is still there, by such a list; left out where there is none
 * @returns true when it was gone before; false when this call deleted it, in an earlier sending too
 * @throws NodeApiError when the user does not exist, the service refused, or nothing is known
 */
export async function remove(
	api: ApiClient,
	call: Omit<ApiCall, 'method' | 'deletesOne'> & { method?: HttpMethod },
	isListed?: () => Promise<boolean>,
): Promise<boolean> {
	const { node } = api.run;
	const item = api.itemIndex ?? 0;
	const { error } = await attempt(
		node,
		item,
		async () => await api.send({ method: 'DELETE', ...call, deletesOne: true }),
	);
	if (error === undefined) return false;
	// An earlier sending of this very call got no clear answer: what is gone now was deleted by it.
	const wasGone = detailsOf(error).effect !== 'unknown';
	if (means(error, 'gone')) return wasGone;
	if (!isUndecided(error) || isListed === undefined) throw error;

	const listed = await attempt(node, item, isListed);
	if (listed.error) throw means(listed.error, 'missing') ? listed.error : error;
	if (!listed.value) return wasGone;
	const subject = call.subjects?.at(-1);
	if (!wasGone) throw error;
	throw serviceError(
		node,
		{
			...detailsOf(error),
			meaning: 'service',
			message: `${api.run.dialect.serviceName} did not delete ${subject?.parameter ?? 'it'} '${subject?.value.slice(0, LONGEST_VALUE) ?? ''}' and does not say why`,
			description:
				'It answered that it found nothing, and a list of the user that was read after that still holds it. Nothing was changed: run it again, or delete it in the administration pages of the service.',
			effect: 'notDone',
		},
		api.itemIndex,
	);
}

/** A user as found by id. */
export interface UserById {
	data: IDataObject;
	/** It is a row of a search, which may be late and may hold a part of the record. */
	isRow: boolean;
}

/**
 * One user by id, or undefined where there is none: by the service's own word, or, where that names
 * nothing, because its search for exactly this id gives no row at all.
 *
 * @throws NodeApiError as {@link findById}, and where the search gives rows about others alone: they
 * are no answer to what was asked
 */
export async function findUserById(
	api: ApiClient,
	read: () => Promise<IDataObject>,
	search: {
		rows: () => Promise<IDataObject[]>;
		isIt: (row: IDataObject) => boolean;
		call: ApiCall;
	},
): Promise<UserById | undefined> {
	return await findById<UserById>(
		api,
		'User',
		async () => ({ data: await read(), isRow: false }),
		async () => {
			const rows = await search.rows();
			const data = rows.find(search.isIt);
			if (data === undefined && rows.length > 0) throw await api.unreadable(search.call);
			return data && { data, isRow: true };
		},
	);
}

/**
 * One user or thing by its id, or undefined where there is none: by the service's own word, or,
 * where that names nothing, because a search for exactly this id finds none.
 *
 * @param search left out where the service has no search that finds every user by id
 * @param parameter by which the item names it; that something else is missing is no answer to that
 * @throws NodeApiError for any other refusal, and for an answer that the service did not make
 */
export async function findById<T>(
	{ run, itemIndex }: ApiClient,
	parameter: string,
	read: () => Promise<T>,
	search?: () => Promise<T | undefined>,
): Promise<T | undefined> {
	const tried = await attempt(run.node, itemIndex ?? 0, read);
	if (tried.error === undefined) return tried.value;
	if (means(tried.error, 'missing') && detailsOf(tried.error).missing === parameter) {
		return undefined;
	}
	if (!isUndecided(tried.error) || search === undefined) throw tried.error;
	return await search();
}
