const e2e = require('../jest.config');

/** Apart from the other end-to-end tests: an n8n and a browser for each file need the machine. */
module.exports = {
	...e2e,
	displayName: 'browser',
	testMatch: ['<rootDir>/browser/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/'],
};
