import { emnify } from '../reliability/emnify';
import { propertyTests } from './propertyTests';

propertyTests(emnify, [
	'GET /api/v1/user',
	'GET /api/v1/user/*',
	'GET /api/v1/user/*/mfa',
	'GET /api/v1/user/*/mfa/trusted_device',
]);
