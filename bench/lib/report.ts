import Table from 'cli-table3';
import colours from 'picocolors';

/** A number that has to stay within a bound. */
export interface Check {
	what: string;
	value: number;
	/** The value must not be greater; with `least`, not smaller. */
	bound: number;
	least?: boolean;
	unit?: string;
}

/** What a situation found. */
export interface Findings {
	columns: string[];
	rows: string[][];
	checks: Check[];
	/** What a reader has to know to read the table. */
	remarks?: string[];
}

export const holds = ({ value, bound, least }: Check): boolean =>
	Number.isFinite(value) && (least === true ? value >= bound : value <= bound);

/** The findings on a terminal. */
export function printFindings(title: string, { columns, rows, checks, remarks }: Findings): void {
	const table = new Table({ head: columns, style: { head: [], border: [] } });
	table.push(...rows);
	console.log(`\n${colours.bold(title)}`);
	console.log(table.toString());
	for (const remark of remarks ?? []) console.log(`  ${remark}`);
	for (const check of checks) console.log(`  ${lineOf(check)}`);
}

/** The findings as Markdown. */
export function markdownOf(title: string, { columns, rows, checks, remarks }: Findings): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [
		`### ${title}`,
		'',
		line(columns),
		line(columns.map(() => '---')),
		...rows.map(line),
		'',
		...(remarks?.length ? [...remarks, ''] : []),
		...checks.map((check) => `- ${textOf(check)}`),
		'',
	].join('\n');
}

function lineOf(check: Check): string {
	return `${holds(check) ? colours.green('holds ') : colours.red('FAILS ')} ${textOf(check)}`;
}

function textOf({ what, value, bound, least, unit = '' }: Check): string {
	return `${what}: ${round(value)}${unit}, ${least ? 'at least' : 'at most'} ${round(bound)}${unit}`;
}

export function round(value: number): string {
	return Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 1);
}

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
export const times = (value: number): string => `${value.toFixed(2)} x`;
