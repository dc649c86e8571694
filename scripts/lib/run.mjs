import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LOGS } from './paths.mjs';

const KEPT_OUTPUT = 64 * 1024;
const ENDING_LIMIT_MS = 5_000;
const LONGEST_LOOK_MS = 10_000;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Runs a program to its end. Its output goes to a log under `.cache/logs` (or,
 * with `show`, to this terminal) and the end of it is kept for messages.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {string} [options.log] name of the log file, without folder and ending
 * @param {boolean} [options.show] hand this terminal to the program
 * @param {number} [options.timeoutMs] after which it is ended and counts as failed
 * @param {{ file: string, ms: number }} [options.hang] it is ended, too, when it has not written
 *   this file anew for so long
 * @returns {Promise<{ code: number, output: string, timedOut: boolean, ms: number }>}
 *   `code` is 127 when the program could not be started, 128 when a signal ended it
 */
export function run(command, args, { cwd, env, log, show = false, timeoutMs, hang } = {}) {
	const since = Date.now();
	const logFile = log && join(LOGS, `${log}.log`);
	if (logFile) {
		mkdirSync(dirname(logFile), { recursive: true });
		writeFileSync(logFile, `$ ${command} ${args.join(' ')}\n`);
	}
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			cwd,
			env,
			stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
			windowsHide: true,
		});
		running.add(child);
		let output = '';
		let timedOut = false;
		const collect = (chunk) => {
			output = (output + chunk).slice(-KEPT_OUTPUT);
			if (logFile) appendFileSync(logFile, chunk);
		};
		child.stdout?.on('data', collect);
		child.stderr?.on('data', collect);
		const breakOff = () => {
			timedOut = true;
			child.kill('SIGKILL');
		};
		const limit = timeoutMs && setTimeout(breakOff, timeoutMs);
		const watch =
			hang &&
			setInterval(
				() => {
					if (Date.now() - lastWrite(hang.file, since) > hang.ms) breakOff();
				},
				Math.min(hang.ms / 4, LONGEST_LOOK_MS),
			);
		const end = (code) => {
			clearTimeout(limit);
			clearInterval(watch);
			running.delete(child);
			resolve({ code, output, timedOut, ms: Date.now() - since });
		};
		child.once('error', (error) => {
			output += error.message;
			end(127);
		});
		child.once('close', (code) => {
			end(code ?? 128);
		});
	});
}

/** When a file was written last, but not before `since`. */
function lastWrite(file, since) {
	const mtime = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
	return Math.max(mtime, since);
}

/** The last lines of a program's output, for a message. */
export function tail(output, lines = 15) {
	return output.trimEnd().split('\n').slice(-lines).join('\n');
}

let ending = false;

/** Whether the user broke off; what fails from then on is of no interest. */
export function isEnding() {
	return ending;
}

/**
 * Ends with everything that was started when the user breaks off. Ctrl-C reaches
 * the whole group by itself; a `kill` of this process alone does not. Waits until
 * they have ended: npm tidies up first, and the npm of a next start in the same
 * folder would be spoilt by it.
 *
 * @param {() => Promise<void> | void} [beforeExit]
 */
export function endTogether(beforeExit) {
	for (const [signal, code] of [
		['SIGINT', 130],
		['SIGTERM', 143],
		['SIGHUP', 129],
	]) {
		process.on(signal, async () => {
			if (ending) return;
			ending = true;
			await Promise.all([...[...running].map((child) => endOf(child, signal)), beforeExit?.()]);
			process.exit(code);
		});
	}
}

function endOf(child, signal) {
	return new Promise((resolve) => {
		child.once('close', resolve);
		child.kill(signal);
		setTimeout(() => child.kill('SIGKILL'), ENDING_LIMIT_MS).unref();
	});
}
