import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** A credential as the user saved it in n8n. */
export interface SavedCredential {
	id: string;
	name: string;
	type: string;
	data: ICredentialDataDecryptedObject;
}

/**
 * What n8n's database does for credentials: keeps them by id, and takes the
 * tokens that n8n fetches. Hand the same store to two runs to have the second
 * one find the token of the first.
 */
export class CredentialStore {
	private readonly saved = new Map<string, SavedCredential>();

	/** How often a token was written back. */
	tokenUpdates = 0;

	/** Saves a credential, unless the id is there: then it stays, with the token it has. */
	add(credential: SavedCredential): void {
		if (this.saved.has(credential.id)) return;
		this.put(credential);
	}

	/** Saves a credential in the place of what was there, as the editor's Save button does. */
	put(credential: SavedCredential): void {
		this.saved.set(credential.id, { ...credential, data: structuredClone(credential.data) });
	}

	/** The credential as saved, or an error as n8n has it for one that was deleted. */
	get(id: string | null | undefined, type: string): SavedCredential {
		const found = id === null || id === undefined ? undefined : this.saved.get(id);
		if (found?.type !== type) {
			throw new Error(`Credential with ID "${String(id)}" does not exist for type "${type}".`);
		}
		return { ...found, data: structuredClone(found.data) };
	}

	/** Writes data back, as n8n does with a token that it has fetched. */
	updateTokens(id: string, type: string, data: ICredentialDataDecryptedObject): void {
		this.put({ ...this.get(id, type), data });
		this.tokenUpdates += 1;
	}
}
