import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Which of the two engines this jest project runs (jest.config.js puts the 1.x
 * engine in the place of `n8n-core` by name), and the way to the packages of
 * exactly that engine: `@n8n/di` at the root is another copy with a container
 * of its own.
 */
const corePath = require.resolve('n8n-core');

/** The version of the n8n-core that runs, for example `2.40.3`. */
export const CORE_VERSION = (
	JSON.parse(readFileSync(join(dirname(corePath), '..', 'package.json'), 'utf8')) as {
		version: string;
	}
).version;

/** 1 or 2: the line of n8n whose engine runs. */
export const LINE: 1 | 2 = CORE_VERSION.startsWith('1.') ? 1 : 2;

/** `require` as n8n-core itself would do it. */
export const requireFromCore = createRequire(corePath);
