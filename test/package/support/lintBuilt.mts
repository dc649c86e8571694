import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ESLint } from 'eslint';
import type { INodeType } from 'n8n-workflow';
import prettier from 'prettier';

/**
 * Writes the description of a node out as a literal and lints that with n8n's rules, which cannot
 * see into functions that build a description. Prints what they say as JSON. A process of its own,
 * because ESLint loads its configuration in a way that jest does not allow.
 *
 * Arguments: the node's source without its ending, and the class in it.
 */
const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const NOT_MEANT = new Set([
	// The literal is nowhere on disk, and these go by the file's name.
	'n8n-nodes-base/node-filename-against-convention',
	'n8n-nodes-base/node-class-description-display-name-unsuffixed-trigger-node',
	'n8n-nodes-base/node-class-description-name-unsuffixed-trigger-node',
	'n8n-nodes-base/node-class-description-inputs-wrong-trigger-node',
	// The steps of Offboard stand in the order in which they run, which is what a person must see.
	'n8n-nodes-base/node-param-multi-options-type-unsorted-items',
]);
const [source = '', name = ''] = process.argv.slice(2);

const module = (await import(join(ROOT, `${source}.ts`))) as Record<string, new () => INodeType> & {
	default?: Record<string, new () => INodeType>;
};
const Node = module[name] ?? module.default?.[name];
if (!Node) throw new Error(`${source} does not export ${name}`);

const literal = `import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
export class ${name} implements INodeType {
	description: INodeTypeDescription = ${JSON.stringify(new Node().description)};
	methods = { listSearch: {} };
	async execute() { return [[]]; }
}`;
const code = await prettier.format(literal, {
	parser: 'typescript',
	useTabs: true,
	singleQuote: true,
});
const eslint = new ESLint({
	cwd: ROOT,
	overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parserOptions: { project: null } } }],
	// The literal is no file of the project: rules that need types do not apply to it.
	ruleFilter: ({ ruleId }) => ruleId.startsWith('n8n-nodes-base/') && !NOT_MEANT.has(ruleId),
});
const [result] = await eslint.lintText(code, { filePath: join(ROOT, `${source}.ts`) });
const lines = code.split('\n');
console.log(
	JSON.stringify(
		(result?.messages ?? []).map(({ ruleId, line, message }) => {
			const near = lines.slice(Math.max(0, line - 4), line + 2).map((one) => one.trim());
			return `${ruleId ?? ''} ${message} near ${near.join(' ')}`;
		}),
	),
);
