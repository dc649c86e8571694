import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { inNode, ROOT } from './inNode';

/** A program that hangs is ended; one that goes on is not, however long it takes. */

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'hang-'));
});
afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
});

const runs = (program: string, ms: number) => {
	const sign = join(folder, `${ms}`);
	const code = program.replace('SIGN', JSON.stringify(sign));
	const hang = JSON.stringify({ file: sign, ms });
	return inNode(
		'lib/run.mjs',
		'run',
		`give(await run(process.execPath, ['--eval', ${JSON.stringify(code)}], { hang: ${hang} }));`,
	) as { code: number; timedOut: boolean };
};

it('is ended where it gives no sign of life', () => {
	expect(runs('setInterval(() => {}, 1000)', 500)).toMatchObject({ code: 128, timedOut: true });
});

it('is left alone while it gives signs, for longer than it may be silent', () => {
	const signs = `
		let count = 0;
		setInterval(() => {
			require('node:fs').writeFileSync(SIGN, String(count));
			if (++count === 50) process.exit(3);
		}, 100);`;
	expect(runs(signs, 3_000)).toMatchObject({ code: 3, timedOut: false });
});

it('jest gives each test two minutes, so that only one that hangs meets its limit', () => {
	const args = [join(ROOT, 'node_modules/jest/bin/jest.js'), '--showConfig'];
	const { stdout } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
	const { globalConfig } = JSON.parse(stdout) as { globalConfig: { testTimeout: number } };
	expect(globalConfig.testTimeout).toBeGreaterThanOrEqual(120_000);
});

it('jest gives a sign whenever a test file begins and a test or a file ends', () => {
	const sign = join(folder, 'jest');
	const given = inNode(
		'lib/signOfLife.mjs',
		'default: Reporter, SIGN_OF_LIFE',
		`
		const { readFileSync, rmSync } = await import('node:fs');
		const sign = ${JSON.stringify(sign)};
		process.env[SIGN_OF_LIFE] = sign;
		const reporter = new Reporter();
		const isGiven = (of) => {
			rmSync(sign, { force: true });
			reporter[of]();
			return Number(readFileSync(sign, 'utf8')) > 0;
		};
		give(['onTestFileStart', 'onTestCaseResult', 'onTestFileResult'].map(isGiven));`,
	);
	expect(given).toEqual([true, true, true]);
});
