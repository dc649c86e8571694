import { spawnSync } from 'node:child_process';
import { ROOT } from './workshop';

export interface ScanResult {
	passed: boolean;
	message?: string;
	details?: string;
}

/** Under jest's NODE_ENV=test the scanner's rules take every file for a node of their own tests. */
const ENVIRONMENT = { ...process.env, NODE_ENV: 'production' };

/**
 * The community scanner's own analysis of a folder. It is an ES module and
 * resolves its plugins itself, so it runs in a process of its own.
 *
 * @param patterns of the files to look at, relative to the folder
 */
export function scan(folder: string, patterns: string[]): ScanResult {
	const script = `
		const { analyzePackage } = await import('@n8n/scan-community-package/scanner/scanner.mjs');
		const result = await analyzePackage(${JSON.stringify(folder)}, ${JSON.stringify(patterns)});
		console.log('\\n' + JSON.stringify(result));
	`;
	const { stdout, stderr } = spawnSync(
		process.execPath,
		['--input-type=module', '--eval', script],
		{ cwd: ROOT, encoding: 'utf8', env: ENVIRONMENT },
	);
	const last = stdout.trimEnd().split('\n').at(-1) ?? '';
	try {
		return JSON.parse(last) as ScanResult;
	} catch {
		throw new Error(`the scanner gave no result\n${stdout}${stderr}`);
	}
}
