import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inNode } from './inNode';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-mfa-install-'));
	mkdirSync(join(folder, 'node_modules', 'a'), { recursive: true });
	writeFileSync(join(folder, 'node_modules', 'a', 'package.json'), '{}');
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies: { a: '1' } }));
	writeLock('package-lock.json', { 'node_modules/a': { version: '1.0.0' } });
});

afterEach(() => {
	rmSync(folder, { recursive: true });
});

it('without node_modules nothing is installed', () => {
	rmSync(join(folder, 'node_modules'), { recursive: true });
	expect(isInstalled()).toBe(false);
});

it('an install that did not come to its end is done again', () => {
	expect(isInstalled()).toBe(false);
});

it('an install that lost a package is done again', () => {
	writeLock('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0' } });
	expect(isInstalled()).toBe(true);
	rmSync(join(folder, 'node_modules', 'a'), { recursive: true });
	expect(isInstalled()).toBe(false);
});

it('a finished install by hand counts, and is remembered', () => {
	writeLock('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0' } });
	expect(isInstalled()).toBe(true);
	rmSync(join(folder, 'node_modules', '.package-lock.json'));
	expect(isInstalled()).toBe(true);
});

it('a changed lock file is installed again', () => {
	writeLock('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0' } });
	expect(isInstalled()).toBe(true);
	writeLock('package-lock.json', { 'node_modules/a': { version: '2.0.0' } });
	expect(isInstalled()).toBe(false);
});

it('what was installed for another platform is installed again', () => {
	writeLock('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0' } });
	expect(isInstalled()).toBe(true);
	rmSync(join(folder, 'node_modules', '.package-lock.json'));
	const stamp = join(folder, 'node_modules', '.installed.json');
	expect(existsSync(stamp)).toBe(true);
	const text = readFileSync(stamp, 'utf8');
	writeFileSync(stamp, text.replace(process.platform, 'plan9'));
	expect(isInstalled()).toBe(false);
});

it('a package for another platform may be missing, one for this platform may not', () => {
	const wanted = {
		'node_modules/a': { version: '1.0.0' },
		'node_modules/a-for-plan9': { version: '1.0.0', os: ['plan9'] },
	};
	writeLock('package-lock.json', wanted);
	writeLock('node_modules/.package-lock.json', {});
	expect(isInstalled()).toBe(false);
	writeLock('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0' } });
	expect(isInstalled()).toBe(true);
});

function isInstalled() {
	return inNode('lib/install.mjs', 'isInstalled', `give(isInstalled(${JSON.stringify(folder)}));`);
}

function writeLock(path: string, packages: object): void {
	writeFileSync(join(folder, path), JSON.stringify({ packages: { '': {}, ...packages } }));
}
