import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { withLock } from './lock.mjs';
import { nodeGyp, npmEnvironment } from './npm.mjs';
import { step } from './progress.mjs';
import { run, tail } from './run.mjs';

const DOWNLOAD_LIMIT_MS = 30_000;
const BUILD_LIMIT_MS = 15 * 60_000;

const LOADS =
	"const { Database } = require('sqlite3'); new Database(':memory:').get('select 1', (e) => process.exit(e ? 1 : 0))";

/**
 * n8n's database module is native and is the one thing that an install without
 * scripts leaves unbuilt. Its own prebuilt binary is tried first, then a build
 * from its source with the headers of the Node.js that will load it.
 *
 * @param {string} folder where n8n is installed
 * @param {import('./runtime.mjs').Runtime} runtime
 */
export async function ensureSqlite3(folder, runtime) {
	if (await loads(folder, runtime)) return;
	await withLock('sqlite3', async () => {
		if (await loads(folder, runtime)) return;
		await step("Making n8n's database module ready", async (say) => {
			say('downloading');
			await download(folder, runtime);
			if (await loads(folder, runtime)) return;
			say('compiling, about a minute');
			await compile(folder, runtime);
		});
	});
}

async function loads(folder, runtime) {
	const result = await run(runtime.node, ['-e', LOADS], { cwd: folder, timeoutMs: 20_000 });
	return result.code === 0;
}

async function download(folder, runtime) {
	await run(
		runtime.node,
		[join(folder, 'node_modules', 'prebuild-install', 'bin.js'), '-r', 'napi', '--verbose'],
		{
			cwd: join(folder, 'node_modules', 'sqlite3'),
			env: npmEnvironment(),
			log: 'sqlite3-download',
			timeoutMs: DOWNLOAD_LIMIT_MS,
		},
	);
}

async function compile(folder, runtime) {
	const gyp = nodeGyp([folder]);
	if (!gyp) throw new Failure('node-gyp was not found.', 'Reinstall npm: npm install -g npm');
	const missing = await missingTools();
	if (missing.length > 0) {
		throw new Failure(
			`n8n's database module has to be compiled here, and these are missing: ${missing.join(', ')}.`,
			[...howToGetTools(), 'Then run the same command again.'],
		);
	}
	const args = [gyp, 'rebuild', '--jobs=max'];
	if (runtime.headers) args.push(`--nodedir=${runtime.headers}`);
	else args.push(`--target=${runtime.version}`);
	const result = await run(process.execPath, args, {
		cwd: join(folder, 'node_modules', 'sqlite3'),
		env: npmEnvironment(),
		log: 'sqlite3-build',
		timeoutMs: BUILD_LIMIT_MS,
	});
	if (result.code === 0 && (await loads(folder, runtime))) return;
	throw new Failure(
		result.timedOut
			? "compiling n8n's database module took longer than 15 minutes."
			: "n8n's database module could not be compiled.",
		[
			...howToGetTools(),
			'Then run the same command again. The whole output: .cache/logs/sqlite3-build.log',
		],
		tail(result.output),
	);
}

/** What node-gyp looks for, by the names it looks under. */
async function missingTools() {
	if (process.platform === 'win32') return [];
	const tools = [
		['Python 3', [process.env.PYTHON, 'python3', 'python'], ['--version']],
		['make', [process.env.MAKE, 'make', 'gmake'], ['--version']],
		['a C++ compiler', [process.env.CXX, 'c++', 'g++', 'clang++'], ['--version']],
	];
	const missing = [];
	for (const [name, commands, args] of tools) {
		let found = false;
		for (const command of commands.filter(Boolean)) {
			found ||= (await run(command, args, { timeoutMs: 20_000 })).code === 0;
		}
		if (!found) missing.push(name);
	}
	return missing;
}

function howToGetTools() {
	if (process.platform === 'darwin') return ['Install them with: xcode-select --install'];
	if (process.platform === 'win32') {
		return [
			'Install Python 3 and the Visual Studio Build Tools with "Desktop development with C++".',
		];
	}
	return [
		'Debian, Ubuntu: sudo apt-get install python3 make g++',
		'Fedora: sudo dnf install python3 make gcc-c++    Alpine: apk add python3 make g++',
	];
}
