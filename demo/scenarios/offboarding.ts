import { BY_NODE_TYPE } from '../lib/credentials';
import type { Execution } from '../lib/execution';
import { LEAVERS } from '../lib/leavers';
import { failureOf, rowsOf, stepsOf, type Report, type Scenario } from '../lib/scenario';
import { fillIn } from '../lib/workflow';

const COLUMNS = ['Person', 'Auth0', 'OneLogin', 'emnify', 'Removed', 'Verified'] as const;

type SummaryRow = Record<(typeof COLUMNS)[number] | 'Look at' | 'Evidence', string>;

/** What the table must say: outcome at Auth0, OneLogin and emnify, and whether it was verified. */
const EXPECTED: Readonly<Record<string, readonly [string, string, string, string]>> = {
	[LEAVERS.ana]: ['completed', 'completed', 'completed', 'yes'],
	[LEAVERS.passkey]: ['completed', 'completed', 'completed', 'yes'],
	[LEAVERS.gone]: ['nothingToDo', 'nothingToDo', 'nothingToDo', 'yes'],
	[LEAVERS.twins]: ['userAmbiguous', 'userAmbiguous', 'userNotFound', ''],
	[LEAVERS.unknown]: ['userNotFound', 'userNotFound', 'userNotFound', ''],
	[LEAVERS.protectedOne]: ['skipped', 'skipped', 'skipped', ''],
};

/**
 * The template "Scheduled offboarding" on the demo's leavers, executed.
 *
 * @param evidenceFolder where its CSV files go
 */
export function offboarding(evidenceFolder: string): Scenario {
	return {
		workflow: fillIn('scheduled-offboarding', {
			id: 'scheduledOffboarding',
			credentials: BY_NODE_TYPE,
			fields: {
				Settings: { mode: 'execute', protectedUsers: LEAVERS.protectedOne, evidenceFolder },
				'Leavers of the day': { leavers: Object.values(LEAVERS) },
			},
		}),
		report: (execution) => {
			const rows = rowsOf<SummaryRow>(execution, 'Summary');
			return {
				steps: stepsOf(execution, {}),
				result: {
					columns: [...COLUMNS],
					rows: rows.map((row) => COLUMNS.map((column) => row[column])),
				},
				notes: [...toLookAt(rows), ...evidenceOf(rows)],
				complaints: complaintsAbout(execution, rows),
			};
		},
	};
}

function toLookAt(rows: SummaryRow[]): string[] {
	return rows
		.filter((row) => row['Look at'] !== '')
		.map((row) => `Look at ${row.Person}: ${row['Look at']}`);
}

function evidenceOf(rows: SummaryRow[]): string[] {
	return [...new Set(rows.map(({ Evidence }) => Evidence))].map((file) => `Evidence: ${file}`);
}

function complaintsAbout(execution: Execution, rows: SummaryRow[]): Report['complaints'] {
	const complaints = failureOf(execution);
	for (const [person, expected] of Object.entries(EXPECTED)) {
		const row = rows.find(({ Person }) => Person === person);
		if (!row) {
			complaints.push(`${person} is not in the summary`);
			continue;
		}
		const seen = [row.Auth0, row.OneLogin, row.emnify, row.Verified];
		if (seen.join() !== expected.join()) {
			complaints.push(`${person}: ${seen.join(', ')}; expected ${expected.join(', ')}`);
		}
		if (row.Evidence === '') complaints.push(`${person}: the evidence was not written`);
	}
	return complaints;
}
