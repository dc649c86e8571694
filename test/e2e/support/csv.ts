import { readFileSync } from 'node:fs';

/** The lines of a CSV file by the names in its head. Cells hold no line breaks. */
export function readCsv(file: string): Array<Record<string, string>> {
	const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
	const [head = [], ...body] = text.trim().split(/\r?\n/).map(cellsOf);
	return body.map((cells) =>
		Object.fromEntries(cells.map((cell, index): [string, string] => [head[index] ?? '', cell])),
	);
}

function cellsOf(line: string): string[] {
	return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
		([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
	);
}
