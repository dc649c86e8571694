import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');

/** One line of n8n, as it is pinned and installed in this repository. */
export interface Line {
	/** In the names of tests and folders. */
	name: 'n8n-2' | 'n8n-1';
	/** Folder whose node_modules holds n8n. */
	folder: string;
	/** First of the ports that its server takes. */
	port: number;
}

export const N8N_2: Line = { name: 'n8n-2', folder: join(ROOT, 'demo', 'n8n'), port: 5950 };
export const N8N_1: Line = { name: 'n8n-1', folder: join(ROOT, 'demo', 'n8n-1'), port: 5970 };

/** e.g. `2.40.7` */
export function versionOf({ folder }: Line): string {
	const file = join(folder, 'node_modules', 'n8n', 'package.json');
	if (!existsSync(file))
		throw new Error(`n8n is not installed in ${folder}. npm run test:e2e does`);
	return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
