/** The table of docs/reliability.md, made from what the matrix counted. */

const BEGIN = '<!-- counts: begin -->';
const END = '<!-- counts: end -->';
const KINDS = ['read', 'repeatable', 'once'];

/**
 * @typedef {{ cells: number, sent: number, repeated: number, ok: number, errors: number, unknown: number, lost: number, duplicates: number }} Counts
 * @typedef {{ provider: string, line: number, lines: Array<{ fault: string, title: string, kind: string, counts: Counts }> }} Result
 */

/**
 * One row per fault; the counts of all providers and lines are added up.
 *
 * @param {Result[]} results
 */
export function matrixTable(results) {
	const lines = results.flatMap((result) => result.lines);
	const titles = [...new Set(lines.map(({ title }) => title))];
	const rows = titles.map((title) =>
		row(
			title,
			lines.filter((line) => line.title === title),
		),
	);
	const head = [
		'Fault',
		'Cells',
		'Sent',
		'Sent again',
		'Reads',
		'Repeatable changes',
		'Once-only calls',
		'Lost',
		'Sent twice',
	];
	const total = row('All', lines);
	return [head, head.map(() => '---'), ...rows, total]
		.map((cells) => `| ${cells.join(' | ')} |`)
		.join('\n');
}

function row(title, lines) {
	const sum = (name, of = lines) => of.reduce((total, { counts }) => total + counts[name], 0);
	const kinds = KINDS.map((kind) => {
		const own = lines.filter((line) => line.kind === kind);
		if (own.length === 0) return '';
		const unknown = sum('unknown', own);
		const errors = `${sum('errors', own)}${unknown > 0 ? ` (${unknown})` : ''}`;
		return `${sum('ok', own)} / ${errors}`;
	});
	const timed = lines.some((line) => line.timed);
	const calls = ['sent', 'repeated'].map((name) => (timed ? '' : sum(name)));
	return [title, sum('cells'), ...calls, ...kinds, sum('lost'), sum('duplicates')];
}

/**
 * The page with its counts in the place of the old ones.
 *
 * @param {string} page
 * @param {string} table
 */
export function between(page, table) {
	const [before, rest] = page.split(BEGIN);
	const after = rest?.split(END)[1];
	if (after === undefined) throw new Error(`The page has no markers ${BEGIN} and ${END}`);
	return `${before}${BEGIN}\n\n${table}\n\n${END}${after}`;
}
