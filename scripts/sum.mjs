/**
 * Adds up what .ci/run's steps left in a folder and prints the closing line.
 * Exit code 1 when anything failed, did not finish, or nothing ran.
 */
import './lib/node-version.mjs';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { passes, sumLine, totalOf } from './lib/sums.mjs';

const folder = process.argv[2];
const total = totalOf(stepsIn(folder).map(sumsOfStep));
console.log(`\n${sumLine(total)}`);
process.exitCode = passes(total) ? 0 : 1;

function stepsIn(folder) {
	return readdirSync(folder)
		.filter((name) => name.endsWith('.state'))
		.map((name) => name.slice(0, -'.state'.length));
}

/** A step's exit code overrules its sums: one that failed has at least one failure. */
function sumsOfStep(name) {
	const ended = readFileSync(join(folder, `${name}.state`), 'utf8').trim();
	const sums = readSums(join(folder, `${name}.json`));
	if (ended === '0') return sums ?? { passed: 1, failed: 0 };
	const { passed, failed } = sums ?? { passed: 0, failed: 0 };
	return { passed, failed: Math.max(failed, 1) };
}

function readSums(file) {
	if (!existsSync(file)) return undefined;
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return undefined;
	}
}
