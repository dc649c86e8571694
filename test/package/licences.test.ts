import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './support/workshop';

/** n8n's own packages point to a file: the Sustainable Use License, which allows to use them so. */
const N8N = /^(@n8n\/|n8n-(core|workflow)$)/;
const SUSTAINABLE_USE = 'Sustainable Use License';

/**
 * The licence of each package that development brings along is known and is one of these. None of
 * them is shipped: the package has no dependencies.
 */
const ALLOWED = new Set([
	'0BSD',
	'Apache-2.0',
	'BSD-2-Clause',
	'BSD-3-Clause',
	'BlueOak-1.0.0',
	'CC-BY-3.0',
	'CC-BY-4.0',
	'CC0-1.0',
	'ISC',
	'MIT',
	'MIT-0',
	'MPL-2.0',
	'Python-2.0',
	SUSTAINABLE_USE,
	'Unlicense',
	'WTFPL',
	'Zlib',
]);

/** Other licences, and why they are all right for what is only developed with. */
const LOOKED_AT: Readonly<Record<string, string>> = {
	'@n8n_io/ai-assistant-sdk':
		"n8n's Enterprise licence: comes with the engine that the tests run on, and is not called",
};

interface Manifest {
	name?: string;
	license?: string | { type?: string };
	licenses?: Array<{ type?: string }>;
}

const lock = JSON.parse(readFileSync(join(ROOT, 'node_modules', '.package-lock.json'), 'utf8')) as {
	packages: Record<string, { version?: string }>;
};

const installed = Object.keys(lock.packages).filter((path) =>
	existsSync(join(ROOT, path, 'package.json')),
);

function licenceOf(path: string): string {
	const { license, licenses } = JSON.parse(
		readFileSync(join(ROOT, path, 'package.json'), 'utf8'),
	) as Manifest;
	if (license === 'SEE LICENSE IN LICENSE.md' && N8N.test(nameIn(path))) return n8nLicence(path);
	if (typeof license === 'string') return license;
	return license?.type ?? licenses?.map(({ type }) => type).join(' OR ') ?? 'none';
}

/** By the text itself where it is there; some of these packages leave the file out. */
function n8nLicence(path: string): string {
	const file = join(ROOT, path, 'LICENSE.md');
	if (!existsSync(file)) return SUSTAINABLE_USE;
	return readFileSync(file, 'utf8').includes(SUSTAINABLE_USE) ? SUSTAINABLE_USE : 'another text';
}

function nameIn(path: string): string {
	return path.split('node_modules/').at(-1) ?? path;
}

/** True when each part that must be kept is allowed, or one of those to choose from. */
function isAllowed(expression: string): boolean {
	const bare = expression.replace(/[()]/g, ' ').trim();
	if (bare.includes(' OR ')) return bare.split(' OR ').some(isAllowed);
	return bare.split(' AND ').every((one) => ALLOWED.has(one.trim()));
}

it('looks at all that is installed', () => {
	expect(installed.length).toBeGreaterThan(500);
});

it('every licence is known and allowed', () => {
	const others = installed
		.map((path) => [nameIn(path), licenceOf(path)] as const)
		.filter(([name, licence]) => !isAllowed(licence) && !(name in LOOKED_AT))
		.map((pair) => pair.join(': '));
	expect([...new Set(others)].sort()).toEqual([]);
});

it('nothing is in the list of exceptions that is not needed', () => {
	const names = new Set(installed.map(nameIn));
	expect(Object.keys(LOOKED_AT).filter((name) => !names.has(name))).toEqual([]);
});

it('none of them is shipped', () => {
	const { dependencies, optionalDependencies, bundleDependencies } = JSON.parse(
		readFileSync(join(ROOT, 'package.json'), 'utf8'),
	) as Record<string, unknown>;
	expect([dependencies, optionalDependencies, bundleDependencies]).toEqual([
		undefined,
		undefined,
		undefined,
	]);
});
