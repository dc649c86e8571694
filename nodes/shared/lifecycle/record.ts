import type { IDataObject } from 'n8n-workflow';

import type { Item } from '../item';
import { isoNow } from '../time';
import type { Kept } from './kept';
import type { LineCode, NamedPerson, StepResult } from './step';
import type { StepId } from './stepIds';
import type { Warning } from './warning';

/** How the work on one user ended. */
export type Outcome =
	| 'previewed'
	| 'completed'
	| 'partial'
	| 'nothingToDo'
	| 'userNotFound'
	| 'userAmbiguous'
	| 'skipped'
	| 'failed';

/** One line of a record: what became of one target of one step. */
export interface StepLine {
	step: StepId;
	/** The service's own word for what the step is about. */
	native: string;
	target: string | null;
	label?: string;
	result: StepResult;
	/** Why, for programs. */
	code?: LineCode;
	/** Why, for people. */
	reason?: string;
	/** ISO 8601 UTC. */
	at: string;
}

export const MODES = ['preview', 'execute'] as const;
export type Mode = (typeof MODES)[number];

/** The record that an access review accepts: who, what, when, where, by which run, seen afterwards. */
export interface LifecycleRecord {
	provider: string;
	/** `typed` is what the item named the user by. It stands alone where nobody or several were found. */
	user: { id: string; email: string | null; typed: string } | { typed: string };
	mode: Mode;
	outcome: Outcome;
	/** Why, where the outcome alone does not say it. */
	reason?: string;
	steps: StepLine[];
	removed: Record<string, number>;
	remaining: string[];
	/** True only when the end state was read back and nothing was left; null in Preview. */
	verified: boolean | null;
	/** What was met and stays. */
	kept: Kept[];
	/** Whether the user has administrator rights; null where that cannot be read. */
	privileged: boolean | null;
	notVerifiable: StepId[];
	notCovered: string[];
	warnings: Warning[];
	/** Ids of the accounts, where several match. */
	matches?: string[];
	/** Secrets for the caller, e.g. a ticket's address: given out with a success alone. */
	handedOver?: IDataObject;
	run: IDataObject;
	startedAt: string;
	finishedAt: string;
}

/** By which run of which workflow, with which credential, at which host. */
export function runIdentity({ run }: Item): IDataObject {
	const workflow = run.context.getWorkflow();
	const credential = run.node.credentials?.[run.credential.type];
	return {
		workflowId: workflow.id ?? null,
		workflowName: workflow.name ?? null,
		executionId: run.executionId,
		node: run.node.name,
		host: run.host,
		credential: { id: credential?.id ?? null, name: credential?.name ?? null },
	};
}

/** A record about which no step was taken. */
export function bareRecord(
	item: Item,
	mode: Mode,
	user: NamedPerson | string,
	outcome: Outcome,
	more: Partial<LifecycleRecord> = {},
): LifecycleRecord {
	const now = isoNow();
	return {
		provider: item.run.provider.id,
		user:
			typeof user === 'string'
				? { typed: user }
				: { id: user.id, email: user.email, typed: user.typed },
		mode,
		outcome,
		steps: [],
		removed: {},
		remaining: [],
		verified: null,
		kept: [],
		privileged: null,
		warnings: [],
		notVerifiable: [],
		notCovered: [],
		run: runIdentity(item),
		startedAt: now,
		finishedAt: now,
		...more,
	};
}
