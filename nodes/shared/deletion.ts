import type { IDataObject } from 'n8n-workflow';

/**
 * Output of a deletion: what was gone already is told apart from what was deleted now, with as much as
 * is known of it.
 *
 * @param noun what was to be deleted, e.g. "session"
 */
export function deletion(gone: boolean, about: IDataObject, noun: string): IDataObject {
	return gone ? { deleted: false, ...alreadyGone(noun), ...about } : { deleted: true, ...about };
}

/** What is known of a thing that the user does not have: not that it was ever theirs. */
export function alreadyGone(noun: string): IDataObject {
	return { alreadyGone: true, note: `This user has no such ${noun} now` };
}

/** For the description of an operation that deletes one thing of a user by its id. */
export const GONE_OR_ANOTHERS =
	"An ID that this user does not have is told as already gone: it may be another user's.";
