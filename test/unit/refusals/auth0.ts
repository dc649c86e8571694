import { auth0Dialect } from '../../../nodes/Auth0/transport/dialect';
import type { ApiCall } from '../../../nodes/shared/http/call';
import type { Refusals } from './refusal';

const USER = { parameter: 'User', value: 'auth0|1' };
const METHOD = { parameter: 'Authentication Method', value: 'totp|dev_1' };
const GET_USER: ApiCall = { method: 'GET', path: ['users', 'auth0|1'], subjects: [USER] };
const BLOCK: ApiCall = { ...GET_USER, method: 'PATCH', permission: 'update:users' };
const DELETE_METHOD: ApiCall = {
	method: 'DELETE',
	path: ['users', 'auth0|1', 'authentication-methods', 'totp|dev_1'],
	subjects: [USER, METHOD],
	deletesOne: true,
};
const DELETE_ALL: ApiCall = {
	method: 'DELETE',
	path: ['users', 'auth0|1', 'authentication-methods'],
	subjects: [USER],
};
const SESSIONS: ApiCall = {
	method: 'GET',
	path: ['users', 'auth0|1', 'sessions'],
	subjects: [USER],
	permission: 'read:sessions',
};
const says = (statusCode: number, message: string, errorCode?: string) => ({
	statusCode,
	error: 'Error',
	message,
	...(errorCode !== undefined && { errorCode }),
});
const UPGRADE = 'Please upgrade your subscription to use this';

export const auth0: Refusals = {
	dialect: auth0Dialect,
	refusals: [
		{
			status: 400,
			body: says(400, 'Payload validation error'),
			call: BLOCK,
			to: 'block',
			meaning: 'input',
		},
		{
			status: 401,
			body: says(401, 'Invalid token'),
			call: GET_USER,
			to: 'get a user',
			meaning: 'token',
		},
		{
			status: 403,
			body: says(403, 'Insufficient scope, expected any of: update:users', 'insufficient_scope'),
			call: BLOCK,
			to: 'block',
			meaning: 'permission',
		},
		{
			status: 403,
			body: says(403, 'Not this user.'),
			call: BLOCK,
			to: 'block',
			meaning: 'permission',
		},
		{
			status: 403,
			body: says(403, UPGRADE, 'insufficient_entitlement'),
			call: SESSIONS,
			to: 'list sessions',
			meaning: 'plan',
		},
		{
			status: 403,
			body: says(403, UPGRADE, 'insufficient_scope'),
			call: SESSIONS,
			to: 'list sessions',
			meaning: 'plan',
		},
		{
			status: 403,
			body: says(403, 'Insufficient scope, expected any of: read:sessions', 'insufficient_scope'),
			call: SESSIONS,
			to: 'list sessions',
			meaning: 'permission',
		},
		{
			status: 403,
			body: says(403, 'Forbidden'),
			call: SESSIONS,
			to: 'list sessions',
			meaning: 'plan',
		},
		{
			status: 404,
			body: says(404, 'Not Found'),
			call: SESSIONS,
			to: 'list sessions',
			meaning: 'plan',
			undecided: true,
		},
		{
			status: 403,
			body: says(403, 'The user has a passkey.'),
			call: DELETE_ALL,
			to: 'delete all methods',
			meaning: 'state',
		},
		{
			status: 404,
			body: says(404, 'The user does not exist.', 'inexistent_user'),
			call: GET_USER,
			to: 'get a user',
			meaning: 'missing',
		},
		{
			status: 404,
			body: says(404, 'The user does not exist.', 'inexistent_user'),
			call: DELETE_METHOD,
			to: 'delete a method',
			meaning: 'missing',
		},
		{
			status: 404,
			body: says(404, 'The authentication method could not be found.'),
			call: DELETE_METHOD,
			to: 'delete a method',
			meaning: 'gone',
		},
		{
			status: 404,
			body: says(404, 'Not Found'),
			call: DELETE_METHOD,
			to: 'delete a method',
			meaning: 'service',
			undecided: true,
		},
		{
			status: 404,
			body: { message: 'Not Found' },
			call: DELETE_METHOD,
			to: 'delete a method',
			meaning: 'service',
		},
		{
			status: 409,
			body: says(409, 'The specified new email already exists', 'auth0_idp_error'),
			call: BLOCK,
			to: 'change a user',
			meaning: 'conflict',
		},
		{
			status: 409,
			body: says(409, 'Several custom domains', 'custom_domain_conflict'),
			call: BLOCK,
			to: 'change a user',
			meaning: 'input',
		},
		{
			status: 414,
			body: says(414, 'URI too long'),
			call: GET_USER,
			to: 'search',
			meaning: 'input',
		},
		{ status: 418, body: says(418, 'No'), call: GET_USER, to: 'get a user', meaning: 'service' },
		{ status: 302, call: GET_USER, to: 'get a user', meaning: 'service' },
		{ status: 403, body: '<html></html>', call: BLOCK, to: 'block', meaning: 'service' },
		{ status: 403, body: { message: 'Forbidden' }, call: BLOCK, to: 'block', meaning: 'service' },
		{ status: 503, body: says(503, 'Timeout'), call: GET_USER, to: 'search', meaning: 'service' },
		{ status: 502, body: '<html></html>', call: GET_USER, to: 'get a user', meaning: 'service' },
	],
};
