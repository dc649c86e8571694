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

/**
 * Tests drive the time of the nodes, which they can where all of it goes through one file. To parse
 * a time that was given is no reading of the clock.
 */
it('nothing but nodes/shared/time.ts reads the clock or waits', () => {
	const CLOCK =
		/\bDate\.now\b|\bDate\[|= Date\b(?!\.)|\bDate\(\)|new Date\b(?!\()|\bperformance\b|\bhrtime\b|\bset(Timeout|Interval|Immediate)\b|\bsleep\w*\b|\bAbortSignal\.timeout\b|node:(timers|perf_hooks)/;
	const readers = ['nodes', 'credentials'].flatMap((folder) =>
		filesUnder(join(ROOT, folder))
			.filter((file) => /\.[cm]?[jt]s$/.test(file) && join(folder, file) !== 'nodes/shared/time.ts')
			.flatMap((file) =>
				codeOf(readFileSync(join(ROOT, folder, file), 'utf8'))
					.split('\n')
					.filter((line) => CLOCK.test(line))
					.map((line) => `${folder}/${file}: ${line.trim()}`),
			),
	);
	expect(readers).toEqual([]);
});

/**
 * What a refusal means, the provider's dialect says. Who decides by a status above it takes a proxy's
 * page for the service's word.
 */
it('nothing above the transport reads a status', () => {
	const STATUS =
		/\bstatusCode\s*[!=]==|\.statusCode\b|\baccept\s*:|\b(answer|response|outcome)\.status\b/;
	const readers = filesUnder(NODES)
		.filter((file) => file.endsWith('.ts') && !/(^|\/)(transport|http)\//.test(file))
		.flatMap((file) =>
			codeOf(readFileSync(join(NODES, file), 'utf8'))
				.split('\n')
				.filter((line) => STATUS.test(line))
				.map((line) => `${file}: ${line.trim()}`),
		)
		// The status stands in an error for people and logs.
		.filter((line) => !line.includes('fault.statusCode &&'));
	expect(readers).toEqual([]);
});

/** A file without its comments. */
function codeOf(text: string): string {
	return text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}

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
