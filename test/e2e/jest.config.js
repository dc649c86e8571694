const root = require('../../jest.config');

const { transform, testEnvironment, modulePathIgnorePatterns } = root.projects[0];

/** Apart from the others: these tests need a demo that has run (see .ci/run). */
module.exports = {
	rootDir: __dirname,
	displayName: 'e2e',
	testEnvironment,
	testTimeout: root.testTimeout,
	transform,
	modulePathIgnorePatterns: modulePathIgnorePatterns.map((pattern) =>
		pattern.replace('<rootDir>', '<rootDir>/../..'),
	),
	testMatch: ['<rootDir>/*.test.ts'],
};
