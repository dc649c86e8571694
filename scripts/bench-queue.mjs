/**
 * npm run bench:queue: n8n in queue mode, with two workers, Redis and Postgres, offboards a long
 * list at the Auth0 sandbox, as docs/queue-mode.md describes. The bench itself is
 * bench/queueMode/main.ts.
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

const HELP = `npm run bench:queue [-- options]

Starts Redis and Postgres (Debian: apt-get install redis-server postgresql) and n8n with two
workers on ports and data of their own, offboards 1,000 users at the Auth0 sandbox, then kills
a worker in the middle of 200. Takes about six minutes. Exit code 0 when every bound holds.

  --users N      another number than 1,000
  --write        put the tables into docs/queue-mode.md
  --help
`;

let stopBench = async () => {};
endTogether(() => stopBench());

bench()
	.catch(async (error) => {
		if (!isEnding()) reportFailure('npm run bench:queue', error);
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
	const { runQueueBench } = await loadTypeScript('../../bench/queueMode/main.ts');
	return await runQueueBench({
		...real,
		folder: join(CACHE, 'queue-mode'),
		only: undefined,
		list: false,
		write: options.write,
		users: Number(options.users),
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
				users: { type: 'string', default: '1000' },
				write: { type: 'boolean', default: false },
				help: { type: 'boolean', default: false },
			},
		});
		return values;
	} catch (error) {
		throw new Failure(error.message, 'See npm run bench:queue -- --help.');
	}
}
