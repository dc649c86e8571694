import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { Failure } from './failure.mjs';

/**
 * npm's own script, so that it runs under this Node.js and without a shell on
 * every platform.
 *
 * @returns {string} path of npm-cli.js
 */
export function npmCli() {
	const byNpm = process.env.npm_execpath;
	if (byNpm && basename(byNpm) === 'npm-cli.js') return byNpm;
	const folder = dirname(process.execPath);
	const candidates = [
		join(folder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
		join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
		...(process.env.PATH ?? '').split(delimiter).map((entry) => npmBehind(join(entry, 'npm'))),
	];
	const found = candidates.find((path) => path && existsSync(path));
	if (found) return found;
	throw new Failure('npm was not found.', 'Install Node.js with npm, then run this again.');
}

function npmBehind(command) {
	if (!existsSync(command)) return undefined;
	const target = realpathSync(command);
	return basename(target) === 'npm-cli.js' ? target : undefined;
}

/** @returns {number} e.g. 11 */
export function npmMajor() {
	const { version } = JSON.parse(
		readFileSync(join(dirname(npmCli()), '..', 'package.json'), 'utf8'),
	);
	return Number(version.split('.')[0]);
}

/** @returns {[string, string[]]} program and arguments of an npm call */
export function npmCall(...args) {
	return [process.execPath, [npmCli(), ...args]];
}

/**
 * The environment for an npm that runs inside an `npm start` or `npm test`:
 * without what the outer npm says about its own package and command line.
 * Settings of the user (registry, cache, proxy) stay.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function npmEnvironment() {
	const outer =
		/^npm_(package|lifecycle|command|config_(local_prefix|json|loglevel|dry_run|only|omit))/i;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)));
}

/**
 * The node-gyp that comes with npm, else one from the given folders.
 *
 * @param {string[]} folders each with a node_modules
 * @returns {string | undefined} path of node-gyp.js
 */
export function nodeGyp(folders) {
	const places = [
		join(dirname(npmCli()), '..', 'node_modules'),
		join(dirname(npmCli()), '..', '..'),
		...folders.map((folder) => join(folder, 'node_modules')),
	];
	return places
		.map((place) => join(place, 'node-gyp', 'bin', 'node-gyp.js'))
		.find((path) => existsSync(path));
}
