import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { markdownOf, type Findings } from '../lib/report';

const PAGE = join(__dirname, '..', '..', 'docs', 'queue-mode.md');
const BEGIN = '<!-- figures: npm run bench:queue -- --write -->';
const END = '<!-- end of figures -->';

/** Puts the tables between the marks in docs/queue-mode.md. */
export async function writePage(
	circumstances: string,
	tables: ReadonlyArray<[title: string, findings: Findings]>,
): Promise<void> {
	const text = readFileSync(PAGE, 'utf8');
	const begin = text.indexOf(BEGIN);
	const end = text.indexOf(END);
	if (begin < 0 || end < begin) throw new Error(`${PAGE} has no marks for the figures`);
	const figures = [
		BEGIN,
		`${circumstances}. ${availableParallelism()} cores, shared by Redis, Postgres, three n8n and the sandbox.`,
		...tables.map(([title, findings]) => markdownOf(title, findings)),
	].join('\n\n');
	const whole = `${text.slice(0, begin)}${figures}\n\n${text.slice(end)}`;
	const style = await resolveConfig(PAGE);
	writeFileSync(PAGE, await format(whole, { ...style, filepath: PAGE }));
}
