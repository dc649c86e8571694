import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, type Manifest } from './support/workshop';

/** What somebody meets who has cloned the repository and nothing else. */

interface LockEntry {
	resolved?: string;
	dependencies?: Record<string, string>;
	devDependencies?: Record<string, string>;
	optionalDependencies?: Record<string, string>;
}

const LOCKED = ['.', 'demo/n8n', 'demo/n8n-1', 'test/lines/n8n-1'];

describe.each(LOCKED)('the lock file in %s', (folder) => {
	const path = join(folder, 'package-lock.json');
	const text = readFileSync(join(ROOT, path), 'utf8');
	const { packages } = JSON.parse(text) as { packages: Record<string, LockEntry> };

	it('is in git', () => {
		expect(git('ls-files', '--error-unmatch', path)).toBe(0);
	});

	it('names no registry, so that it works with any', () => {
		const resolved = Object.entries(packages).filter(([, entry]) => entry.resolved !== undefined);
		expect(resolved).toEqual([]);
		expect(text).not.toMatch(/https?:\/\/[^"]*\.tgz/);
	});

	// npm ci refuses a lock file with a hole, also where the hole is an optional
	// package for another platform.
	it('has an entry for everything that its packages ask for, on every platform', () => {
		const holes = Object.entries(packages).flatMap(([from, entry]) =>
			wantedBy(from, entry)
				.filter((name) => !resolves(from, name))
				.map((name) => `${from || 'package.json'} wants ${name}`),
		);
		expect(holes).toEqual([]);
	});

	function wantedBy(from: string, entry: LockEntry): string[] {
		return Object.keys({
			...entry.dependencies,
			...entry.optionalDependencies,
			...(from === '' ? entry.devDependencies : {}),
		});
	}

	/** As Node.js looks: in the package's own node_modules, then further out. */
	function resolves(from: string, name: string): boolean {
		for (let at = from; ; ) {
			if (packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true;
			if (at === '') return false;
			at = at.slice(0, Math.max(at.lastIndexOf('/node_modules/'), 0));
		}
	}
});

describe('the two commands', () => {
	const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;

	it.each(['start', 'test'])('npm %s is in the README and runs a script that is there', (name) => {
		const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
		expect(readme).toMatch(new RegExp(`\\bnpm ${name}\\b`));
		const script = /^node (\S+)$/.exec(manifest.scripts[name] ?? '')?.[1];
		expect(script).toBeDefined();
		const help = spawnSync(process.execPath, [script ?? '', '--help'], {
			cwd: ROOT,
			encoding: 'utf8',
		});
		expect(help.status).toBe(0);
		expect(help.stdout).toContain(`npm ${name}`);
	});

	it('.ci/run may be executed', () => {
		expect(git('ls-files', '--error-unmatch', '.ci/run')).toBe(0);
	});
});

function git(...args: string[]): number | null {
	return spawnSync('git', args, { cwd: ROOT }).status;
}
