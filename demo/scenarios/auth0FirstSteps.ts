import type { Execution } from '../lib/execution';
import { failureOf, rowsOf, stepsOf, type Report, type Scenario } from '../lib/scenario';
import type { Workflow } from '../lib/workflow';
import workflow from '../workflows/auth0-first-steps.json';

const LIST = 'List methods';
const DELETE = 'Delete it';
const LIST_AGAIN = 'List what is left';

interface Row {
	id?: string;
	type?: string;
	methodId?: string;
	deleted?: boolean;
}

/** Lists a user's authentication methods, deletes the authenticator app, lists again. */
export const auth0FirstSteps: Scenario = {
	workflow: workflow as unknown as Workflow,
	isFirstSteps: true,
	report: (execution) => ({
		steps: stepsOf(execution, { [LIST]: inWords, [LIST_AGAIN]: inWords, [DELETE]: deletion }),
		complaints: complaintsAbout(execution),
	}),
};

function inWords(rows: Row[]): string {
	return `${rows.length} methods: ${rows.map(({ type }) => type).join(', ')}`;
}

function deletion(rows: Row[]): string {
	return rows
		.map(({ deleted, methodId }) => `${deleted ? 'deleted' : 'did not delete'} ${methodId}`)
		.join('\n');
}

function complaintsAbout(execution: Execution): Report['complaints'] {
	const complaints = failureOf(execution);
	const before = rowsOf<Row>(execution, LIST);
	const deleted = rowsOf<Row>(execution, DELETE);
	const left = rowsOf<Row>(execution, LIST_AGAIN).map(({ id }) => id);
	const totp = before.filter(({ type }) => type === 'totp');
	if (totp.length !== 1) complaints.push(`${totp.length} authenticator apps listed, not one`);
	if (deleted.length !== 1 || deleted[0]?.deleted !== true) {
		complaints.push('n8n did not report one method as deleted');
	}
	const expected = before.filter(({ type }) => type !== 'totp').map(({ id }) => id);
	if (expected.join() !== left.join()) {
		complaints.push(`left over: ${left.join(', ') || 'nothing'}; expected ${expected.join(', ')}`);
	}
	return complaints;
}
