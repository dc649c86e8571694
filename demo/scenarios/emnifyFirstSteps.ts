import type { Execution } from '../lib/execution';
import { failureOf, rowsOf, stepsOf, type Report, type Scenario } from '../lib/scenario';
import type { Workflow } from '../lib/workflow';
import workflow from '../workflows/emnify-first-steps.json';

const CREATE = 'Create a key';
const CODE = 'Code of the key';
const ACTIVATE = 'Activate it';
const LIST = 'List keys';
const DELETE = 'Delete it';
const LIST_AGAIN = 'List what is left';

interface Row {
	id?: number;
	keyId?: number;
	status?: { description?: string };
	activated?: boolean;
	deleted?: boolean;
}

/** Creates an MFA key, activates it with a code of n8n's TOTP node, lists it, deletes it. */
export const emnifyFirstSteps: Scenario = {
	workflow: workflow as unknown as Workflow,
	isFirstSteps: true,
	report: (execution) => ({
		steps: stepsOf(execution, {
			[CREATE]: (rows: Row[]) => `key ${rows[0]?.id}, with its secret`,
			[CODE]: () => 'the code of this half minute',
			[ACTIVATE]: (rows: Row[]) =>
				`${rows[0]?.activated ? 'activated' : 'did not activate'} ${rows[0]?.keyId}`,
			[LIST]: keys,
			[DELETE]: (rows: Row[]) =>
				`${rows[0]?.deleted ? 'deleted' : 'did not delete'} ${rows[0]?.keyId}`,
			[LIST_AGAIN]: keys,
		}),
		complaints: complaintsAbout(execution),
	}),
};

function keys(rows: Row[]): string {
	if (rows.length === 0) return 'no key';
	return rows.map(({ id, status }) => `key ${id} (${status?.description})`).join(', ');
}

function complaintsAbout(execution: Execution): Report['complaints'] {
	const complaints = failureOf(execution);
	const [listed, ...more] = rowsOf<Row>(execution, LIST);
	if (rowsOf<Row>(execution, ACTIVATE)[0]?.activated !== true) complaints.push('not activated');
	if (listed?.status?.description !== 'Active' || more.length > 0) {
		complaints.push('the list does not show one active key');
	}
	if (rowsOf<Row>(execution, DELETE)[0]?.deleted !== true) complaints.push('it was not deleted');
	if (rowsOf(execution, LIST_AGAIN).length !== 0) complaints.push('a key was left');
	return complaints;
}
