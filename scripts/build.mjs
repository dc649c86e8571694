/**
 * npm run build: compiles the nodes and credentials into dist, then copies the
 * icons, the codex files and the output schemas. Starts from an empty dist, so that nothing that was
 * deleted or renamed in the sources is shipped.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

rmSync(join(root, 'dist'), { recursive: true, force: true });
// With one of these left, an incremental compile would write nothing.
for (const name of readdirSync(root)) {
	if (name.endsWith('.tsbuildinfo')) rmSync(join(root, name));
}

runTool('typescript/bin/tsc', ['-p', 'tsconfig.json']);
runTool('gulp/bin/gulp.js', ['--silent', 'build:icons']);

function runTool(script, args) {
	const { status, error } = spawnSync(
		process.execPath,
		[join(root, 'node_modules', script), ...args],
		{ cwd: root, stdio: 'inherit' },
	);
	if (error) console.error(error.message);
	if (status !== 0) process.exit(status ?? 1);
}
