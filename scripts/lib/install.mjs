import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { withLock } from './lock.mjs';
import { npmCall, npmEnvironment, npmMajor } from './npm.mjs';
import { step } from './progress.mjs';
import { run } from './run.mjs';

const STAMP = join('node_modules', '.installed.json');

/**
 * Installs a folder's dependencies by its lock file unless that is done already.
 * Safe to call from two commands at once: the second waits for the first.
 *
 * @param {object} target
 * @param {string} target.name for the log and the lock
 * @param {string} target.folder with package.json and package-lock.json
 * @param {string} target.what shown while it runs, e.g. "Installing the development tools"
 * @returns {Promise<boolean>} whether anything had to be installed
 */
export async function ensureInstalled({ name, folder, what }) {
	if (isInstalled(folder)) return false;
	return withLock(`install-${name}`, async () => {
		if (isInstalled(folder)) return false;
		await step(what, () => install(name, folder));
		return true;
	});
}

/**
 * Whether the folder holds what its lock file says. Known by our own stamp,
 * written after a finished install; an install that somebody did with npm counts
 * too, told by the list that npm leaves when it has finished. Neither counts when
 * a package that is asked for by name is not there.
 *
 * @param {string} folder
 */
export function isInstalled(folder) {
	if (missingPackages(folder).length > 0) return false;
	const wanted = stampFor(folder);
	const stamp = join(folder, STAMP);
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
	if (!npmFinished(folder)) return false;
	writeFileSync(stamp, wanted);
	return true;
}

function missingPackages(folder) {
	const { dependencies, devDependencies } = JSON.parse(
		readFileSync(join(folder, 'package.json'), 'utf8'),
	);
	return Object.keys({ ...dependencies, ...devDependencies }).filter(
		(name) => !existsSync(join(folder, 'node_modules', name, 'package.json')),
	);
}

function stampFor(folder) {
	const lock = createHash('sha256').update(readFileSync(join(folder, 'package-lock.json')));
	const { platform, arch } = process;
	return `${JSON.stringify({ lock: lock.digest('hex'), platform, arch })}\n`;
}

function npmFinished(folder) {
	const list = join(folder, 'node_modules', '.package-lock.json');
	if (!existsSync(list)) return false;
	const wanted = readPackages(join(folder, 'package-lock.json'));
	const present = readPackages(list);
	return Object.entries(wanted).every(([path, entry]) => {
		if (path === '') return true;
		const found = present[path];
		return found ? found.version === entry.version : mayBeLeftOut(entry);
	});
}

/** npm leaves out what is for another platform, and optional packages that it could not get. */
function mayBeLeftOut({ optional, devOptional, extraneous, os, cpu, libc }) {
	return Boolean(optional || devOptional || extraneous || os || cpu || libc);
}

function readPackages(lockFile) {
	try {
		return JSON.parse(readFileSync(lockFile, 'utf8')).packages ?? {};
	} catch {
		return {};
	}
}

async function install(name, folder) {
	rmSync(join(folder, STAMP), { force: true });
	const [command, args] = npmCall(
		'ci',
		'--ignore-scripts',
		'--include=dev',
		'--include=optional',
		'--no-audit',
		'--no-fund',
		'--loglevel=error',
		// npm 10 asks a lock file for optional peers of peers, which npm 11 leaves out of it.
		...(npmMajor() < 11 ? ['--legacy-peer-deps'] : []),
	);
	const result = await run(command, args, {
		cwd: folder,
		env: npmEnvironment(),
		log: `install-${name}`,
	});
	if (result.code !== 0) throw installFailure(name, result.output);
	const missing = missingPackages(folder);
	if (missing.length > 0) {
		throw new Failure(`npm did not install ${missing.join(', ')}.`, 'Run the same command again.');
	}
	writeFileSync(join(folder, STAMP), stampFor(folder));
}

/**
 * @param {string} name
 * @param {string} output of npm
 */
function installFailure(name, output) {
	const log = `The whole output: .cache/logs/install-${name}.log`;
	if (
		/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|network/i.test(
			output,
		)
	) {
		return new Failure(
			'the npm registry could not be reached.',
			[
				'Check the network. Behind a proxy: npm config set proxy, or set HTTPS_PROXY.',
				'With a registry of your own: npm config set registry.',
				'Then run the same command again; it goes on where it is needed.',
				log,
			],
			firstLines(output),
		);
	}
	if (/ENOSPC/.test(output)) {
		return new Failure(
			'the disk is full.',
			['The demo needs about 3.5 GB. Make room, then run the same command again.', log],
			firstLines(output),
		);
	}
	if (/EUSAGE/.test(output)) {
		return new Failure(
			'package-lock.json does not fit package.json.',
			[
				'Take both as they are in git. After changing package.json: npm install, and commit both.',
				log,
			],
			firstLines(output),
		);
	}
	return new Failure(
		`npm could not install ${name}.`,
		['Run the same command again; if it fails in the same way:', log],
		firstLines(output),
	);
}

/** npm says first what is wrong, and then how it is used. */
function firstLines(output) {
	return output.trim().split('\n').slice(0, 15).join('\n');
}
