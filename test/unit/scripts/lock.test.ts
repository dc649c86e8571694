import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inNode, startNode } from './inNode';

let folder: string;
let lock: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-mfa-lock-'));
	lock = join(folder, 'some.lock');
});

afterEach(() => {
	rmSync(folder, { recursive: true });
});

it('is held by one process at a time, and free again when that one is done', () => {
	expect(
		inNode(
			'lib/lock.mjs',
			'tryLock',
			`const first = tryLock(${JSON.stringify(lock)});
			const second = tryLock(${JSON.stringify(lock)});
			first.release();
			give({ holder: second.holder.pid === process.pid, again: 'release' in tryLock(${JSON.stringify(lock)}) });`,
		),
	).toEqual({ holder: true, again: true });
});

it('tells who holds it', async () => {
	const other = startNode(
		'lib/lock.mjs',
		'tryLock',
		`tryLock(${JSON.stringify(lock)}); give('held'); setInterval(() => {}, 1000);`,
	);
	await once(other.stdout ?? other, 'data');
	const holder = inNode(
		'lib/lock.mjs',
		'tryLock',
		`give(tryLock(${JSON.stringify(lock)}).holder?.pid);`,
	);
	expect(holder).toBe(other.pid);
	other.kill();
	await once(other, 'close');
});

it('that a dead process left behind is taken over', () => {
	const dead = inNode('lib/lock.mjs', 'tryLock', 'give(process.pid);');
	writeFileSync(lock, JSON.stringify({ pid: dead }));
	expect(take()).toBe('taken');
	writeFileSync(lock, 'half a lo');
	expect(take()).toBe('taken');
	expect(existsSync(lock)).toBe(false);
});

it('keeps ten processes that do the same out of each other', async () => {
	const log = join(folder, 'log');
	const racers = Array.from({ length: 10 }, () =>
		startNode(
			'lib/lock.mjs',
			'tryLock',
			`import { appendFileSync } from 'node:fs';
			for (;;) {
				const lock = tryLock(${JSON.stringify(lock)});
				if ('release' in lock) {
					appendFileSync(${JSON.stringify(log)}, 'in ');
					await new Promise((resolve) => setTimeout(resolve, 20));
					appendFileSync(${JSON.stringify(log)}, 'out ');
					lock.release();
					break;
				}
				await new Promise((resolve) => setTimeout(resolve, 5));
			}`,
		),
	);
	await Promise.all(racers.map((racer) => once(racer, 'close')));
	const seen = inNode(
		'lib/lock.mjs',
		'tryLock',
		`import { readFileSync } from 'node:fs'; give(readFileSync(${JSON.stringify(log)}, 'utf8'));`,
	);
	expect(seen).toBe('in out '.repeat(10));
});

function take() {
	return inNode(
		'lib/lock.mjs',
		'tryLock',
		`const lock = tryLock(${JSON.stringify(lock)}); lock.release?.(); give('release' in lock ? 'taken' : lock);`,
	);
}
