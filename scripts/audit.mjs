/**
 * npm run audit: known advisories about what is shipped (nothing is: there are no dependencies) and
 * about what development brings along. Exit code 1 when there is one that nobody has looked at, 2
 * when the registry answers no audits, which is not the same as none.
 */
import './lib/node-version.mjs';
import { spawnSync } from 'node:child_process';
import { npmCall, npmEnvironment } from './lib/npm.mjs';
import { ROOT } from './lib/paths.mjs';

/** Advisories that were looked at, by their number at GitHub, and why they do no harm here. */
const LOOKED_AT = {};

process.exitCode = Math.max(
	audit('what is shipped', ['--omit=dev', '--omit=peer']),
	audit('development', []),
);

function audit(what, options) {
	const [command, args] = npmCall('audit', '--json', ...options);
	const { stdout } = spawnSync(command, args, {
		cwd: ROOT,
		encoding: 'utf8',
		env: npmEnvironment(),
		maxBuffer: 64 * 1024 * 1024,
	});
	const { vulnerabilities, error, message } = parse(stdout);
	if (vulnerabilities === undefined) {
		console.log(`${what}: not audited. ${message ?? error?.summary ?? 'npm gave no answer'}`);
		return 2;
	}
	const open = Object.values(vulnerabilities)
		.flatMap(({ via }) => via.filter((one) => typeof one === 'object'))
		.filter(({ url }) => !(url?.split('/').at(-1) in LOOKED_AT));
	const lines = new Set(
		open.map(({ severity, name, title, url }) => `  ${severity} ${name}: ${title} ${url}`),
	);
	console.log(`${what}: ${lines.size} advisories that nobody has looked at`);
	for (const line of lines) console.log(line);
	return lines.size === 0 ? 0 : 1;
}

function parse(text) {
	try {
		return JSON.parse(text);
	} catch {
		return {};
	}
}
