import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';

import type { INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';

import { loadPackage, type Loaded } from './support/load';
import { requiresOf } from './support/requires';
import { scan } from './support/scan';
import { filesUnder, Packed, ROOT, Workshop } from './support/workshop';

/** The published package: what npm would send, built by `npm run build`. */

let workshop: Workshop;
let packed: Packed;

beforeAll(() => {
	workshop = new Workshop();
	workshop.build();
	packed = workshop.pack();
}, 600_000);

afterAll(() => {
	workshop.remove();
});

describe('the list of files', () => {
	it('is what the sources make, and nothing else', () => {
		const compiled = ['nodes', 'credentials'].flatMap((folder) =>
			filesUnder(join(ROOT, folder))
				.filter((path) => path.endsWith('.ts'))
				.map((path) => `dist/${folder}/${path.replace(/\.ts$/, '')}`)
				.flatMap((path) => [`${path}.js`, `${path}.js.map`, `${path}.d.ts`]),
		);
		const codex = filesUnder(join(ROOT, 'nodes'))
			.filter((path) => path.endsWith('.json'))
			.map((path) => `dist/nodes/${path}`);
		const icons = filesUnder(join(ROOT, 'icons')).map((path) => `dist/icons/${path}`);
		const expected = [
			'package.json',
			'README.md',
			'LICENSE.md',
			'dist/package.json',
			...compiled,
			...codex,
			...icons,
		];
		expect(packed.files()).toEqual(expected.sort());
	});

	it('holds no test, no build information and no map of the file system', () => {
		const strange = packed
			.files()
			.filter((path) => /\.test\.|\.spec\.|__tests__|\.tsbuildinfo$|node_modules|^\./.test(path));
		expect(strange).toEqual([]);
	});

	it('has every path that package.json gives to n8n', () => {
		const { nodes, credentials } = packed.manifest.n8n;
		expect(nodes.length).toBeGreaterThan(0);
		expect(credentials.length).toBeGreaterThan(0);
		expect(packed.files()).toEqual(expect.arrayContaining([...nodes, ...credentials]));
	});

	it('gives n8n every node and credential that is in it', () => {
		const files = packed.files();
		const nodes = files.filter((path) => path.endsWith('.node.js'));
		const credentials = files.filter((path) => path.endsWith('.credentials.js'));
		expect([...packed.manifest.n8n.nodes].sort()).toEqual(nodes);
		expect([...packed.manifest.n8n.credentials].sort()).toEqual(credentials);
	});

	it('has an output schema of each operation where the editor looks for it, as in the sources', async () => {
		for (const node of packed.manifest.n8n.nodes) {
			const source = node.replace(/^dist\//, '').replace(/\.js$/, '');
			const className = posix.basename(source, '.node');
			const module = (await import(join(ROOT, source))) as Record<string, new () => INodeType>;
			const Node = module[className];
			if (!Node) throw new Error(`${source} does not export ${className}`);
			const { version, properties } = new Node().description;
			expect(version).toBe(1);
			const schemas = operationsOf(properties).map(
				(operation) => `${posix.dirname(node)}/__schema__/v1.0.0/${operation}.json`,
			);
			expect(schemas.length).toBeGreaterThan(20);
			expect(packed.files().filter((path) => isSchemaOf(node, path))).toEqual(schemas.sort());
			for (const path of schemas) {
				const text = readFileSync(join(ROOT, path.replace(/^dist\//, '')), 'utf8');
				expect(packed.read(path)).toBe(text);
			}
		}
	});

	/** As `resource/operation`, from the two dropdowns. */
	function operationsOf(properties: INodeProperties[]): string[] {
		return properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ options, displayOptions }) => {
				const [resource] = (displayOptions?.show?.resource ?? []) as string[];
				const values = (options as INodePropertyOptions[]).map(({ value }) => value);
				return values.map((value) => `${resource ?? ''}/${value}`);
			});
	}

	const isSchemaOf = (node: string, path: string) =>
		path.startsWith(`${posix.dirname(node)}/__schema__/`);

	it('has the codex of each node beside it', () => {
		for (const node of packed.manifest.n8n.nodes) {
			const codex = JSON.parse(packed.read(node.replace(/\.js$/, '.json'))) as { node: string };
			expect(codex.node).toMatch(/^n8n-nodes-mfa\.\w+$/);
		}
	});
});

describe('package.json', () => {
	it('brings no dependency along and leaves n8n-workflow to n8n', () => {
		const { dependencies, peerDependencies, overrides } = packed.manifest;
		expect(Object.keys(dependencies ?? {})).toEqual([]);
		expect(peerDependencies).toEqual({ 'n8n-workflow': '*' });
		expect(overrides).toBeUndefined();
	});

	it('has no script that npm runs by itself, but prepublishOnly', () => {
		const byItself =
			/^(pre|post)|^(install|uninstall|prepare|publish|version|shrinkwrap|dependencies)$/;
		const scripts = Object.keys(packed.manifest.scripts).filter((name) => byItself.test(name));
		expect(scripts.filter((name) => name !== 'prepublishOnly')).toEqual([]);
	});

	it('is one that n8n finds and may list', () => {
		const { name, license, keywords, files } = packed.manifest;
		expect(name).toMatch(/^n8n-nodes-/);
		expect(license).toBe('MIT');
		expect(keywords).toContain('n8n-community-node-package');
		expect(files).toEqual(['dist', '!dist/**/*.tsbuildinfo']);
	});
});

describe('the code', () => {
	const ALLOWED = new Set(['n8n-workflow', 'crypto', 'node:crypto']);

	it('requires nothing but n8n-workflow, crypto and its own files', () => {
		const scripts = packed.files().filter((path) => path.endsWith('.js'));
		expect(scripts.length).toBeGreaterThan(0);
		const foreign = scripts.flatMap((path) =>
			requiresOf(packed.read(path))
				.filter((target) => !ALLOWED.has(target) && !isOwnFile(path, target))
				.map((target) => `${path} requires ${target}`),
		);
		expect(foreign).toEqual([]);
	});

	it.each([
		['n8n 2', join(ROOT, 'node_modules', 'n8n-workflow')],
		['n8n 1', join(ROOT, 'test', 'lines', 'n8n-1', 'node_modules', 'n8n-workflow')],
	])(
		'loads beside the n8n-workflow of %s, with descriptions that fit together',
		(_, n8nWorkflow) => {
			const loaded = withN8nWorkflow(n8nWorkflow, () => loadPackage(packed.folder));
			expect(loaded.nodes.map(({ file }) => file)).toEqual(packed.manifest.n8n.nodes);
			for (const { className, description } of loaded.nodes) {
				expect(description.name).toBe(className.charAt(0).toLowerCase() + className.slice(1));
				expect(description.displayName).not.toBe('');
				expect(description.properties.length).toBeGreaterThan(0);
				const known = loaded.credentials.map(({ name }) => name);
				const used = (description.credentials ?? []).map(({ name }) => name);
				expect(known).toEqual(expect.arrayContaining(used));
			}
			for (const { className, name, properties } of loaded.credentials) {
				expect(name).toBe(className.charAt(0).toLowerCase() + className.slice(1));
				expect(properties.length).toBeGreaterThan(0);
			}
			expect(missingIcons(loaded)).toEqual([]);
		},
	);

	/** n8n-workflow stands beside the package in n8n's folder for community packages. */
	function withN8nWorkflow<T>(source: string, work: () => T): T {
		expect(existsSync(source)).toBe(true);
		const modules = join(dirname(packed.folder), 'node_modules');
		mkdirSync(modules, { recursive: true });
		const link = join(modules, 'n8n-workflow');
		symlinkSync(source, link, 'dir');
		try {
			return work();
		} finally {
			rmSync(link);
		}
	}

	function isOwnFile(from: string, target: string): boolean {
		if (!target.startsWith('.')) return false;
		const path = posix.normalize(posix.join(posix.dirname(from), target));
		const candidates = [path, `${path}.js`, `${path}.json`, `${path}/index.js`];
		return path.startsWith('dist/') && candidates.some((file) => packed.files().includes(file));
	}

	function missingIcons({ nodes, credentials }: Loaded): string[] {
		const files = packed.files();
		const icons = [
			...nodes.map(({ file, description }) => ({ file, icon: description.icon })),
			...credentials.map(({ file, icon }) => ({ file, icon })),
		];
		return icons.flatMap(({ file, icon }) => {
			const both = typeof icon === 'object' ? [icon.light, icon.dark] : [icon];
			return both
				.map((one) => posix.join(posix.dirname(file), (one ?? 'file:none').replace(/^file:/, '')))
				.filter((path) => !files.includes(path))
				.map((path) => `${file}: ${path}`);
		});
	}
});

describe('the community scanner', () => {
	const SOURCES = ['package.json', '{nodes,credentials}/**/*.{js,ts,json}'];
	const PUBLISHED = ['**/*.js', 'package.json'];

	it('finds nothing in the package', () => {
		expect(scan(packed.folder, PUBLISHED)).toEqual({ passed: true });
	}, 600_000);

	it('finds nothing in the sources', () => {
		expect(scan(ROOT, SOURCES)).toEqual({ passed: true });
	}, 600_000);

	it('is awake: it tells what is not allowed', () => {
		const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-mfa-scan-'));
		mkdirSync(join(folder, 'nodes'));
		writeFileSync(join(folder, 'nodes', 'Bad.node.js'), 'console.log(process.env.HOME);\n');
		const { passed, details } = scan(folder, SOURCES);
		rmSync(folder, { recursive: true });
		expect(passed).toBe(false);
		expect(details).toContain('no-console');
		expect(details).toContain('no-restricted-globals');
	}, 600_000);
});
