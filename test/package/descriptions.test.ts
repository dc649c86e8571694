import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';

import packageJson from '../../package.json';

const ROOT = join(__dirname, '../..');
const run = promisify(execFile);

const nodes = packageJson.n8n.nodes.map((built) => {
	const source = built.replace(/^dist\//, '').replace(/\.js$/, '');
	const name = source.split('/').at(-1)?.replace('.node', '') ?? '';
	return { source, name };
});

const load = async (source: string, name: string): Promise<INodeType> => {
	const module = (await import(join(ROOT, source))) as Record<string, new () => INodeType>;
	const Node = module[name];
	if (!Node) throw new Error(`${source} does not export ${name}`);
	return new Node();
};

/** Every field, those inside of collections too, with its path. */
function allFields(properties: INodeProperties[], path = ''): Array<[string, INodeProperties]> {
	return properties.flatMap((property) => {
		const here = `${path}/${property.name}`;
		const inner = (property.options ?? []).flatMap((option) =>
			'values' in option ? option.values : 'type' in option ? [option] : [],
		);
		return [[here, property] as [string, INodeProperties], ...allFields(inner, here)];
	});
}

describe.each(nodes)('$name', ({ source, name }) => {
	let node: INodeType;
	beforeAll(async () => {
		node = await load(source, name);
	});

	test("meets n8n's rules once it is built", async () => {
		const { stdout } = await run(
			process.execPath,
			['--import', 'tsx', join(__dirname, 'support/lintBuilt.mts'), source, name],
			{ cwd: ROOT },
		);
		expect(JSON.parse(stdout)).toEqual([]);
	}, 60_000);

	test('offers operations in order, each with what the panel and an AI model show', () => {
		for (const property of node.description.properties) {
			if (property.name !== 'operation') continue;
			const options = (property.options ?? []) as INodePropertyOptions[];
			const names = options.map(({ name: shown }) => shown);
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
			for (const option of options) {
				expect(option.action).toMatch(/^[A-Z]/);
				expect(option.description).toBeTruthy();
				if (/^(Delete|Revoke|Replace|Offboard|Reset)/.test(option.name))
					expect(option.description).toMatch(/cannot be undone|cannot be brought back/);
			}
		}
	});

	test('masks every field that takes a secret', () => {
		for (const [path, field] of allFields(node.description.properties)) {
			const secret = /secret|password|otp(?!auth)|passcode|code$|fingerprint|mfaToken/i.test(
				field.name,
			);
			if (!secret || field.type !== 'string') continue;
			expect([path, field.typeOptions?.password]).toEqual([path, true]);
		}
	});

	test('has no field twice for one operation, and shows each only for operations that exist', () => {
		const shown = node.description.properties.filter(
			({ displayOptions }) => displayOptions?.show?.operation,
		);
		const seen = new Set<string>();
		for (const { name: field, displayOptions } of shown) {
			const show = displayOptions?.show ?? {};
			const others = { ...show, resource: undefined, operation: undefined };
			for (const resource of show.resource ?? []) {
				for (const operation of show.operation ?? []) {
					const key = JSON.stringify([resource, operation, field, others]);
					expect(seen.has(key) ? key : '').toBe('');
					seen.add(key);
				}
			}
		}
		expect(seen.size).toBeGreaterThan(0);
	});
});
