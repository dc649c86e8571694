import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { ensurePacked } from './package.mjs';
import { ROOT } from './paths.mjs';
import { runtimeForN8n } from './runtime.mjs';
import { ensureSqlite3 } from './sqlite3.mjs';

const N8N_FOLDER = join(ROOT, 'demo', 'n8n');

/** Installs the development tools, which everything else here runs on. */
export async function ensureTools() {
	await ensureInstalled({
		name: 'tools',
		folder: ROOT,
		what: 'Installing the development tools (about 1,200 packages)',
	});
}

/**
 * A real n8n that can be started, and this package as it would be published.
 *
 * @returns {Promise<{
 *   n8n: { folder: string, node: string },
 *   packed: { tarball: string, sources: string },
 * }>} where n8n is and the Node.js that runs it; the tarball and the hash of its sources
 */
export async function ensureRealN8n() {
	await ensureTools();
	await ensureInstalled({
		name: 'n8n',
		folder: N8N_FOLDER,
		what: 'Installing n8n (about 2,350 packages and 2.8 GB; only this once)',
	});
	const runtime = await runtimeForN8n(N8N_FOLDER);
	await ensureSqlite3(N8N_FOLDER, runtime);
	const packed = await ensurePacked();
	return { n8n: { folder: N8N_FOLDER, node: runtime.node }, packed };
}

/** TypeScript runs through tsx, which is there once the tools are installed. */
export async function loadTypeScript(path) {
	const { tsImport } = await import('tsx/esm/api');
	return await tsImport(path, import.meta.url);
}
