import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Everything that a command makes and can make again. Git ignores it. */
export const CACHE = join(ROOT, '.cache');

export const LOGS = join(CACHE, 'logs');
