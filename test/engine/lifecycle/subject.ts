import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { AnySandbox } from '../reliability/subject';
import type { RunNodeOptions, RunNodeResult } from '../../support/engine';

/** One provider, as the tests of what Offboard waits for and of whom an answer is about know it. */
export interface Subject {
	readonly name: string;
	readonly serviceName: string;
	start(): Promise<AnySandbox>;
	run(
		sandbox: AnySandbox,
		parameters: INodeParameters,
		options?: Partial<RunNodeOptions>,
	): Promise<RunNodeResult>;
	/** A user with one of everything, somebody else, and one who is blocked already. */
	readonly ana: string;
	readonly other: string;
	readonly blocked: string;
	/** Ana's email, and the parameter that names her by it. */
	readonly email: string;
	byEmail(email: string): INodeParameters;
	/** Another account with Ana's email. */
	addTwin(sandbox: AnySandbox): string;
	/** Paths of one user, of the look-up by email, and of all that takes protection away. */
	userPath(id: string): string;
	readonly lookupPath: string;
	/** Members of a user's record. */
	idMember(id: string): Record<string, unknown>;
	readonly emptyId: Record<string, unknown>;
	readonly isBlocked: Record<string, unknown>;
	readonly isOpen: Record<string, unknown>;
	/** The call that blocks, and what the service says when it has done it. */
	readonly blockMethod: 'PATCH' | 'PUT';
	/** The answer to the block holds the user, so that one about somebody else shows. */
	readonly blockAnswersUser: boolean;
	readonly refusal: { status: number; body: unknown };
	/** Ids of steps, in their order. */
	readonly block: string;
	readonly access: readonly string[];
	readonly protection: readonly string[];
	/** Operations on the account, by their names. */
	readonly blockOperation: string;
	readonly unblockOperation: string;
	/** Reading one user and nothing else. */
	readonly getOperation: string;
	/** Operations that read the user before they change anything. */
	readonly readsBefore: readonly string[];
	/** What the sandbox holds of a user. */
	holds(sandbox: AnySandbox, id: string): unknown;
	stateOf(sandbox: AnySandbox, id: string): { blocked: boolean; protection: number };
	/** Gives a user one more factor. */
	addFactor(sandbox: AnySandbox, id: string): void;
	isToken(path: string): boolean;
	isProtectionCall(path: string): boolean;
}

export const byId = (value: string): INodeParameters => ({ __rl: true, mode: 'id', value });

export const rowsOf = (result: RunNodeResult): IDataObject[] =>
	(result.outputs[0] ?? []).map(({ json }) => json);

/** The record of a run with one user, whether it is the item or stands in its error. */
export function recordOf(result: RunNodeResult): IDataObject {
	const [row] = rowsOf(result);
	const details = (result.error?.context.data as { details?: IDataObject } | undefined)?.details;
	return details ?? row ?? {};
}

export const linesOf = (record: IDataObject, step: string): IDataObject[] =>
	((record.steps ?? []) as IDataObject[]).filter((line) => line.step === step);

export const resultsOf = (record: IDataObject, steps: readonly string[]): unknown[] =>
	steps.flatMap((step) => linesOf(record, step).map(({ result }) => result));
