/**
 * npm run test:e2e: the demo, then the end-to-end tests, which look at what it left and work on
 * copies of it. Needs Chromium; everything else is installed by the two commands.
 */
import './lib/node-version.mjs';
import { join } from 'node:path';
import { ROOT } from './lib/paths.mjs';
import { endTogether, isEnding, run } from './lib/run.mjs';

endTogether();

const steps = [
	['start.mjs', '--once', '--reset'],
	['test.mjs', '--only', 'e2e', ...process.argv.slice(2)],
];

let code = 0;
for (const [script, ...args] of steps) {
	if (code !== 0) break;
	({ code } = await run(process.execPath, [join(ROOT, 'scripts', script), ...args], {
		cwd: ROOT,
		show: true,
	}));
}
if (!isEnding()) process.exitCode = code;
