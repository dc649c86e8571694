import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/http/answer';
import type { ApiClient } from '../../shared/http/client';
import type { Run } from '../../shared/run/run';
import { readId } from './ids';
import { wholeList } from './lists';
import { loginKind, TOKEN_FIELD } from './login';
import { ADMINISTRATOR, ANY_ROLE } from './permissions';
import { STEPS } from './refusedChange';
import { describeToken } from './token';

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

/** True for a token that may still sign in: neither revoked nor past its expiry date. */
export function isUsable(token: IDataObject, now: number): boolean {
	if (statusOf(token) === TOKEN_STATUS.revoked) return false;
	const { expiry_date: expiry } = token;
	const end = typeof expiry === 'string' ? new Date(expiry).getTime() : Number.NaN;
	return Number.isNaN(end) || end > now;
}

/** The id of the user who created a token. */
export function creatorOf({ creator }: IDataObject): string | undefined {
	return isObject(creator) ? readId(creator.id) : undefined;
}

/**
 * The id of the application token that the credential signs in with; undefined where it signs in
 * as a user, or where that cannot be told. The claim `esc.app` of recorded access tokens names the
 * application; that it is the id in the list is likely and not documented.
 */
export async function ownApplicationToken(run: Run): Promise<string | undefined> {
	const credential = await run.fields();
	if (loginKind(credential) !== 'applicationToken') return undefined;
	const token = credential[TOKEN_FIELD];
	const { applicationId } = describeToken(
		typeof token === 'string' ? token : '',
		'applicationToken',
		'',
	);
	return readId(applicationId);
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
