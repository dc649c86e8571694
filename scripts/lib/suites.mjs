import { availableParallelism } from 'node:os';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT } from './paths.mjs';
import { run } from './run.mjs';
import { SIGN_OF_LIFE } from './signOfLife.mjs';
import { runtimeForN8n } from './runtime.mjs';
import { ensureSqlite3 } from './sqlite3.mjs';

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {string} [group] other name under which it can be chosen, with others
 * @property {string[][]} [commands] scripts in node_modules with their arguments; all must succeed
 * @property {string} [project] the jest project, by its displayName
 * @property {string} [config] a jest configuration other than the root's
 * @property {{ name: string, folder: string, what: string }} [needs] packages beside the root's
 * @property {() => Promise<void>} [prepare] what is to be done once those are installed
 * @property {number} [workers] of jest, where the usual number does not fit
 * @property {boolean} [onlyByName] runs when it is asked for by name only
 */

/** What did not change since the last time is not checked again. */
function typeCheck(project) {
	const memory = join(CACHE, 'typecheck', `${project}.tsbuildinfo`);
	const options = ['--noEmit', '--incremental', '--tsBuildInfoFile', memory];
	return ['typescript/bin/tsc', '-p', project, ...options];
}

/** @type {Suite[]} in the order in which they run */
export const SUITES = [
	{
		name: 'lint',
		commands: [
			['eslint/bin/eslint.js', '.'],
			['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
		],
	},
	{
		name: 'typecheck',
		commands: [typeCheck('tsconfig.json'), typeCheck('tsconfig.dev.json')],
	},
	{ name: 'unit', project: 'unit' },
	{ name: 'engine-2', group: 'engine', project: 'engine n8n 2' },
	{
		name: 'engine-1',
		group: 'engine',
		project: 'engine n8n 1',
		needs: {
			name: 'n8n-1-engine',
			folder: 'test/lines/n8n-1',
			what: 'Installing the engine of n8n 1.x',
		},
	},
	{
		name: 'contract',
		project: 'contract',
		needs: {
			name: 'vendor-sdks',
			folder: 'test/contract/sdks',
			what: "Installing the vendors' SDKs that prove the sandboxes",
		},
	},
	{ name: 'package', project: 'package' },
	{
		name: 'e2e',
		config: 'test/e2e/jest.config.js',
		// These wait for an n8n that runs beside them.
		workers: availableParallelism() * 2,
		onlyByName: true,
	},
	{
		name: 'browser',
		group: 'e2e',
		config: 'test/e2e/browser/jest.config.js',
		needs: {
			name: 'n8n-1',
			folder: 'demo/n8n-1',
			what: 'Installing n8n 1.x (about 1,900 packages and 1.8 GB; only this once)',
		},
		prepare: prepareN8n1,
		// An n8n and a browser each; the machine is the limit, not the waiting.
		workers: 2,
		onlyByName: true,
	},
];

/** n8n 1.x runs on the Node.js that the demo's n8n 2.x runs on, and so does its database module. */
async function prepareN8n1() {
	await ensureSqlite3(join(ROOT, 'demo', 'n8n-1'), await runtimeForN8n(join(ROOT, 'demo', 'n8n')));
}

/**
 * A suite that hangs is broken off, and no other: how long one takes is a matter of the machine.
 * Longer than the longest limit of a single test.
 */
const HANGS_AFTER_MS = 20 * 60_000;

/** As many as cores: a test waits for nothing but the processor. */
const WORKERS = availableParallelism();

const HUNG = `broken off: no test came to its end for ${HANGS_AFTER_MS / 60_000} minutes`;

/**
 * Runs one suite on this terminal.
 *
 * @param {Suite} suite
 * @param {string[]} patterns of test files; empty for all
 * @returns {Promise<import('./sums.mjs').Sums & { name: string, ms: number }>}
 */
export async function runSuite(suite, patterns) {
	const since = Date.now();
	const sums = suite.commands ? await runCommands(suite.commands) : await runJest(suite, patterns);
	return { name: suite.name, ...sums, ms: Date.now() - since };
}

/** A tool that finds fault or finds none: one check. */
async function runCommands(commands) {
	for (const [script, ...args] of commands) {
		const { code } = await runTool(script, args, { timeoutMs: HANGS_AFTER_MS });
		if (code !== 0) return { passed: 0, failed: 1, skipped: 0 };
	}
	return { passed: 1, failed: 0, skipped: 0 };
}

async function runJest({ name, project, config, workers = WORKERS }, patterns) {
	const results = join(CACHE, 'test-results', `${name}.json`);
	mkdirSync(join(CACHE, 'test-results'), { recursive: true });
	rmSync(results, { force: true });
	const sign = join(CACHE, 'test-results', `${name}.sign`);
	const { code, timedOut } = await runTool(
		'jest/bin/jest.js',
		[
			...(config ? ['--config', config] : ['--selectProjects', project]),
			'--json',
			`--outputFile=${results}`,
			'--reporters=default',
			`--reporters=${join(ROOT, 'scripts', 'lib', 'signOfLife.mjs')}`,
			'--passWithNoTests',
			`--maxWorkers=${workers}`,
			...patterns,
		],
		{
			env: { ...process.env, [SIGN_OF_LIFE]: sign },
			hang: { file: sign, ms: HANGS_AFTER_MS },
		},
	);
	if (timedOut) return { passed: 0, failed: 1, skipped: 0, remark: HUNG };
	return sumsOfJest(code, existsSync(results) ? readFileSync(results, 'utf8') : undefined);
}

/**
 * The sums of one jest run. Never "nothing failed" when jest did not get to its
 * end, when a test file could not be loaded, or when there was no test.
 *
 * @param {number} code jest's exit code
 * @param {string | undefined} json what it wrote to its output file
 * @returns {import('./sums.mjs').Sums}
 */
export function sumsOfJest(code, json) {
	if (json === undefined) {
		return { passed: 0, failed: 1, skipped: 0, remark: `jest broke off with code ${code}` };
	}
	const result = JSON.parse(json);
	const brokenFiles = result.numRuntimeErrorTestSuites;
	const passed = result.numPassedTests;
	const failed = result.numFailedTests + brokenFiles;
	const skipped = result.numPendingTests + result.numTodoTests;
	if (failed > 0) {
		return {
			passed,
			failed,
			skipped,
			...(brokenFiles > 0 && { remark: `${brokenFiles} test files could not be run` }),
		};
	}
	if (passed === 0) return { passed, failed: 1, skipped, remark: 'no test ran' };
	if (code !== 0) return { passed, failed: 1, skipped, remark: `jest ended with code ${code}` };
	return { passed, failed, skipped };
}

function runTool(script, args, options) {
	return run(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
		cwd: ROOT,
		show: true,
		...options,
	});
}
