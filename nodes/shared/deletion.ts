import type { IDataObject } from 'n8n-workflow';

/** Output of a deletion: what was gone already is told apart from what was deleted now. */
export function deletion(gone: boolean, about: IDataObject): IDataObject {
	return gone ? { deleted: false, alreadyGone: true, ...about } : { deleted: true, ...about };
}
