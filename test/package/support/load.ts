import type { ICredentialType, INodeTypeDescription } from 'n8n-workflow';
import { spawnSync } from 'node:child_process';

export interface Loaded {
	nodes: Array<{ file: string; className: string; description: INodeTypeDescription }>;
	credentials: Array<{ file: string; className: string } & ICredentialType>;
}

/**
 * Loads every node and credential of a package in a plain Node.js, by the paths
 * in its package.json, as n8n does: the class is called like the file.
 *
 * @param folder of the unpacked package; n8n-workflow must be in its reach
 * @throws with the loader's words when one cannot be loaded
 */
export function loadPackage(folder: string): Loaded {
	const script = `
		const { basename, join } = require('node:path');
		const folder = ${JSON.stringify(folder)};
		const { n8n } = require(join(folder, 'package.json'));
		const load = (file) => {
			const className = basename(file).split('.')[0];
			return { file, className, instance: new (require(join(folder, file))[className])() };
		};
		console.log(JSON.stringify({
			nodes: n8n.nodes.map(load).map(({ file, className, instance }) =>
				({ file, className, description: instance.description })),
			credentials: n8n.credentials.map(load).map(({ file, className, instance }) =>
				({ file, className, ...instance })),
		}));
	`;
	const { status, stdout, stderr } = spawnSync(process.execPath, ['--eval', script], {
		cwd: folder,
		encoding: 'utf8',
	});
	if (status !== 0) throw new Error(stderr);
	return JSON.parse(stdout) as Loaded;
}
