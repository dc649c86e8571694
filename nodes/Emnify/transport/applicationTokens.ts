import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/http/answer';
import type { ApiClient } from '../../shared/http/client';
import { wholeList } from './lists';
import { ADMINISTRATOR, ANY_ROLE } from './permissions';
import { STEPS } from './refusedChange';

/** emnify API, Update application token: 0 is Activated, 1 is Revoked. */
export const TOKEN_STATUS = { activated: 0, revoked: 1 } as const;

/**
 * All application tokens of the organisation, without the tokens themselves and without paging.
 * emnify API, GET /api/v1/application_token.
 */
export async function listApplicationTokens(api: ApiClient): Promise<IDataObject[]> {
	return await wholeList(api, { path: ['v1', 'application_token'], permission: ANY_ROLE });
}

/** The id of a token's status; undefined when the service gave none. */
export function statusOf({ status }: IDataObject): number | undefined {
	const id: unknown = isObject(status) ? status.id : undefined;
	return typeof id === 'number' ? id : undefined;
}

/**
 * Revokes an application token; access tokens made from it stay valid until they expire. emnify
 * API, PATCH /api/v1/application_token/{app_token_id}.
 */
export async function revokeApplicationToken(api: ApiClient, id: string): Promise<void> {
	await api.send({
		method: 'PATCH',
		path: ['v1', 'application_token', id],
		body: { status: { id: TOKEN_STATUS.revoked } },
		// Revoking twice ends what is ended: a lost answer may be asked for again.
		repeat: 'repeatable',
		permission: ADMINISTRATOR,
		step: STEPS.revokeToken,
		subjects: [{ parameter: 'Application Token', value: id }],
	});
}
