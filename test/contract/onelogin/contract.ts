import type { Deviation } from '../support/deviations';
import { OpenApiContract } from '../support/openApiContract';

/** File name of OneLogin's OpenAPI document 3.1.1, trimmed to what this package is about. */
export const ONELOGIN_OPENAPI = 'onelogin-openapi.yml';

/** @param path of the document; see `openApiFile` */
export function loadOneLoginContract(path: string): OpenApiContract {
	return OpenApiContract.load(path);
}

const PLURAL = 'GET /api/1/users/{id}/auth_factors';
const UNLOCK = 'POST /api/2/users/{id}/unlock';

/** Operations that OneLogin's documentation has and its OpenAPI document has not, by raw path. */
export const UNDOCUMENTED: ReadonlyArray<{ name: string; method: string; path: RegExp }> = [
	{ name: PLURAL, method: 'GET', path: /^\/api\/1\/users\/[0-9]+\/auth_factors$/ },
	{ name: UNLOCK, method: 'POST', path: /^\/api\/2\/users\/[0-9]+\/unlock$/ },
];

/** Where requests differ from the document, and who says so. */
export const REQUEST_DEVIATIONS: readonly Deviation[] = [
	{
		operation: 'GET /api/1/events',
		side: 'request',
		where: /^query\.event_type_id$/,
		rule: 'type',
		reason:
			'the document has a list; the documentation and clients in use send it with commas between the ids',
	},
	{
		operation: 'PUT /api/2/mfa/users/{user_id}/registrations/{registration_id}',
		side: 'request',
		where: /^body\/otp$/,
		rule: 'type',
		reason: 'the document says integer, which loses leading zeros and letters; clients send text',
	},
];

/** Only what the node sends, beside the above. */
export const NODE_DEVIATIONS: readonly Deviation[] = [
	...REQUEST_DEVIATIONS,
	{
		operation: 'POST /auth/oauth2/v2/token',
		side: 'request',
		where: /^content-type$/,
		rule: 'unknown',
		reason:
			'n8n asks for tokens with a form that holds the pair, the third way of the documentation; the document has JSON with Basic only',
	},
	{
		operation: 'GET /api/1/events',
		side: 'request',
		where: /^query\.(limit|sort|after_cursor)$/,
		rule: 'unknown',
		reason: 'common parameters of API v1 lists by its documentation; absent from the document',
	},
	{
		operation: 'GET /api/2/users',
		side: 'request',
		where: /^query\.group_id$/,
		rule: 'unknown',
		reason: "in OneLogin's Go client and in ConductorOne's connector; absent from the document",
	},
	{
		operation: [
			'POST /api/2/mfa/users/{user_id}/registrations',
			'POST /api/2/mfa/users/{user_id}/verifications',
		],
		side: 'request',
		where: /^body\/expires_in$/,
		rule: 'type',
		reason: "the document says text; OneLogin's Python client and others send a number",
	},
];

const WRAPPED = [
	'GET /api/1/events',
	'GET /api/1/events/{event_id}',
	'GET /api/1/users',
	'GET /api/1/users/{user_id}/roles',
	'GET /api/1/users/{user_id}/otp_devices',
	'POST /api/1/users/{user_id}/otp_devices',
	'POST /api/1/users/{user_id}/otp_devices/{device_id}/trigger',
	'POST /api/1/users/{user_id}/otp_devices/{device_id}/verify',
	'DELETE /api/1/users/{user_id}/otp_devices/{device_id}',
	'PUT /api/1/users/{user_id}',
	'PUT /api/1/users/{user_id}/lock_user',
	'PUT /api/1/users/{user_id}/logout',
	'PUT /api/1/users/{user_id}/set_state',
	'PUT /api/1/users/{user_id}/remove_roles',
	'DELETE /api/1/users/{user_id}',
	'GET /api/1/users/{user_id}/auth_factor',
	'GET /auth/rate_limit',
	'POST /auth/oauth2/v2/token',
	'POST /auth/oauth2/revoke',
];

const USERS_2 = ['GET /api/2/users', 'GET /api/2/users/{user_id}', 'PUT /api/2/users/{user_id}'];

/** Where the sandbox follows OneLogin's documentation or what was seen, against the document. */
export const ANSWER_DEVIATIONS: readonly Deviation[] = [
	{
		operation: WRAPPED,
		side: 'response',
		where: /^body$/,
		rule: 'required',
		reason:
			'API v1 wraps its answers in `status`; the document has the inner object at the top. Another test looks inside',
	},
	{
		operation: 'GET /api/1/users/{user_id}',
		side: 'response',
		where: /^body$/,
		rule: 'required',
		reason: 'as above; the document lists these statuses, but not the wrapper',
	},
	{
		operation: 'GET /api/1/users',
		side: 'response',
		status: 200,
		where: /^body$/,
		rule: 'type',
		reason: 'the document describes the list of v2: bare, with cursors in headers',
	},
	{
		operation: ['GET /api/1/users/{user_id}', 'PUT /api/1/users/{user_id}'],
		side: 'response',
		status: 200,
		where: /^body\/status$/,
		reason: 'the document describes the bare user of v2, whose `status` is a number',
	},
	{
		operation: 'GET /api/1/events/{event_id}',
		side: 'response',
		status: 200,
		where: /^body\/data$/,
		rule: 'type',
		reason: "the document has an object; OneLogin's Python client accepts a list as well",
	},
	{
		operation: 'GET /api/1/users/{user_id}/roles',
		side: 'response',
		status: 200,
		where: /^body\/data\/\d+$/,
		rule: 'type',
		reason: 'the documentation prints a list within a list',
	},
	{
		operation: 'GET /api/1/users/{user_id}/otp_devices',
		side: 'response',
		status: 200,
		where: /^body\/data$/,
		rule: 'type',
		reason: 'one of the shapes that lists of v1 have when there is nothing; a setting chooses',
	},
	{
		operation: 'POST /api/1/users/{user_id}/otp_devices/{device_id}/trigger',
		side: 'response',
		status: 200,
		where: /^body\/data$/,
		rule: 'type',
		reason: 'the documentation and SDK tests have an array of one; a setting chooses',
	},
	{
		operation: 'GET /api/1/events',
		side: 'response',
		status: 200,
		where: /^body\/(data\/\d+|pagination)\/\w+$/,
		rule: 'type',
		reason:
			'members without a value are null; the document has no null, and its examples print "null"',
	},
	{
		operation: USERS_2,
		side: 'response',
		status: 200,
		where: /^body(\/\d+)?\/\w+$/,
		rule: 'type',
		reason: 'members without a value are null in the documentation and in SDK tests',
	},
	{
		operation: 'GET /api/2/users',
		side: 'response',
		status: 400,
		where: /^body\/error$/,
		rule: 'type',
		reason: 'seen in 2025 for cursor beside limit: `status` is a number and `error` a name',
	},
	{
		operation: ['GET /api/2/mfa/users/{user_id}/factors'],
		side: 'response',
		status: 200,
		where: /^body$/,
		rule: 'type',
		reason: "the document has one object; OneLogin's Python client 4.0.1 corrected it to a list",
	},
	{
		operation: [
			'GET /api/2/mfa/users/{user_id}/registrations/{registration_id}',
			'PUT /api/2/mfa/users/{user_id}/registrations/{registration_id}',
			'POST /api/2/mfa/users/{user_id}/registrations',
			'GET /api/2/mfa/users/{user_id}/verifications/{verification_id}',
			'POST /api/2/mfa/users/{user_id}/verifications',
		],
		side: 'response',
		where: /^body$/,
		rule: 'type',
		reason: 'the documentation prints an array of one; a setting chooses',
	},
	{
		operation: 'POST /api/2/mfa/users/{user_id}/verifications',
		side: 'response',
		status: 201,
		where: /^body\/device_id$/,
		rule: 'type',
		reason: 'text in the documentation and in SDK tests',
	},
	{
		operation: 'POST /api/2/mfa/users/{user_id}/verifications',
		side: 'response',
		where: /^status$/,
		reason:
			'checking a code at once, with 200 or 403, is in the documentation and in two SDKs, not in the document',
	},
	{
		operation: 'PUT /api/2/mfa/users/{user_id}/verifications/{verification_id}',
		side: 'response',
		status: 200,
		where: /^body$/,
		rule: 'required',
		reason: 'the documentation wraps it as in v1',
	},
	{
		operation: [
			'GET /api/2/users',
			'GET /api/2/users/{user_id}',
			'PUT /api/2/users/{user_id}',
			'DELETE /api/2/users/{user_id}',
		],
		side: 'response',
		where: /^body$/,
		rule: 'required',
		reason: 'errors of v2 have `statusCode`, as the documentation prints them, or are those of v1',
	},
	{
		operation: 'DELETE /api/1/users/{user_id}',
		side: 'response',
		status: 200,
		where: /^status$/,
		reason: 'the documentation says 200 with the usual answer, the document 204',
	},
	{
		operation: [
			'GET /api/1/users/{user_id}',
			'GET /api/2/users/{user_id}',
			'POST /api/1/users/{user_id}/mfa_token',
			'DELETE /api/2/mfa/users/{user_id}/devices/{device_id}',
		],
		side: 'response',
		status: 401,
		where: /^status$/,
		reason: 'the document forgot to list it; a bad token is refused everywhere',
	},
	{
		operation: [
			'GET /api/1/users/{user_id}/otp_devices',
			'GET /api/2/mfa/users/{user_id}/devices',
			'DELETE /api/2/mfa/users/{user_id}/devices/{device_id}',
		],
		side: 'response',
		status: 404,
		where: /^status$/,
		reason:
			'the document does not say what an unknown user or device gets; as for other operations',
	},
	{
		operation: 'POST /api/2/mfa/users/{user_id}/registrations',
		side: 'response',
		status: 422,
		where: /^status$/,
		reason: 'nothing is documented for a bad factor; as the documentation has it for mfa_token',
	},
];
