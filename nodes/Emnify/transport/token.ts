import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../shared/http/answer';
import { parseJson } from '../../shared/http/json';
import type { LoginKind } from './login';

/**
 * What a JWT says of itself, without any of its signed parts: recorded tokens of applications have
 * the claims `esc.app`, `esc.org`, `esc.orgName`, `exp` and `iat`; those of users are not
 * documented, so that what is missing is null.
 */
export function describeToken(token: string, kind: LoginKind, username: string): IDataObject {
	const claims = claimsOf(token);
	const [subject] = [claims.sub, claims['esc.user'], claims['esc.app']].filter(isScalar);
	return {
		kind: claims['esc.app'] === undefined ? kind : 'applicationToken',
		subject: subject ?? (username || null),
		applicationId: scalar(claims['esc.app']),
		organisation: {
			id: scalar(claims['esc.org']),
			name: scalar(claims['esc.orgName']),
		},
		issuedAt: time(claims.iat),
		expiresAt: time(claims.exp),
	};
}

function claimsOf(token: string): IDataObject {
	const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
	const claims = parseJson(payload);
	return isObject(claims) ? claims : {};
}

function isScalar(value: unknown): value is string | number {
	return typeof value === 'number' || (typeof value === 'string' && value !== '');
}

function scalar(value: unknown): string | number | null {
	return isScalar(value) ? value : null;
}

/** A claim in seconds since 1970 as ISO 8601 UTC. */
function time(seconds: unknown): string | null {
	const isTime = typeof seconds === 'number' && Math.abs(seconds) < 8.64e12;
	return isTime ? new Date(seconds * 1000).toISOString() : null;
}
