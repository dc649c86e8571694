import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './inNode';

it.each([
	['start.mjs', ['--port', 'abc'], '--port is "abc"', '1 to 65535'],
	['start.mjs', ['--port', '70000'], '--port is "70000"', '1 to 65535'],
	['start.mjs', ['--prot', '80'], "'--prot'", '--help'],
	['test.mjs', ['--only', 'unit,nonsense'], 'no "nonsense"', 'unit, engine-2'],
])('%s %j says what is wrong and what to do', (script, args, what, wayOut) => {
	const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts', script), ...args], {
		cwd: ROOT,
		encoding: 'utf8',
	});
	expect(status).toBe(1);
	expect(stderr).toContain(what);
	expect(stderr).toContain(wayOut);
	expect(stderr).not.toContain('    at ');
});
