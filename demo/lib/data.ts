import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Service } from './sandboxes';

/** What one start tells the next one. */
export interface Remembered {
	/** Ports of the sandboxes and of the mailbox. */
	ports?: Partial<Record<Service | 'mailbox', number>>;
	/** Hash of the package that is installed in n8n. */
	installed?: string;
	/** Hash of the package with which every workflow ran well. */
	shown?: string;
	/** Hash of the credentials and of the workflows that were imported. */
	credentials?: string;
	workflow?: string;
	/** The login to the editor. */
	owner?: { email: string; password: string };
}

/** The folder of one demo: n8n's user folder, and what the demo knows of it. */
export class DemoData {
	readonly userFolder: string;
	readonly logFile: string;
	readonly lastRun: string;
	/** Where workflows may write files. */
	readonly evidence: string;
	readonly remembered: Remembered;
	private readonly file: string;

	constructor(folder: string, reset: boolean) {
		if (reset) clear(folder);
		this.userFolder = join(folder, 'n8n');
		this.logFile = join(folder, 'n8n.log');
		this.lastRun = join(folder, 'last-run.json');
		this.evidence = join(folder, 'evidence');
		this.file = join(folder, 'demo.json');
		mkdirSync(this.userFolder, { recursive: true });
		mkdirSync(this.evidence, { recursive: true });
		this.remembered = read(this.file);
	}

	/** Holds the password of the editor, so it is for its owner's eyes only. */
	remember(news: Remembered): void {
		Object.assign(this.remembered, news);
		writeFileSync(this.file, `${JSON.stringify(this.remembered, null, '\t')}\n`, { mode: 0o600 });
	}
}

/** All but the lock of the running command. */
function clear(folder: string): void {
	for (const name of readdirSync(folder)) {
		if (name !== 'running.lock') rmSync(join(folder, name), { recursive: true, force: true });
	}
}

function read(file: string): Remembered {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as Remembered;
	} catch {
		return {};
	}
}
