import { notFoundTests } from './notFoundTests';
import { oneLogin } from './subjects';

describe('what a 404 says', () => {
	notFoundTests(oneLogin);
});
