import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import Table from 'cli-table3';

import { LINE } from '../../support/engine/line';
import { FAULTS } from './faults';
import type { Result } from './matrix';
import type { Counts } from './rules';

const RESULTS = join(__dirname, '../../../.cache/reliability');
const KINDS = ['read', 'repeatable', 'once'];
const COLUMNS: ReadonlyArray<readonly [keyof Counts, string]> = [
	['cells', 'cells'],
	['sent', 'sent'],
	['repeated', 'again'],
	['ok', 'ok'],
	['errors', 'errors'],
	['unknown', 'unknown'],
	['lost', 'lost'],
	['duplicates', 'twice'],
];

export interface Line {
	fault: string;
	title: string;
	kind: string;
	/** How many calls went out is another number in another run. */
	timed: boolean;
	counts: Counts;
}

/** The sums of a matrix, by fault and by what kind of call it hit. */
export function linesOf(results: readonly Result[]): Line[] {
	return FAULTS.flatMap(({ id, title, timed = false }) =>
		KINDS.map((kind) => {
			const own = results.filter((one) => one.fault.id === id && one.kind === kind);
			const sum = (name: keyof Counts) =>
				own.reduce((total, { counts }) => total + counts[name], 0);
			const counts = Object.fromEntries(COLUMNS.map(([name]) => [name, sum(name)]));
			return { fault: id, title, kind, timed, counts: counts as unknown as Counts };
		}),
	).filter(({ counts }) => counts.cells > 0);
}

export function asTable(lines: readonly Line[]): string {
	const table = new Table({ head: ['fault', 'call', ...COLUMNS.map(([, title]) => title)] });
	for (const { title, kind, counts } of lines) {
		table.push([title, kind, ...COLUMNS.map(([name]) => counts[name])]);
	}
	return table.toString();
}

/** Leaves the sums of a whole matrix for `npm run docs:reliability`. */
export function keep(provider: string, lines: readonly Line[]): void {
	mkdirSync(RESULTS, { recursive: true });
	const file = join(RESULTS, `${provider}-${LINE}.json`);
	writeFileSync(file, `${JSON.stringify({ provider, line: LINE, lines }, null, '\t')}\n`);
}
