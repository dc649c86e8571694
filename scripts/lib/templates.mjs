import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';

const FOLDER = join(ROOT, 'workflows');
const SOURCE = join(FOLDER, 'code', 'text.js');
const BEGIN =
	'// Text from people is text. npm run generate writes what follows from workflows/code/text.js.';
const END = '// End of what npm run generate writes.';

/** How a text stands inside of a string of JSON. */
const inJson = (text) => JSON.stringify(text).slice(1, -1);

/** @returns {string} the lines that a Code node holds which shows something */
export function textBlock() {
	return `${BEGIN}\n${readFileSync(SOURCE, 'utf8').trim()}\n${END}`;
}

/** @returns {string[]} the files of all workflows in `workflows/` */
export function templateFiles() {
	return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.json'))
		.sort()
		.map((name) => join(FOLDER, name));
}

/** Puts the block into the Code nodes of all workflows that have a place for it. */
export function writeTextBlocks() {
	const [begin, end, block] = [BEGIN, END, textBlock()].map(inJson);
	for (const file of templateFiles()) {
		const parts = readFileSync(file, 'utf8').split(begin);
		const written = parts.map((part, index) => {
			if (index === 0) return part;
			const from = part.indexOf(end);
			if (from < 0) throw new Error(`${file}: a Code node has no line "${END}"`);
			return block + part.slice(from + end.length);
		});
		writeFileSync(file, written.join(''));
	}
}
