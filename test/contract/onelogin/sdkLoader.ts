import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';

import ts from 'typescript';

const MODULES = join(__dirname, '..', 'sdks', 'node_modules');

/** Where OneLogin's two SDKs are installed; they are apart from the package's dependencies. */
export const SDK_1 = join(MODULES, '@onelogin', 'sdk');
export const SDK_3 = join(MODULES, 'onelogin-sdk-3');

/** A `describe` for tests that need an SDK. Without it there is one skipped test that says so. */
export function describeWithSdk(title: string, folder: string, tests: () => void): void {
	describe(title, () => {
		if (existsSync(folder)) {
			tests();
		} else {
			it.skip('skipped: test/contract/sdks is not installed, so the SDK proved nothing', () => {
				throw new Error('never runs');
			});
		}
	});
}

/**
 * Loads a module whose package ships its TypeScript source and no build, as 3.0.0-alpha.1 does:
 * each file is compiled when it is first needed, and kept in memory only.
 */
export function loadSource(file: string, loaded = new Map<string, { exports: object }>()): object {
	const known = loaded.get(file);
	if (known) return known.exports;
	const module = { exports: {} };
	loaded.set(file, module);
	const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
		compilerOptions: {
			module: ts.ModuleKind.CommonJS,
			target: ts.ScriptTarget.ES2019,
			esModuleInterop: true,
		},
	});
	const fromPackage = createRequire(file);
	const load = (name: string): unknown =>
		name.startsWith('.')
			? loadSource(`${join(dirname(file), name)}.ts`, loaded)
			: (fromPackage(name) as unknown);
	const run = compileFunction(outputText, ['require', 'module', 'exports'], { filename: file });
	(run as (...given: unknown[]) => void)(load, module, module.exports);
	return module.exports;
}
