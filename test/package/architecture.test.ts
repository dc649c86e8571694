import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { requiresOf } from './support/requires';
import { filesUnder, ROOT } from './support/workshop';

/**
 * Providers stay separable: `nodes/shared` knows none of them, and none knows
 * another. Which providers there are is read from the folders.
 */

const NODES = join(ROOT, 'nodes');
const SHARED = 'shared';

const providers = readdirSync(NODES, { withFileTypes: true })
	.filter((entry) => entry.isDirectory() && entry.name !== SHARED)
	.map(({ name }) => name);

it('there are providers to look at', () => {
	expect(providers).toContain('Auth0');
});

it('nodes/shared imports no provider and no credential', () => {
	const outside = importsOf(SHARED).filter(({ target }) => !target.startsWith(`${SHARED}/`));
	expect(outside).toEqual([]);
});

it('nodes/shared names no provider, neither in code nor in comments or file names', () => {
	const names = new RegExp(providers.join('|'), 'i');
	const naming = filesUnder(join(NODES, SHARED)).flatMap((file) => [
		...(names.test(file) ? [file] : []),
		...read(SHARED, file)
			.split('\n')
			.flatMap((line, index) => (names.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
	]);
	expect(naming).toEqual([]);
});

it.each(providers)('nodes/%s imports nothing but itself and nodes/shared', (provider) => {
	const imports = importsOf(provider);
	expect(imports.length).toBeGreaterThan(0);
	const foreign = imports.filter(
		({ target }) => !target.startsWith(`${provider}/`) && !target.startsWith(`${SHARED}/`),
	);
	expect(foreign).toEqual([]);
});

/** Relative imports of the files in a folder of nodes/, as paths from nodes/. */
function importsOf(folder: string): Array<{ file: string; target: string }> {
	return filesUnder(join(NODES, folder))
		.filter((file) => file.endsWith('.ts'))
		.flatMap((file) =>
			requiresOf(read(folder, file))
				.filter((target) => target.startsWith('.'))
				.map((target) => ({
					file: `${folder}/${file}`,
					target: posix.join(folder, posix.dirname(file), target),
				})),
		);
}

function read(folder: string, file: string): string {
	return readFileSync(join(NODES, folder, file), 'utf8');
}
