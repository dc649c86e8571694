import { oneLogin } from '../reliability/onelogin';
import { propertyTests } from './propertyTests';

propertyTests(oneLogin, [
	'GET /api/2/users',
	'GET /api/2/users/*',
	'GET /api/1/users/*/otp_devices',
	'GET /api/2/mfa/users/*/devices',
]);
