import { notFoundTests } from './notFoundTests';
import { auth0 } from './subjects';

describe('what a 404 says', () => {
	notFoundTests(auth0);
});
