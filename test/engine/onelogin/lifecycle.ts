import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { OneLoginSandbox } from '../../../sandbox/onelogin';
import { USERS } from '../../../sandbox/onelogin/seed';
import type { FaultRule } from '../../../sandbox/shared/faults';
import { byId, runOneLogin, type OneLoginRun } from './setup';

/** What the tests of Offboard, Reset MFA and Audit MFA share. */

export const ALL_STEPS = [
	'blockUser',
	'endSessions',
	'endOneTimeAccess',
	'deleteFactors',
	'removeRoles',
];

/** Calls about one user, as `calls()` of the setup writes them. */
export function callsOf(userId: number) {
	const v1 = `/api/1/users/${userId}`;
	const v2 = `/api/2/mfa/users/${userId}`;
	return {
		GET_USER: `GET /api/2/users/${userId}`,
		SUSPEND: `PUT /api/2/users/${userId}`,
		LOG_OUT: `PUT ${v1}/logout`,
		LIST_1: `GET ${v1}/otp_devices`,
		LIST_2: `GET ${v2}/devices`,
		REMOVE_ROLES: `PUT ${v1}/remove_roles`,
		TOKEN: `POST ${v1}/mfa_token`,
		remove1: (id: number) => `DELETE ${v1}/otp_devices/${id}`,
		remove2: (id: number | string) => `DELETE ${v2}/devices/${id}`,
	};
}

/** Offboard or Reset MFA of Ana in Execute, unless said otherwise. */
export const lifecycleRuns =
	(sandbox: () => OneLoginSandbox, operation: 'offboard' | 'resetMfa') =>
	async (parameters: INodeParameters = {}, run: OneLoginRun = {}) =>
		await runOneLogin(
			sandbox(),
			{ resource: 'user', operation, mode: 'execute', userId: byId(USERS.ana), ...parameters },
			run,
		);

export type LifecycleRun = Awaited<ReturnType<ReturnType<typeof lifecycleRuns>>>;

export const stepsOf = (record: IDataObject | undefined) => (record?.steps ?? []) as IDataObject[];

export const linesOf = (record: IDataObject | undefined, step: string) =>
	stepsOf(record).filter((line) => line.step === step || line.native === step);

export const resultsOf = (record: IDataObject | undefined, step: string) =>
	linesOf(record, step).map(({ result }) => result);

/** The record in the error of a run that failed. */
export const failedRecord = (run: LifecycleRun): IDataObject =>
	(run.error?.context.data as { details: IDataObject }).details;

type Refusal = Extract<FaultRule, { kind: 'status' }>;

/** The service refuses what was sent, each time. */
export const refused: Refusal = {
	kind: 'status',
	status: 400,
	body: { status: { error: true, code: 400, type: 'bad request', message: 'Not today' } },
	times: 'always',
};

/** The scope of the API credential is too small. */
export const tooSmall: Refusal = {
	kind: 'status',
	status: 401,
	body: {
		status: { error: true, code: 401, type: 'Unauthorized', message: 'Insufficient Permission' },
	},
	times: 'always',
};
