import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const ROOT = join(__dirname, '../../..');

/** Whether this run shall write the files instead of comparing them: `npm run generate`. */
export const WRITES = process.env.WRITE_GENERATED_FILES === 'true';

/** Brings a file to `text`, or, when it is only to be compared, says what it holds now. */
export function settle(path: string, text: string): string | undefined {
	const file = join(ROOT, path);
	const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
	if (!WRITES || before === text) return before;
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
	return text;
}

/** All files of a folder with an ending; when files are written, those not in `kept` go. */
export function filesIn(folder: string, ending: string, kept: readonly string[]): string[] {
	const all = existsSync(join(ROOT, folder))
		? readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
				.filter((entry) => entry.isFile() && entry.name.endsWith(ending))
				.map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
		: [];
	if (!WRITES) return all.sort();
	for (const file of all) if (!kept.includes(file)) rmSync(join(ROOT, file));
	return all.filter((file) => kept.includes(file)).sort();
}
