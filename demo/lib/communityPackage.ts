import { mkdirSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Setup } from './setup';

/**
 * Installs the packed package where n8n keeps community packages, in the way n8n
 * installs one itself: without scripts, without peer dependencies, from the
 * tarball. n8n loads every package that it finds in this folder; its table of
 * installed packages is only read to bring back missing ones.
 *
 * @param nodesFolder n8n's folder for community packages
 */
export async function installPackage(setup: Setup, nodesFolder: string): Promise<void> {
	mkdirSync(nodesFolder, { recursive: true });
	const packageJson = join(nodesFolder, 'package.json');
	if (!existsSync(packageJson)) {
		writeFileSync(
			packageJson,
			JSON.stringify({ name: 'installed-nodes', private: true, dependencies: {} }, null, 2),
		);
	}
	const { code, output } = await setup.tools.npm(
		[
			'install',
			'--offline',
			'--legacy-peer-deps',
			'--ignore-scripts',
			// A tarball that was packed again has another checksum under the same version.
			'--no-package-lock',
			'--no-audit',
			'--no-fund',
			setup.packed.tarball,
		],
		nodesFolder,
	);
	if (code !== 0) {
		throw setup.tools.failure(
			'the package could not be installed into n8n.',
			'npm start -- --reset starts again with empty data.',
			setup.tools.tail(output),
		);
	}
}
