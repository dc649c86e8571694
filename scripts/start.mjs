/**
 * npm start: a real n8n with this package in it, against the sandboxes.
 *
 * This script uses nothing but Node.js, since it is what installs the rest. The
 * demo itself is demo/main.ts.
 */
import './lib/node-version.mjs';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure, reportFailure } from './lib/failure.mjs';
import { tryLock } from './lib/lock.mjs';
import { npmCall, npmEnvironment } from './lib/npm.mjs';
import { CACHE } from './lib/paths.mjs';
import { duration, note, step } from './lib/progress.mjs';
import { ensureRealN8n, loadTypeScript } from './lib/real-n8n.mjs';
import { endTogether, isEnding, run, tail } from './lib/run.mjs';

const HELP = `npm start [-- options]

Starts a real n8n with this package installed, against local sandboxes of the
services, runs the demo's workflows once and leaves the editor open until Ctrl-C.

  --once              end after the runs; exit code 0 when they did what they should
  --port N            port of the editor (5678, or the next free one)
  --sandbox-port N    first of the sandboxes' ports (kept from the last start)
  --data DIR          where n8n keeps its data (.cache/demo)
  --reset             forget that data first
  --help
`;

/** What the demo stops when this process is told to end. */
let stopDemo = async () => {};
endTogether(() => stopDemo());

start()
	.catch(async (error) => {
		if (!isEnding()) reportFailure('npm start', error);
		return 1;
	})
	// Where the user broke off, endTogether() exits when all is stopped.
	.then((code) => isEnding() || process.exit(code));

async function start() {
	const since = Date.now();
	const options = readOptions();
	if (options.help) {
		console.log(HELP);
		return 0;
	}
	const lock = lockData(options.data);
	try {
		const { n8n, packed } = await ensureRealN8n();
		const { runDemo } = await loadTypeScript('../../demo/main.ts');
		return await runDemo({
			since,
			options,
			packed,
			n8n,
			tools: {
				step,
				note,
				duration,
				npm: (args, cwd) => run(...npmCall(...args), { cwd, env: npmEnvironment() }),
				tail,
				failure: (...args) => new Failure(...args),
				onEnd: (stop) => {
					stopDemo = stop;
				},
			},
		});
	} finally {
		lock.release();
	}
}

function readOptions() {
	let values;
	try {
		({ values } = parseArgs({
			options: {
				once: { type: 'boolean', default: false },
				port: { type: 'string' },
				'sandbox-port': { type: 'string' },
				data: { type: 'string', default: join(CACHE, 'demo') },
				reset: { type: 'boolean', default: false },
				help: { type: 'boolean', default: false },
			},
		}));
	} catch (error) {
		throw new Failure(error.message, 'See npm start -- --help.');
	}
	return {
		once: values.once,
		reset: values.reset,
		help: values.help,
		data: resolve(process.env.INIT_CWD ?? process.cwd(), values.data),
		port: readPort('--port', values.port),
		sandboxPort: readPort('--sandbox-port', values['sandbox-port']),
	};
}

function readPort(option, text) {
	if (text === undefined) return undefined;
	const port = Number(text);
	if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
	throw new Failure(`${option} is "${text}".`, 'It takes a number from 1 to 65535.');
}

/** Two n8n on one data folder would spoil each other's database. */
function lockData(data) {
	mkdirSync(data, { recursive: true });
	const lock = tryLock(join(data, 'running.lock'));
	if ('release' in lock) {
		process.once('exit', () => lock.release());
		return lock;
	}
	throw new Failure(`the demo is running already (process ${lock.holder.pid}).`, [
		'Stop that one with Ctrl-C where it runs, or start a second one beside it with',
		'data of its own: npm start -- --data .cache/demo-2',
	]);
}
