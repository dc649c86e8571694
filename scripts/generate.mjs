/**
 * npm run generate: runs every operation in n8n's engine against the sandboxes, and writes what is
 * made of it: the output schemas under nodes/ and the operations in docs/. Before that it writes what
 * the Code nodes of the templates in workflows/ share. npm test compares.
 */
import './lib/node-version.mjs';
import { join } from 'node:path';
import { ensureInstalled } from './lib/install.mjs';
import { ROOT } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { writeTextBlocks } from './lib/templates.mjs';

writeTextBlocks();

await ensureInstalled({
	name: 'tools',
	folder: ROOT,
	what: 'Installing the development tools (about 1,200 packages)',
});
const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
const { code } = await run(
	process.execPath,
	[jest, '--selectProjects', 'engine n8n 2', '--runInBand', '--', 'test/engine/outputs.test.ts'],
	{ cwd: ROOT, show: true, env: { ...process.env, WRITE_GENERATED_FILES: 'true' } },
);
process.exitCode = code;
