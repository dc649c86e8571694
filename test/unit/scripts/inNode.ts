import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..', '..');

/**
 * Runs code in a Node.js of its own: the scripts are ES modules, and jest's are
 * not. The code calls `give(value)` with its result.
 *
 * @param script under scripts/, whose exports are in reach by name
 */
export function inNode(script: string, names: string, code: string): unknown {
	const { status, stdout, stderr } = spawnSync(process.execPath, nodeArgs(script, names, code), {
		encoding: 'utf8',
	});
	if (status !== 0) throw new Error(stderr);
	return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
}

/** The same, still running. */
export function startNode(script: string, names: string, code: string): ChildProcess {
	return spawn(process.execPath, nodeArgs(script, names, code), {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
}

function nodeArgs(script: string, names: string, code: string): string[] {
	const url = JSON.stringify(join(ROOT, 'scripts', script));
	const text = `
		import { pathToFileURL } from 'node:url';
		const { ${names} } = await import(pathToFileURL(${url}));
		const give = (value) => console.log('\\n' + JSON.stringify(value ?? null));
		${code}
	`;
	return ['--input-type=module', '--eval', text];
}
