import { auth0 } from '../reliability/auth0';
import { propertyTests } from './propertyTests';

propertyTests(auth0, [
	'GET /api/v2/users-by-email',
	'GET /api/v2/users/*',
	'GET /api/v2/sessions/*',
]);
