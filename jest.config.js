/**
 * One jest project per kind of test. The engine tests run twice, once on each
 * line of n8n: the 2.x engine is a development dependency of the package, the
 * 1.x engine is installed in test/lines/n8n-1 and takes its place by name.
 */
const common = {
	rootDir: __dirname,
	testEnvironment: 'node',
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022' },
				module: { type: 'commonjs' },
				sourceMaps: 'inline',
			},
		],
	},
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/demo/n8n', '<rootDir>/.cache/'],
	moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'node'],
};

const line1 = '<rootDir>/test/lines/n8n-1/node_modules';

module.exports = {
	// Only a test that hangs takes so long, on a busy machine too. Jest takes it from here only, and
	// not from a project.
	testTimeout: 120_000,
	projects: [
		{ ...common, displayName: 'unit', testMatch: ['<rootDir>/test/unit/**/*.test.ts'] },
		{
			...common,
			displayName: 'engine n8n 2',
			testMatch: ['<rootDir>/test/engine/**/*.test.ts'],
		},
		{
			...common,
			displayName: 'engine n8n 1',
			testMatch: ['<rootDir>/test/engine/**/*.test.ts'],
			moduleNameMapper: {
				'^n8n-core$': `${line1}/n8n-core`,
				'^n8n-core/(.*)$': `${line1}/n8n-core/$1`,
				'^n8n-workflow$': `${line1}/n8n-workflow`,
				'^n8n-workflow/(.*)$': `${line1}/n8n-workflow/$1`,
			},
		},
		{ ...common, displayName: 'contract', testMatch: ['<rootDir>/test/contract/**/*.test.ts'] },
		{ ...common, displayName: 'package', testMatch: ['<rootDir>/test/package/**/*.test.ts'] },
	],
};
