import { STATUS_CODES } from 'node:http';

/** The error body of the Management API. */
export interface ErrorBody {
	statusCode: number;
	error: string;
	message: string;
	errorCode?: string;
	attributes?: { error: string };
}

/** An answer of the Management API that is an error; thrown by handlers, sent by the error handler. */
export class ManagementError extends Error {
	constructor(
		readonly statusCode: number,
		message: string,
		readonly errorCode?: string,
		readonly attributes?: { error: string },
	) {
		super(message);
	}

	get body(): ErrorBody {
		return {
			statusCode: this.statusCode,
			error: STATUS_CODES[this.statusCode] ?? 'Error',
			message: this.message,
			...(this.errorCode === undefined ? {} : { errorCode: this.errorCode }),
			...(this.attributes === undefined ? {} : { attributes: this.attributes }),
		};
	}
}

/** 401 without a bearer token. */
export function missingAuthentication(): ManagementError {
	return new ManagementError(401, 'Missing authentication');
}

/** 401 for a token that is wrong or expired; such a body has `attributes`, not `errorCode`. */
export function badToken(message: string): ManagementError {
	return new ManagementError(401, message, undefined, { error: message });
}

/** 403 that names the permissions, any of which would do. */
export function insufficientScope(permissions: readonly string[]): ManagementError {
	const text = `Insufficient scope, expected any of: ${permissions.join(',')}`;
	return new ManagementError(403, text, 'insufficient_scope');
}

/** 403 for what the tenant's plan does not have. */
export function insufficientEntitlement(feature: string): ManagementError {
	const text = `Please upgrade your subscription to use ${feature}`;
	return new ManagementError(403, text, 'insufficient_entitlement');
}

export function unknownUser(): ManagementError {
	return new ManagementError(404, 'The user does not exist.', 'inexistent_user');
}

/** 404 for a method. No recording shows an `errorCode` here, so there is none. */
export function unknownMethod(): ManagementError {
	return new ManagementError(404, 'The authentication method could not be found.');
}

export function unknownEnrollment(): ManagementError {
	return new ManagementError(404, 'Enrollment not found', 'enrollment_not_found');
}

/** 403 of "delete all" and "replace all" when the user has a passkey; no `errorCode` is known. */
export function passkeyForbids(): ManagementError {
	return new ManagementError(
		403,
		'Operation not permitted when the user has registered at least 1 passkey',
	);
}

/** 409 where a link can be made with several custom domains and the request names none. */
export function customDomainConflict(): ManagementError {
	const text = 'The tenant has multiple verified custom domains.';
	return new ManagementError(409, text, 'custom_domain_conflict');
}

/** 400 for a body. */
export function invalidBody(problem: string): ManagementError {
	return new ManagementError(400, `Payload validation error: '${problem}`, 'invalid_body');
}

/** 400 for a query. */
export function invalidQuery(problem: string): ManagementError {
	return new ManagementError(400, `Query validation error: '${problem}`, 'invalid_query_string');
}

/** 400 for a path. */
export function invalidUri(problem: string): ManagementError {
	return new ManagementError(400, `Path validation error: '${problem}`, 'invalid_uri');
}
