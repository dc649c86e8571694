import { spawnSync } from 'node:child_process';
import {
	chmodSync,
	cpSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { inNode, ROOT } from './inNode';

const GOOD = {
	numPassedTests: 3,
	numFailedTests: 0,
	numPendingTests: 1,
	numTodoTests: 0,
	numRuntimeErrorTestSuites: 0,
};

describe('the sums of a jest run', () => {
	it.each<[string, number, object | undefined, object]>([
		['all is well', 0, GOOD, { passed: 3, failed: 0 }],
		['a test failed', 1, { ...GOOD, numFailedTests: 2 }, { passed: 3, failed: 2 }],
		['a file cannot be loaded', 1, { ...GOOD, numRuntimeErrorTestSuites: 1 }, { failed: 1 }],
		['jest wrote nothing', 134, undefined, { passed: 0, failed: 1 }],
		['no test ran', 0, { ...GOOD, numPassedTests: 0 }, { passed: 0, failed: 1 }],
		['jest failed after the tests', 1, GOOD, { passed: 3, failed: 1 }],
	])('%s', (_, code, result, expected) => {
		const json = result ? JSON.stringify(JSON.stringify(result)) : 'undefined';
		const sums = inNode('lib/suites.mjs', 'sumsOfJest', `give(sumsOfJest(${code}, ${json}));`);
		expect(sums).toMatchObject(expected);
	});
});

/** .ci/run with an npm of ours, in a copy that has nothing but the scripts. */
describe('.ci/run', () => {
	let folder: string;
	/** Its steps; those that our npm writes no sums for count as one check each. */
	const steps = readFileSync(join(ROOT, '.ci', 'run'), 'utf8').match(/^check /gm)?.length ?? 0;

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-mfa-ci-'));
		cpSync(join(ROOT, 'scripts'), join(folder, 'scripts'), { recursive: true });
		cpSync(join(ROOT, '.ci'), join(folder, '.ci'), { recursive: true });
		mkdirSync(join(folder, 'bin'));
	});

	afterEach(() => {
		rmSync(folder, { recursive: true });
	});

	it('adds up what its steps counted; one that counts nothing is one check', () => {
		npm(
			'case "$*" in *tests.json) echo \'{"passed": 40, "failed": 0}\' > .cache/ci/tests.json ;;',
			'*e2e.json) echo \'{"passed": 6, "failed": 0}\' > .cache/ci/e2e.json ;; esac',
		);
		expect(ciRun()).toEqual({ status: 0, last: `${46 + steps - 2} passed, 0 failed` });
	});

	it('fails with what failed, and still runs the steps after it', () => {
		npm(
			'case "$*" in *tests.json) echo \'{"passed": 40, "failed": 2}\' > .cache/ci/tests.json; exit 1 ;;',
			'*e2e.json) echo \'{"passed": 6, "failed": 0}\' > .cache/ci/e2e.json ;; esac',
		);
		expect(ciRun()).toEqual({ status: 1, last: `${46 + steps - 2} passed, 2 failed` });
	});

	it('counts a step that crashes without having counted', () => {
		npm('kill -SEGV $$');
		expect(ciRun()).toEqual({ status: 1, last: `0 passed, ${steps} failed` });
	});

	it('counts a failure where a step fails although its sums say none did', () => {
		npm(
			'case "$*" in *tests.json) echo \'{"passed": 40, "failed": 0}\' > .cache/ci/tests.json; exit 7 ;; esac',
		);
		expect(ciRun()).toEqual({ status: 1, last: `${40 + steps - 1} passed, 1 failed` });
	});

	it('counts a step whose sums cannot be read', () => {
		npm('case "$*" in *tests.json) echo nonsense > .cache/ci/tests.json; exit 1 ;; esac');
		expect(ciRun()).toEqual({ status: 1, last: `${steps - 1} passed, 1 failed` });
	});

	it('says that something failed even where the sums cannot be made', () => {
		npm('exit 0');
		rmSync(join(folder, 'scripts', 'sum.mjs'));
		expect(ciRun()).toEqual({ status: 1, last: '0 passed, 1 failed' });
	});

	it('says so when it is ended from outside', () => {
		npm('kill -TERM $PPID; exit 0');
		expect(ciRun()).toEqual({ status: 1, last: '0 passed, 1 failed' });
	});

	function npm(...lines: string[]): void {
		const path = join(folder, 'bin', 'npm');
		writeFileSync(path, ['#!/bin/sh', ...lines, ''].join('\n'));
		chmodSync(path, 0o755);
	}

	function ciRun() {
		const { status, stdout } = spawnSync('bash', [join('.ci', 'run')], {
			cwd: folder,
			encoding: 'utf8',
			env: { ...process.env, PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH ?? ''}` },
		});
		return { status, last: stdout.trimEnd().split('\n').at(-1) };
	}
});
