import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { APPLICATION_TOKENS, DEVICES, KEYS, USERS } from '../../../sandbox/emnify/seed';
import type { EmnifySandbox } from '../../../sandbox/emnify';
import type { FaultRule } from '../../../sandbox/shared/faults';
import { byId, operation, runEmnify, type EmnifyRun } from './setup';

/** What the tests of Offboard, Reset MFA and Audit MFA share. Ana has one of everything to remove. */

export const ALL_STEPS = [
	'blockUser',
	'revokeTokens',
	'forgetDevices',
	'deleteFactors',
	'removeRoles',
];
export const RECORD = `GET /v1/user/${USERS.ana}`;
export const DEVICE_LIST = `GET /v1/user/${USERS.ana}/mfa/trusted_device`;
export const SUSPEND = `PATCH /v1/user/${USERS.ana}`;
export const DELETE_DEVICES = [DEVICES.anaLaptop, DEVICES.anaPhone].map(
	(id) => `DELETE /v1/user/${USERS.ana}/mfa/trusted_device/${id}`,
);
export const DELETE_KEYS = [KEYS.anaActive, KEYS.anaPending].map(
	(id) => `DELETE /v1/user/${USERS.ana}/mfa/${id}`,
);
export const REVOKE = `PATCH /v1/application_token/${APPLICATION_TOKENS.ana.id}`;
export const REMOVE_ROLE = `DELETE /v1/user/${USERS.ana}/role/2`;

type Refusal = Omit<Extract<FaultRule, { kind: 'status' }>, 'path'>;
export const refused: Refusal = {
	kind: 'status',
	status: 400,
	body: { error_code: 1000, error_token: 'BadRequest', message: 'No.' },
	times: 'always',
};
export const forbidden: Refusal = {
	...refused,
	status: 403,
	body: { error_code: 1104, error_token: 'Forbidden', message: 'You do not have the permissions.' },
};

/** Offboards ana, unless told otherwise, and executes it. */
export const offboarding =
	(sandbox: () => EmnifySandbox) =>
	async (parameters: INodeParameters = {}, run: EmnifyRun = {}) =>
		await runEmnify(
			sandbox(),
			operation('user', 'offboard', { mode: 'execute', userId: byId(USERS.ana), ...parameters }),
			run,
		);

export const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
export const stepsOf = (record: IDataObject | undefined) => (record?.steps ?? []) as IDataObject[];
export const linesOf = (record: IDataObject | undefined, step: string) =>
	stepsOf(record).filter((line) => line.step === step || line.native === step);
export const resultsOf = (record: IDataObject | undefined, step: string) =>
	linesOf(record, step).map(({ result }) => result);
export const failedRecord = ({ error }: Awaited<ReturnType<typeof runEmnify>>) =>
	(error?.context.data as { details: IDataObject }).details;
