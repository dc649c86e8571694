import { config as n8nRules } from '@n8n/node-cli/eslint';
import { globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * Product code (nodes/, credentials/, package.json) meets all of n8n's rules.
 * Everything else is ordinary Node.js code: n8n's rules forbid it files, timers
 * and packages that a test or a sandbox needs, so it gets typescript-eslint's
 * strict rules with types instead.
 */
const PRODUCT = ['nodes/**/*.ts', 'credentials/**/*.ts', 'package.json'];
const TOOLS = ['sandbox/**/*.ts', 'demo/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts'];

const onlyProduct = n8nRules.map((entry) => {
	const isGlobal = !entry.files && (entry.ignores || !entry.rules);
	if (isGlobal) return entry;
	return { ...entry, ignores: [...(entry.ignores ?? []), ...TOOLS, '*.js', '*.mjs', 'scripts/**'] };
});

export default tseslint.config(
	globalIgnores(['dist', '.cache', 'demo/n8n*/**', 'test/lines/**', '**/node_modules']),
	...onlyProduct,
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		extends: [tseslint.configs.strictTypeChecked],
		languageOptions: { parserOptions: { project: './tsconfig.json' } },
		rules: {
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
		},
	},
	{
		files: TOOLS,
		extends: [tseslint.configs.strictTypeChecked],
		languageOptions: { parserOptions: { project: './tsconfig.dev.json' } },
		rules: {
			'@typescript-eslint/restrict-template-expressions': [
				'error',
				{ allowNumber: true, allowBoolean: true },
			],
			// Fastify's handlers and jest's callbacks are async by their signature.
			'@typescript-eslint/require-await': 'off',
		},
	},
);
