import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CACHE } from './paths.mjs';
import { note } from './progress.mjs';

const LOCKS = join(CACHE, 'locks');
const LOOK_AGAIN_MS = 500;

/**
 * Takes a lock if nobody alive holds it. A lock is a file with the process id
 * of its holder; one left by a process that is gone is taken over.
 *
 * @param {string} path
 * @param {object} [about] stored for whoever finds the lock taken
 * @returns {{ release: () => void } | { holder: { pid: number } & Record<string, unknown> }}
 */
export function tryLock(path, about = {}) {
	const mine = JSON.stringify({ pid: process.pid, since: new Date().toISOString(), ...about });
	for (;;) {
		if (createWhole(path, mine)) return { release: () => rmSync(path, { force: true }) };
		const found = readLock(path);
		if (found === undefined) continue;
		if (isAlive(found.holder.pid)) return { holder: found.holder };
		removeStale(path, found.text);
	}
}

/** Creates the file with its content in one step, so that nobody reads half of it. */
function createWhole(path, text) {
	const draft = `${path}.${process.pid}.new`;
	writeFileSync(draft, text);
	try {
		linkSync(draft, path);
		return true;
	} catch (error) {
		if (error.code !== 'EEXIST') throw error;
		return false;
	} finally {
		rmSync(draft, { force: true });
	}
}

/**
 * Runs `work` while holding the lock of that name, waiting for another process
 * to finish first.
 *
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(name, work) {
	mkdirSync(LOCKS, { recursive: true });
	const path = join(LOCKS, `${name}.lock`);
	let told = false;
	for (;;) {
		const lock = tryLock(path);
		if ('release' in lock) {
			const release = () => lock.release();
			process.once('exit', release);
			try {
				return await work();
			} finally {
				process.off('exit', release);
				release();
			}
		}
		if (!told) {
			const { pid, since } = lock.holder;
			note(`Waiting for process ${pid}, which does the same since ${since} (${path}).`);
			told = true;
		}
		await sleep(LOOK_AGAIN_MS);
	}
}

function readLock(path) {
	let text;
	try {
		text = readFileSync(path, 'utf8');
	} catch {
		return undefined;
	}
	try {
		return { text, holder: JSON.parse(text) };
	} catch {
		return { text, holder: { pid: 0 } };
	}
}

function isAlive(pid) {
	if (!Number.isInteger(pid) || pid <= 0) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}

/** Moves the stale lock away first: another process may have replaced it since. */
function removeStale(path, text) {
	const aside = `${path}.${process.pid}`;
	try {
		renameSync(path, aside);
	} catch {
		return;
	}
	try {
		if (readFileSync(aside, 'utf8') !== text) linkSync(aside, path);
	} catch {
		// A third process holds the lock by now.
	}
	rmSync(aside, { force: true });
}
