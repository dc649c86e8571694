/**
 * npm test: installs what is missing, then lint, type check and all tests but
 * the end-to-end ones, which need a running demo (see .ci/run).
 */
import './lib/node-version.mjs';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure, reportFailure } from './lib/failure.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { ROOT } from './lib/paths.mjs';
import { duration } from './lib/progress.mjs';
import { ensureTools } from './lib/real-n8n.mjs';
import { endTogether, isEnding } from './lib/run.mjs';
import { runSuite, SUITES } from './lib/suites.mjs';
import { passes, sumLine, totalOf } from './lib/sums.mjs';

const usual = SUITES.filter((suite) => !suite.onlyByName).map(({ name }) => name);

const HELP = `npm test [-- options] [test files]

Runs, one after the other: ${usual.join(', ')}.

  --only NAMES   some of them, with commas between; also: ${SUITES.filter((suite) => suite.onlyByName).map(({ name }) => name)}
  --json FILE    write the sums of each to a file
  --help

Test files are patterns as jest takes them: npm test -- --only unit path.test
`;

endTogether();

test()
	.catch((error) => {
		if (!isEnding()) reportFailure('npm test', error);
		return 1;
	})
	.then((code) => isEnding() || process.exit(code));

async function test() {
	const { values, positionals } = readArguments();
	if (values.help) {
		console.log(HELP);
		return 0;
	}
	const suites = chosen(values.only);
	await ensureTools();
	for (const { needs, prepare } of suites) {
		if (needs) await ensureInstalled({ ...needs, folder: join(ROOT, needs.folder) });
		await prepare?.();
	}

	const results = [];
	for (const suite of suites) {
		console.log(`\n== ${suite.name}`);
		results.push(await runSuite(suite, positionals));
	}
	if (values.json) writeSums(values.json, results);
	report(results);
	return passes(totalOf(results)) ? 0 : 1;
}

function readArguments() {
	try {
		return parseArgs({
			allowPositionals: true,
			options: {
				only: { type: 'string' },
				json: { type: 'string' },
				help: { type: 'boolean', default: false },
			},
		});
	} catch (error) {
		throw new Failure(error.message, 'See npm test -- --help.');
	}
}

function chosen(only) {
	const names = only?.split(',').map((name) => name.trim()) ?? usual;
	for (const name of names) {
		if (!SUITES.some((suite) => suite.name === name || suite.group === name)) {
			const known = SUITES.map((suite) => suite.name).join(', ');
			throw new Failure(`there is no "${name}".`, `--only takes: ${known}`);
		}
	}
	return SUITES.filter(({ name, group }) => names.includes(name) || names.includes(group));
}

function writeSums(file, results) {
	const path = resolve(process.env.INIT_CWD ?? process.cwd(), file);
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, `${JSON.stringify({ ...totalOf(results), suites: results }, null, '\t')}\n`);
}

function report(results) {
	console.log('');
	for (const { name, passed, failed, skipped, ms, remark } of results) {
		const skips = skipped ? `, ${skipped} skipped` : '';
		const counts = `${passed} passed, ${failed} failed${skips}`;
		console.log(
			`  ${name.padEnd(14)} ${counts.padEnd(30)} ${duration(ms)}${remark ? `   ${remark}` : ''}`,
		);
	}
	console.log(`\n${sumLine(totalOf(results))}`);
}
