import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type {
	ICredentialType,
	INodeProperties,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';

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

const DESTROYS = /^(Delete|Remove|Revoke|Replace|Offboard|Reset|Forget|Log Out|Regenerate)/;
const IRREVERSIBLE = /cannot be undone|cannot be brought back/;
const READS = /^(Audit|Get)/;

/** A role can be given again. */
const CAN_BE_UNDONE = ['removeRole'];

/** Every operation, with the resource that it belongs to. */
function operationsOf(properties: INodeProperties[]): Array<[string, INodePropertyOptions]> {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options, displayOptions }) => {
			const resource = displayOptions?.show?.resource?.[0] as string;
			return (options as INodePropertyOptions[]).map((option): [string, INodePropertyOptions] => [
				resource,
				option,
			]);
		});
}

const SECRET =
	/secret|password|otp(?!auth)|passcode|code$|fingerprint|token$|seed$|recovery|ticket$/i;

/** Fields for a secret, by their names, that show what is typed. */
function openSecrets(properties: INodeProperties[]): string[] {
	return allFields(properties)
		.filter(([, { name, type }]) => type === 'string' && SECRET.test(name))
		.filter(([, { typeOptions }]) => typeOptions?.password !== true)
		.map(([path]) => path);
}

test.each(
	packageJson.n8n.credentials.map((built) => [built.split('/').at(-1)?.split('.')[0] ?? '']),
)('%s masks every field that takes a secret', async (name) => {
	const path = join(ROOT, 'credentials', `${name}.credentials`);
	const module = (await import(path)) as Record<string, new () => ICredentialType>;
	const Credential = module[name];
	if (!Credential) throw new Error(`${path} does not export ${name}`);
	const { properties } = new Credential();
	const typed = properties.filter(({ type }) => type !== 'hidden');
	expect(openSecrets(typed)).toEqual([]);
});

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
	});

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

	test('says in the panel, before it runs, what cannot be undone', () => {
		const { properties } = node.description;
		const told: string[] = [];
		for (const [resource, option] of operationsOf(properties)) {
			const destroys =
				DESTROYS.test(option.name) && !CAN_BE_UNDONE.includes(option.value as string);
			if (!destroys && !IRREVERSIBLE.test(option.description ?? '')) continue;
			const notice = properties.find(
				({ type, displayName, displayOptions }) =>
					type === 'notice' &&
					IRREVERSIBLE.test(displayName) &&
					displayOptions?.show?.resource?.includes(resource) &&
					displayOptions.show.operation?.includes(option.value),
			);
			expect([resource, option.name, notice?.displayName ?? 'no notice']).toEqual([
				resource,
				option.name,
				expect.stringMatching(IRREVERSIBLE),
			]);
			told.push(option.name);
		}
		expect(told).toEqual(expect.arrayContaining(['Offboard', 'Reset MFA']));
		expect(told.length).toBeGreaterThan(3);
	});

	test('begins each resource with an operation that only reads, where it has one', () => {
		for (const dropdown of properties('operation')) {
			const options = (dropdown.options ?? []) as INodePropertyOptions[];
			const reading = options.filter(({ name: shown }) => READS.test(shown));
			if (reading.length === 0) continue;
			expect(reading.map(({ value }) => value)).toContain(dropdown.default);
		}
		expect(properties('operation').length).toBeGreaterThan(3);

		function properties(field: string): INodeProperties[] {
			return node.description.properties.filter(({ name: one }) => one === field);
		}
	});

	test('masks every field that takes a secret', () => {
		expect(openSecrets(node.description.properties)).toEqual([]);
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
