/** Text that may stand in a cell of a table. */
export const cell = (text: string): string => text.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');

export const table = (head: string[], rows: string[][]): string =>
	[head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

export const details = (summary: string, content: string): string =>
	`<details>\n<summary>${summary}</summary>\n\n${content}\n\n</details>`;

export const json = (value: unknown): string =>
	`\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;

/** The anchor that GitHub and n8n's readers make of a heading. */
export const anchor = (heading: string): string =>
	heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N} -]/gu, '')
		.replaceAll(' ', '-');

/** Puts a text between the two marks of that name, in the place of what stands there. */
export function between(page: string, name: string, text: string): string {
	const begin = `<!-- ${name}: made by npm run generate -->`;
	const end = `<!-- ${name}: end -->`;
	const [before, rest] = page.split(begin);
	const after = rest?.split(end)[1];
	if (before === undefined || after === undefined) throw new Error(`The page lacks ${begin}`);
	return `${before}${begin}\n\n${text}\n\n${end}${after}`;
}
