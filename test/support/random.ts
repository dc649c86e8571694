import { createHash, randomInt } from 'node:crypto';
import { basename } from 'node:path';

import fc from 'fast-check';

const USUAL_SEED = 20_261_121;
/** fast-check takes whole numbers of 32 bits. */
const SEEDS = 2 ** 31;

/**
 * The seed of all random tests. It is the same in each run where they gate, so that none goes red by
 * chance and what is red stays red; where the environment asks for more it is another in each run,
 * and printed, so that the run can be had again:
 *
 * - `PROPERTY_SEED=4711`: this one (`.ci/run` gives one: it is the gate)
 * - `PROPERTY_SEED=random`, or `PROPERTY=whole` without a seed: another in each test file
 *
 * What fails tells its own seed and path besides.
 */
export const BASE_SEED = baseSeed(process.env);

function baseSeed({ PROPERTY, PROPERTY_SEED }: NodeJS.ProcessEnv): number {
	const wish = PROPERTY_SEED ?? (PROPERTY === 'whole' ? 'random' : '');
	if (wish === '') return USUAL_SEED;
	const seed = wish === 'random' ? randomInt(SEEDS) : Number(wish);
	if (!Number.isInteger(seed)) throw new Error(`PROPERTY_SEED is "${wish}", and no whole number`);
	const { testPath } = expect.getState();
	process.stdout.write(`${basename(testPath ?? 'random tests')}: PROPERTY_SEED=${seed}\n`);
	return seed;
}

/** A seed of its own for one of many alike, made of the seed of all: each sees other values. */
export function seedFor(name: string): number {
	const hash = createHash('sha256').update(`${BASE_SEED} ${name}`).digest();
	return hash.readUInt32BE() % SEEDS;
}

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: BASE_SEED });

export { fc };
