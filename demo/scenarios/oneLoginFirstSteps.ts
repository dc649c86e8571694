import type { Execution } from '../lib/execution';
import { failureOf, rowsOf, stepsOf, type Report, type Scenario } from '../lib/scenario';
import type { Workflow } from '../lib/workflow';
import workflow from '../workflows/onelogin-first-steps.json';

const ENROLL = 'Enroll it';
const CODE = 'Code of the app';
const VERIFY = 'Verify it';
const LIST = 'List devices';
const REMOVE = 'Remove it';
const LIST_AGAIN = 'List what is left';

interface Row {
	registration_id?: string;
	accepted?: boolean;
	outcome?: string;
	device_id?: string;
	deviceId?: string;
	auth_factor_name?: string;
	deleted?: boolean;
}

/** Enrolls an authenticator app, verifies it with a code of n8n's TOTP node, removes it. */
export const oneLoginFirstSteps: Scenario = {
	workflow: workflow as unknown as Workflow,
	isFirstSteps: true,
	report: (execution) => ({
		steps: stepsOf(execution, {
			[ENROLL]: (rows: Row[]) => `registration ${rows[0]?.registration_id}`,
			[CODE]: () => 'the code of this half minute',
			[VERIFY]: (rows: Row[]) => `${rows[0]?.outcome}: device ${rows[0]?.deviceId}`,
			[LIST]: devices,
			[REMOVE]: (rows: Row[]) =>
				`${rows[0]?.deleted ? 'removed' : 'did not remove'} ${rows[0]?.deviceId}`,
			[LIST_AGAIN]: devices,
		}),
		complaints: complaintsAbout(execution),
	}),
};

function devices(rows: Row[]): string {
	if (rows.length === 0) return 'no device';
	return rows.map((row) => `${row.auth_factor_name} ${row.device_id}`).join(', ');
}

function complaintsAbout(execution: Execution): Report['complaints'] {
	const complaints = failureOf(execution);
	const [verified] = rowsOf<Row>(execution, VERIFY);
	if (verified?.accepted !== true) complaints.push('OneLogin did not accept the code');
	if (rowsOf(execution, LIST).length !== 1) complaints.push('the device was not listed');
	if (rowsOf<Row>(execution, REMOVE)[0]?.deleted !== true) complaints.push('it was not removed');
	if (rowsOf(execution, LIST_AGAIN).length !== 0) complaints.push('a device was left');
	return complaints;
}
