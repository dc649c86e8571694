import { notFoundTests } from './notFoundTests';
import { emnify } from './subjects';

describe('what a 404 says', () => {
	notFoundTests(emnify);
});
