import type { Deviation } from '../support/deviations';
import { OpenApiContract, type ContractOptions } from '../support/openApiContract';

/** File name of Auth0's OpenAPI 3.1 document of the Management API v2. */
export const AUTH0_OPENAPI = 'auth0-openapi.json';

/** Auth0's own formats; `url` and `strict-uri` only as far as a URL can be read. */
const AUTH0_FORMATS: ContractOptions['formats'] = {
	'user-id': /^[^|]+\|.+$/s,
	'client-id': /^[A-Za-z0-9_-]+$/,
	'organization-id': /^org_[A-Za-z0-9]{16}$/,
	'session-id': /^[A-Za-z0-9_-]+$/,
	'authenticator-id': /^[a-z-]+\|dev_[A-Za-z0-9_-]{16}$/,
	'strict-uri': (text) => URL.canParse(text),
	url: (text) => URL.canParse(text),
};

/** @param path of the document; see `openApiFile` */
export function loadAuth0Contract(path: string): OpenApiContract {
	return OpenApiContract.load(path, { formats: AUTH0_FORMATS });
}

/** Where Auth0's document and what Auth0 was seen to do differ, as far as requests go. */
export const REQUEST_DEVIATIONS: readonly Deviation[] = [
	{
		operation: 'GET /logs',
		side: 'request',
		where: /^query\.q$/,
		reason:
			"absent from the document's parameter list; its text, the manual and recordings have it",
	},
];

/** Where the sandbox follows a recording, or has to choose, against the document. */
export const ANSWER_DEVIATIONS: readonly Deviation[] = [
	{
		operation: [
			'DELETE /users/{user_id}/sessions',
			'DELETE /users/{user_id}/refresh-tokens',
			'DELETE /sessions/{id}',
			'POST /sessions/{id}/revoke',
			'POST /users/{id}/revoke-access',
			'DELETE /refresh-tokens/{id}',
			'POST /refresh-tokens/revoke',
		],
		side: 'response',
		status: 202,
		where: /^body$/,
		rule: 'unexpected',
		reason: '202 was recorded with the body {}; the document has no body',
	},
	{
		operation: 'DELETE /refresh-tokens/{id}',
		side: 'response',
		status: 204,
		where: /^status$/,
		reason: 'the document says 202, a recording of 2025-01 shows 204; a setting chooses',
	},
	{
		operation: ['GET /guardian/enrollments/{id}', 'DELETE /guardian/enrollments/{id}'],
		side: 'response',
		status: 404,
		where: /^status$/,
		reason: 'recorded with enrollment_not_found; the document lists no 404',
	},
	{
		operation: 'GET /guardian/enrollments/{id}',
		side: 'response',
		status: 200,
		where: /^body\/name$/,
		rule: 'pattern',
		reason:
			"the document's pattern for a name is that of a phone number, and its own example fails it",
	},
	{
		operation: 'PUT /users/{id}/authentication-methods',
		side: 'response',
		status: 404,
		where: /^status$/,
		reason: 'the document does not say what an unknown user gets; 404 as for the other operations',
	},
	{
		operation: ['GET /logs', 'GET /logs/{id}', 'GET /users/{id}/logs'],
		side: 'response',
		status: 200,
		where:
			/^body(\/\d+)?(\/logs\/\d+)?\/(connection|connection_id|client_id|user_id|user_name|hostname|audience|strategy|strategy_type|location_info|details)$/,
		rule: 'type',
		reason:
			'log entries were recorded with null in fields that the document calls strings or objects',
	},
	{
		operation: ['GET /logs', 'GET /users/{id}/logs'],
		side: 'response',
		status: 200,
		where: /^body(\/logs\/\d+)?$/,
		reason: 'the two shapes of a list (oneOf) fail together with the null fields inside',
	},
	{
		operation: [
			'GET /users/{user_id}/sessions',
			'GET /users/{user_id}/refresh-tokens',
			'DELETE /grants',
		],
		side: 'response',
		status: 400,
		where: /^status$/,
		reason: 'the document lists no 400 for these; a malformed id or query is refused as everywhere',
	},
	{
		operation: [
			'POST /guardian/enrollments/ticket',
			'GET /guardian/enrollments/{id}',
			'DELETE /guardian/enrollments/{id}',
			'GET /guardian/factors',
			'GET /guardian/policies',
			'POST /users/{id}/multifactor/actions/invalidate-remember-browser',
			'POST /users/{id}/recovery-code-regeneration',
		],
		side: 'response',
		status: 429,
		where: /^status$/,
		reason:
			'the document lists no 429 for these; the limit of the whole API covers them all the same',
	},
];
