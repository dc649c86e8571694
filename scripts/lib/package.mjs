import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { Failure } from './failure.mjs';
import { withLock } from './lock.mjs';
import { npmCall, npmEnvironment } from './npm.mjs';
import { CACHE, ROOT } from './paths.mjs';
import { step } from './progress.mjs';
import { run, tail } from './run.mjs';

const FOLDER = join(CACHE, 'package');

/** Everything that decides what the package holds. */
const SOURCES = [
	'package.json',
	'package-lock.json',
	'README.md',
	'LICENSE.md',
	'tsconfig.json',
	'gulpfile.js',
	'scripts/build.mjs',
	'nodes',
	'credentials',
	'icons',
];

/**
 * Builds and packs this package, unless a tarball of the same sources is there.
 *
 * @returns {Promise<{ tarball: string, sources: string }>} path of the tarball
 *   and the hash of what it was made of
 */
export async function ensurePacked() {
	return withLock('package', async () => {
		const sources = hashOf(SOURCES);
		const stamp = join(FOLDER, 'sources');
		const known = tarballIn(FOLDER);
		if (known && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) {
			return { tarball: known, sources };
		}
		rmSync(FOLDER, { recursive: true, force: true });
		mkdirSync(FOLDER, { recursive: true });
		await step('Building the package', () =>
			must('build', process.execPath, [join(ROOT, 'scripts', 'build.mjs')]),
		);
		await step('Packing it', () =>
			must('pack', ...npmCall('pack', '--ignore-scripts', '--pack-destination', FOLDER)),
		);
		const tarball = tarballIn(FOLDER);
		if (!tarball) throw new Error(`npm pack left no tarball in ${FOLDER}`);
		writeFileSync(stamp, sources);
		return { tarball, sources };
	});
}

async function must(name, command, args) {
	const result = await run(command, args, { cwd: ROOT, env: npmEnvironment(), log: name });
	if (result.code === 0) return;
	throw new Failure(
		`the ${name} step did not finish.`,
		`Mend what it says above. The whole output: .cache/logs/${name}.log`,
		tail(result.output, 30),
	);
}

function tarballIn(folder) {
	if (!existsSync(folder)) return undefined;
	const name = readdirSync(folder).find((entry) => entry.endsWith('.tgz'));
	return name && join(folder, name);
}

function hashOf(paths) {
	const hash = createHash('sha256');
	for (const file of paths.flatMap((path) => filesUnder(join(ROOT, path)))) {
		hash
			.update(`${relative(ROOT, file)}\0`)
			.update(readFileSync(file))
			.update('\0');
	}
	return hash.digest('hex');
}

function filesUnder(path) {
	if (!existsSync(path)) return [];
	if (!statSync(path).isDirectory()) return [path];
	return readdirSync(path)
		.sort()
		.flatMap((entry) => filesUnder(join(path, entry)));
}
