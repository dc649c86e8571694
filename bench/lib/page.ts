import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { markdownOf, type Findings } from './report';
import type { Situation } from './situation';

const PAGE = join(__dirname, '..', '..', 'docs', 'pace.md');

/** Puts a table into its place in docs/pace.md, between the comments with the situation's name. */
export function writeIntoPage({ name, title }: Situation, findings: Findings): void {
	const begin = `<!-- bench ${name} -->`;
	const end = `<!-- end ${name} -->`;
	const page = readFileSync(PAGE, 'utf8');
	const from = page.indexOf(begin);
	const to = page.indexOf(end);
	if (from < 0 || to < from) throw new Error(`docs/pace.md has no place for ${name}`);
	const text = `${begin}\n\n${markdownOf(title, findings)}\n${machine()}\n\n`;
	writeFileSync(PAGE, page.slice(0, from) + text + page.slice(to));
}

function machine(): string {
	const gib = Math.round(totalmem() / 1024 ** 3);
	const day = new Date().toISOString().slice(0, 10);
	return `Measured ${day} on a shared machine with ${cpus().length} cores and ${gib} GiB.`;
}
