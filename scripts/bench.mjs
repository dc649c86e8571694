/**
 * npm run bench: the nodes in a real n8n beside what users would use instead, on
 * the same stand-in. Prints tables with ratios; the exit code says whether every
 * bound holds. The bench itself is bench/main.ts.
 */
import './lib/node-version.mjs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure, reportFailure } from './lib/failure.mjs';
import { npmCall, npmEnvironment } from './lib/npm.mjs';
import { CACHE } from './lib/paths.mjs';
import { duration, note, step } from './lib/progress.mjs';
import { ensureRealN8n, loadTypeScript } from './lib/real-n8n.mjs';
import { endTogether, isEnding, run, tail } from './lib/run.mjs';

const HELP = `npm run bench [-- options]

Runs, one after the other, the situations of bench/situations and prints a table
for each. Takes about 25 minutes in all. Exit code 0 when every bound holds.

  --only NAMES   some of them, with commas between (--list names them)
  --list
  --write        put the tables into docs/pace.md, with the machine they ran on
  --help
`;

let stopBench = async () => {};
endTogether(() => stopBench());

bench()
	.catch(async (error) => {
		if (!isEnding()) reportFailure('npm run bench', error);
		return 1;
	})
	.then((code) => isEnding() || process.exit(code));

async function bench() {
	const options = readOptions();
	if (options.help) {
		console.log(HELP);
		return 0;
	}
	const real = await ensureRealN8n();
	const { runBench } = await loadTypeScript('../../bench/main.ts');
	return await runBench({
		...real,
		folder: join(CACHE, 'bench'),
		only: options.only?.split(',').map((name) => name.trim()),
		list: options.list,
		write: options.write,
		tools: {
			step,
			note,
			duration,
			npm: (args, cwd) => run(...npmCall(...args), { cwd, env: npmEnvironment() }),
			tail,
			failure: (...args) => new Failure(...args),
			onEnd: (stop) => {
				stopBench = stop;
			},
		},
	});
}

function readOptions() {
	try {
		const { values } = parseArgs({
			options: {
				only: { type: 'string' },
				list: { type: 'boolean', default: false },
				write: { type: 'boolean', default: false },
				help: { type: 'boolean', default: false },
			},
		});
		return values;
	} catch (error) {
		throw new Failure(error.message, 'See npm run bench -- --help.');
	}
}
