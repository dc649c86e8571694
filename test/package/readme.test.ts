import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeType } from 'n8n-workflow';

import packageJson from '../../package.json';

const ROOT = join(__dirname, '../..');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

interface Option {
	name: string;
	value: string;
}

describe.each(packageJson.n8n.nodes)('the README on %s', (built) => {
	const source = built.replace(/^dist\//, '').replace(/\.js$/, '');
	const className = source.split('/').at(-1)?.replace('.node', '') ?? '';

	test('lists every resource with its operations, and links the page', async () => {
		const module = (await import(join(ROOT, source))) as Record<string, new () => INodeType>;
		const Node = module[className];
		if (!Node) throw new Error(`${source} does not export ${className}`);
		const { properties, displayName } = new Node().description;
		const section = readme.split(`### ${displayName}\n`)[1]?.split('\n#')[0] ?? '';
		const resources = properties.find(({ name }) => name === 'resource')?.options as Option[];
		for (const { name, value } of resources) {
			const dropdown = properties.find(
				({ name: field, displayOptions }) =>
					field === 'operation' && displayOptions?.show?.resource?.includes(value),
			);
			const operations = (dropdown?.options as Option[]).map((option) => option.name).join(', ');
			const row = section.split('\n').find((line) => line.startsWith(`| ${name}`)) ?? '';
			expect(row.replace(/^\| [^|]*\| /, '').replace(/ \|$/, '')).toBe(operations);
		}
		expect(readme).toContain(`(docs/${className.toLowerCase()}.md)`);
	});

	test('and its page names every operation', async () => {
		const page = readFileSync(join(ROOT, 'docs', `${className.toLowerCase()}.md`), 'utf8');
		const module = (await import(join(ROOT, source))) as Record<string, new () => INodeType>;
		const properties = new (module[className] ?? Object)() as INodeType;
		const names = properties.description.properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ options }) => (options as Option[]).map(({ name }) => name));
		expect(names.filter((name) => !page.includes(name))).toEqual([]);
	});
});
