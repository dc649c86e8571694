import { emnifyDialect } from '../../../nodes/Emnify/transport/dialect';
import { STEPS } from '../../../nodes/Emnify/transport/refusedChange';
import type { ApiCall } from '../../../nodes/shared/http/call';
import type { Refusals } from './refusal';

const USER = { parameter: 'User', value: '42' };
const GET_USER: ApiCall = { method: 'GET', path: ['v1', 'user', '42'], subjects: [USER] };
const DELETE_USER: ApiCall = { ...GET_USER, method: 'DELETE', deletesOne: true };
const DELETE_KEY: ApiCall = {
	method: 'DELETE',
	path: ['v1', 'user', '42', 'mfa', '7'],
	subjects: [USER, { parameter: 'MFA Key', value: '7' }],
	deletesOne: true,
};
const SUSPEND: ApiCall = { ...GET_USER, method: 'PATCH', step: STEPS.suspend };
const ACTIVATE: ApiCall = {
	method: 'PATCH',
	path: ['v1', 'user', 'mfa', '7'],
	step: STEPS.activateKey,
};
const says = (error_code: number, error_token: string, message: string) => ({
	error_code,
	error_token,
	message,
});

export const emnify: Refusals = {
	dialect: emnifyDialect,
	refusals: [
		{ status: 400, call: GET_USER, to: 'get a user', meaning: 'input' },
		{
			status: 401,
			body: says(1103, 'TokenExpired', 'Expired.'),
			call: GET_USER,
			to: 'get a user',
			meaning: 'token',
		},
		{
			status: 401,
			body: says(1104, 'Forbidden', 'No rights.'),
			call: GET_USER,
			to: 'get a user',
			meaning: 'permission',
		},
		{
			status: 403,
			body: says(1104, 'Forbidden', 'No rights.'),
			call: GET_USER,
			to: 'get a user',
			meaning: 'permission',
		},
		{
			status: 404,
			body: says(1201, 'NotFound', "User with Id '42' not found."),
			call: GET_USER,
			to: 'get a user',
			meaning: 'missing',
		},
		{
			status: 404,
			body: says(1201, 'NotFound', 'Not found.'),
			call: DELETE_USER,
			to: 'delete a user',
			meaning: 'gone',
		},
		{
			status: 404,
			body: says(1401, 'InvalidReference', "MFA key with Id '7' not found."),
			call: DELETE_KEY,
			to: 'delete an MFA key',
			meaning: 'gone',
		},
		{
			status: 404,
			body: says(1201, 'NotFound', 'Not found.'),
			call: DELETE_KEY,
			to: 'delete an MFA key',
			meaning: 'missing',
			undecided: true,
		},
		{
			status: 404,
			body: says(1401, 'InvalidReference', "Endpoint with Id '7' not found."),
			call: DELETE_KEY,
			to: 'delete an MFA key',
			meaning: 'service',
			undecided: true,
		},
		{
			status: 404,
			body: says(1601, 'Unavailable', 'No IP Address available.'),
			call: GET_USER,
			to: 'get a user',
			meaning: 'service',
			undecided: true,
		},
		{
			status: 404,
			body: { message: 'Not Found' },
			call: GET_USER,
			to: 'get a user',
			meaning: 'service',
		},
		{ status: 404, call: GET_USER, to: 'get a user', meaning: 'service' },
		{
			status: 409,
			body: says(1406, 'StateConflict', 'Not now.'),
			call: SUSPEND,
			to: 'suspend a user',
			meaning: 'state',
		},
		{
			status: 409,
			body: says(1405, 'Duplicated', 'Active.'),
			call: ACTIVATE,
			to: 'activate an MFA key',
			meaning: 'conflict',
		},
		{ status: 422, call: ACTIVATE, to: 'activate an MFA key', meaning: 'input' },
		{
			status: 422,
			body: says(1400, 'InputValidationFailed', 'No.'),
			call: GET_USER,
			to: 'list users',
			meaning: 'input',
		},
		{ status: 403, body: '<html></html>', call: GET_USER, to: 'get a user', meaning: 'service' },
		{ status: 502, call: GET_USER, to: 'get a user', meaning: 'service' },
	],
};
