import { USERS, DEVICES } from '../../../sandbox/emnify/seed';
import type { Deviation } from '../support/deviations';
import { OpenApiContract } from '../support/openApiContract';

/** File name of emnify's published OpenAPI 3.1 document, trimmed to what this package is about. */
export const EMNIFY_OPENAPI = 'emnify-openapi.yml';

/** @param path of the document; see `openApiFile` */
export function loadEmnifyContract(path: string): OpenApiContract {
	// Both formats are annotations: `double` of numbers, `password` of text that is to be masked.
	return OpenApiContract.load(path, { formats: { double: () => true, password: () => true } });
}

const OWN_DEVICES = 'GET /api/v1/user/mfa/trusted_device';
const OWN_DEVICE = `DELETE /api/v1/user/mfa/trusted_device/${DEVICES.automationB}`;
const DELETE_USER_V2 = `DELETE /api/v2/user/${USERS.joana}`;

const READS = [
	'GET /api/v1/user',
	'GET /api/v1/user/status',
	'GET /api/v1/user/role',
	'GET /api/v1/user/mfa/status',
	'GET /api/v1/user/mfa/type',
	'GET /api/v1/user/{user_id}',
	'GET /api/v1/user/{user_id}/mfa/trusted_device',
	'GET /api/v1/user/{user_id}/event',
	'GET /api/v1/event',
	'GET /api/v1/event/type',
	'GET /api/v1/application_token',
];
/** Changes that only an administrator may make and that answer 204. */
const ADMINISTRATORS_CHANGES = [
	'DELETE /api/v1/user/{user_id}/mfa/{key_id}',
	'DELETE /api/v1/user/{user_id}/mfa/trusted_device/{device_id}',
	'PATCH /api/v1/user/{user_id}',
	'PUT /api/v1/user/{user_id}/role/{role_id}',
	'DELETE /api/v1/user/{user_id}/role/{role_id}',
	'PATCH /api/v1/application_token/{app_token_id}',
	'DELETE /api/v1/user/{user_id}',
];
const CREATIONS = ['POST /api/v1/user/mfa', 'POST /api/v1/user', 'POST /api/v1/application_token'];
const WITH_TOKEN = [...READS, ...ADMINISTRATORS_CHANGES, ...CREATIONS];

/** What the document does not have as an operation, though its own texts speak of it. */
const UNLISTED: readonly Deviation[] = [
	{
		operation: [OWN_DEVICES, OWN_DEVICE],
		side: 'request',
		where: /^path$/,
		reason: "the short address of one's own devices stands in the text of two operations only",
	},
	{
		operation: DELETE_USER_V2,
		side: 'request',
		where: /^path$/,
		reason:
			'version 2 is named in the deprecation note of version 1 and defined by a generated client',
	},
];

/** Where requests differ from the document, and who says so. */
export const REQUEST_DEVIATIONS: readonly Deviation[] = [
	...UNLISTED,
	{
		operation: [
			'GET /api/v1/user/{user_id}',
			'GET /api/v1/user/{user_id}/mfa/trusted_device',
			'GET /api/v1/user/{user_id}/event',
			'DELETE /api/v1/user/{user_id}/mfa/trusted_device/{device_id}',
		],
		side: 'request',
		where: /^path\.user_id$/,
		rule: 'type',
		reason: "the document's texts allow `my`, and a username for reading one user",
	},
	{
		operation: 'PATCH /api/v1/user/{user_id}',
		side: 'request',
		where: /^body$/,
		rule: 'required',
		reason:
			'the schema wants username and name, the text of the same operation calls them optional: the least is sent first',
	},
];

/** Where the sandbox follows a recording, a text, or has to choose, against the document. */
export const ANSWER_DEVIATIONS: readonly Deviation[] = [
	...UNLISTED,
	{
		operation: [...ADMINISTRATORS_CHANGES, 'PATCH /api/v1/user/mfa/{key_id}'],
		side: 'response',
		status: 204,
		where: /^body$/,
		rule: 'missing',
		reason: 'the document gives a 204 a JSON body; by its own text and by recordings it is empty',
	},
	{
		operation: 'POST /api/v1/user',
		side: 'response',
		status: 201,
		where: /^body$/,
		rule: 'missing',
		reason: 'by its text the new user is told by the header Location; recorded without a body',
	},
	{
		operation: 'POST /api/v1/authenticate',
		side: 'response',
		status: 401,
		where: /^body$/,
		rule: 'missing',
		reason: 'by its text the body is empty for most refusals',
	},
	{
		operation: WITH_TOKEN,
		side: 'response',
		status: 401,
		where: /^status$/,
		reason: 'no operation lists it; recorded from the gateway, and in the table of error codes',
	},
	{
		operation: [...ADMINISTRATORS_CHANGES, 'POST /api/v1/user'],
		side: 'response',
		status: 403,
		where: /^status$/,
		reason: 'no operation of users lists it; it is in the table of error codes',
	},
	{
		operation: [...WITH_TOKEN, 'POST /api/v1/authenticate'],
		side: 'response',
		status: 429,
		where: /^status$/,
		reason: 'no operation lists it; the page on rate limits has it for all',
	},
];
