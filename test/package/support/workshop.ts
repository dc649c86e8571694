import { spawnSync } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';

export const ROOT = join(__dirname, '..', '..', '..');

/** What the package is made of. */
const SOURCES = [
	'package.json',
	'tsconfig.json',
	'gulpfile.js',
	'README.md',
	'LICENSE.md',
	'scripts',
	'nodes',
	'credentials',
	'icons',
];

/** The parts of package.json that these tests read. */
export interface Manifest {
	name: string;
	version: string;
	license: string;
	keywords: string[];
	scripts: Record<string, string>;
	files: string[];
	dependencies?: Record<string, string>;
	peerDependencies?: Record<string, string>;
	overrides?: unknown;
	n8n: { nodes: string[]; credentials: string[] };
}

/**
 * A copy of the sources in a folder of its own, so that builds here neither meet
 * nor disturb what is built in the checkout.
 */
export class Workshop {
	readonly folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-mfa-package-'));

	constructor() {
		for (const name of SOURCES) {
			const source = join(ROOT, name);
			if (existsSync(source)) cpSync(source, this.path(name), { recursive: true });
		}
		symlinkSync(join(ROOT, 'node_modules'), this.path('node_modules'), 'dir');
	}

	path(...parts: string[]): string {
		return join(this.folder, ...parts);
	}

	/** Runs a Node.js script in the copy. @throws with its output when it fails */
	run(script: string, ...args: string[]): string {
		const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
			cwd: this.folder,
			encoding: 'utf8',
			env: { ...process.env, CI: 'true' },
		});
		if (status !== 0) throw new Error(`${script} ended with ${status}\n${stdout}${stderr}`);
		return stdout;
	}

	/** `npm run build`, without npm. */
	build(): void {
		this.run(join('scripts', 'build.mjs'));
	}

	/** `npm pack`, unpacked again as npm would do it on installing. */
	pack(): Packed {
		const target = this.path('packed');
		mkdirSync(target);
		npm(['pack', '--ignore-scripts', '--pack-destination', target], this.folder);
		const name = readdirSync(target).find((entry) => entry.endsWith('.tgz'));
		if (name === undefined) throw new Error('npm pack left no tarball');
		const { status, stderr } = spawnSync('tar', ['-xzf', name], { cwd: target, encoding: 'utf8' });
		if (status !== 0) throw new Error(`tar ended with ${status}\n${stderr}`);
		return new Packed(join(target, 'package'));
	}

	remove(): void {
		rmSync(this.folder, { recursive: true, force: true });
	}
}

/** The contents of the tarball. */
export class Packed {
	constructor(readonly folder: string) {}

	get manifest(): Manifest {
		return JSON.parse(this.read('package.json')) as Manifest;
	}

	read(path: string): string {
		return readFileSync(join(this.folder, path), 'utf8');
	}

	files(): string[] {
		return filesUnder(this.folder);
	}
}

/** All files below a folder, as sorted paths with slashes. */
export function filesUnder(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
		.sort();
}

function npm(args: string[], cwd: string): void {
	const { status, stdout, stderr } = spawnSync('npm', args, {
		cwd,
		encoding: 'utf8',
		shell: process.platform === 'win32',
	});
	if (status !== 0)
		throw new Error(`npm ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`);
}
