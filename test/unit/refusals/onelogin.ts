import { oneLoginDialect } from '../../../nodes/OneLogin/transport/dialect';
import type { ApiCall } from '../../../nodes/shared/http/call';
import type { Refusals } from './refusal';

const USER = { parameter: 'User', value: '1' };
const DEVICE = { parameter: 'Device', value: '7' };
const GET_USER: ApiCall = { method: 'GET', path: ['api', '2', 'users', '1'], subjects: [USER] };
const GET_DEVICES: ApiCall = {
	method: 'GET',
	path: ['api', '2', 'mfa', 'users', '1', 'devices'],
	subjects: [USER],
	permission: 'Manage All',
};
const REMOVE_DEVICE: ApiCall = {
	method: 'DELETE',
	path: ['api', '1', 'users', '1', 'otp_devices', '7'],
	subjects: [USER, DEVICE],
	deletesOne: true,
};
const VERIFY: ApiCall = {
	method: 'POST',
	path: ['api', '1', 'users', '1', 'otp_devices', '7', 'verify'],
	subjects: [USER, DEVICE],
	step: 'verifyFactor',
};
const v1 = (code: number, message: string) => ({
	status: { error: true, code, type: 'error', message },
});
const v2 = (statusCode: number, name: string, message: string) => ({ statusCode, name, message });
const UNKNOWN_ID = 'The resource with the given id could not be found';
const REQUEST_URI =
	"The resource can't be found or the server has not found anything matching the Request-URI";

export const oneLogin: Refusals = {
	dialect: oneLoginDialect,
	refusals: [
		{
			status: 400,
			body: v2(400, 'BadRequestError', 'unknown attribute: x'),
			call: GET_USER,
			to: 'get a user',
			meaning: 'input',
		},
		{
			status: 400,
			body: v1(400, 'User does not exist'),
			call: GET_USER,
			to: 'get a user',
			meaning: 'missing',
		},
		{
			status: 400,
			body: v1(400, 'Factor could not be found'),
			call: REMOVE_DEVICE,
			to: 'remove a device',
			meaning: 'service',
			undecided: true,
		},
		{
			status: 401,
			body: v1(401, 'Insufficient Permission'),
			call: GET_DEVICES,
			to: 'list devices',
			meaning: 'permission',
		},
		{
			status: 401,
			body: v2(401, 'UnauthorizedError', 'Unauthorized'),
			call: GET_DEVICES,
			to: 'list devices, with a fresh token',
			meaning: 'permission',
		},
		{
			status: 401,
			body: v1(401, 'Failed authentication with this factor'),
			call: VERIFY,
			to: 'verify a code',
			meaning: 'input',
		},
		{
			status: 401,
			body: v1(401, 'Authentication pending'),
			call: VERIFY,
			to: 'verify a push',
			meaning: 'state',
		},
		{
			status: 403,
			body: v2(403, 'ForbiddenAction', 'You are not authorised'),
			call: GET_DEVICES,
			to: 'list devices',
			meaning: 'permission',
		},
		{
			status: 404,
			body: v1(404, 'User for id 1 was not found'),
			call: REMOVE_DEVICE,
			to: 'remove a device',
			meaning: 'missing',
		},
		{
			status: 404,
			body: v2(404, 'NotFoundError', UNKNOWN_ID),
			call: GET_USER,
			to: 'get a user',
			meaning: 'missing',
		},
		{
			status: 404,
			body: v2(404, 'NotFoundError', UNKNOWN_ID),
			call: REMOVE_DEVICE,
			to: 'remove a device',
			meaning: 'missing',
			undecided: true,
		},
		{
			status: 404,
			body: v2(404, 'NotFound', REQUEST_URI),
			call: GET_USER,
			to: 'get a user',
			meaning: 'service',
			undecided: true,
		},
		{
			status: 404,
			body: v1(404, 'User for id 2 was not found'),
			call: GET_USER,
			to: 'get user 1',
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
			status: 422,
			body: v2(422, 'ValidationError', 'Validations failed'),
			call: GET_USER,
			to: 'change a user',
			meaning: 'input',
		},
		{
			status: 409,
			body: { message: 'taken' },
			call: GET_USER,
			to: 'change a user',
			meaning: 'conflict',
		},
		{ status: 403, body: '<html></html>', call: GET_USER, to: 'get a user', meaning: 'service' },
		{
			status: 500,
			body: v2(500, 'Error', 'Error'),
			call: GET_USER,
			to: 'get a user',
			meaning: 'service',
		},
	],
};
