import type { IDataObject } from 'n8n-workflow';

import { detailsOf, isItemError, means } from '../errors';
import type { Meaning } from '../http/meaning';
import type { ApiClient } from '../http/client';
import type { Item } from '../item';
import type { Account, AccountReading } from './account';
import type { KeptReason, KeptThings } from './kept';
import type { StepId } from './stepIds';

/** A user as a provider found it. */
export interface Person {
	id: string;
	email: string | null;
	/** Other names by which the user may be listed, e.g. a username that is no email. */
	usernames?: readonly string[];
	/** What the lookup gave, for steps that can use it instead of asking again. */
	found?: AccountReading;
}

/** A user with what the item named it by. */
export interface NamedPerson extends Person {
	typed: string;
}

/** What became of one target of a step. */
export type StepResult =
	| 'planned'
	| 'done'
	| 'alreadyGone'
	| 'notAvailable'
	| 'skipped'
	| 'unknown'
	| 'failed';

/**
 * Why a line of a record is as it is, for programs: what the refusal of a call means, or
 * - `notBlocked`: protection stays, since the account is not seen blocked
 * - `notYetVisible`: the service took it, and does not show it yet
 * - `stateForbids`: the state of the user forbids the call and makes it needless
 * - `lastRole`: the service does not take it
 * - `ownCredential`: this node itself signs in with it
 * - `noId`: the service lists it without an id
 */
export type LineCode =
	| Meaning
	| 'notBlocked'
	| 'notYetVisible'
	| 'stateForbids'
	| 'lastRole'
	| 'ownCredential'
	| 'noId';

/** Something that a step will remove, by id. */
export interface Target {
	id: string;
	/** How a person knows it, e.g. the label of a factor. */
	label?: string;
	/**
	 * Why the service does not give it up, e.g. a user's last role. It is told as `skipped`, is never
	 * applied, and does not count as left.
	 */
	stays?: Stays;
	/** It is the last thing between the password and the account, so that it waits for the block. */
	opens?: boolean;
}

/** Why something is left alone. */
export interface Stays {
	code: KeptReason & LineCode;
	text: string;
}

/** What an attempt did to one target. */
export interface Applied {
	id: string;
	result: Exclude<StepResult, 'planned'>;
	code?: LineCode;
	reason?: string;
}

/** Whom a step works on, and with what. */
export interface StepContext {
	item: Item;
	api: ApiClient;
	user: NamedPerson;
	/** The user's own record, which steps share. */
	account: Account;
	/** The user's choices in the node's Lifecycle Options. */
	options: IDataObject;
	/** Ids of the chosen steps. */
	chosen: ReadonlySet<StepId>;
	/** What was met on the way and stays, e.g. a password. */
	kept: KeptThings;
	/** What a step hands over to the caller, e.g. a ticket's address. */
	handedOver: IDataObject;
}

/**
 * When a step may run:
 * - `block`: ends the possibility to sign in
 * - `access`: ends what was opened already (sessions, tokens), or only tightens (remembered
 *   browsers); always good to do
 * - `protection`: takes away devices or factors, which opens an account that is not blocked
 * - `other`: neither, e.g. making an enrollment ticket
 */
export type StepKind = 'block' | 'access' | 'protection' | 'other';

/** One step of a provider's offboarding or reset. The engine runs them in the order given. */
export interface Step {
	/** Its word in the record and in the parameter Steps. */
	id: StepId;
	/** The service's own word for what it is about; no two steps with one id have the same. */
	native: string;
	/** Words by which it was chosen in the version before this one; they are read once more. */
	formerIds?: readonly string[];
	kind: StepKind;
	/** Under what its done targets are counted in `removed`. */
	counts?: 'factors' | 'oneTimeAccess' | 'trustedDevices' | 'sessions' | 'tokens' | 'roles';
	/** A refusal for the state of a user who is blocked leaves nothing undone. */
	needlessWhenBlocked?: boolean;
	/** True for a step that does something a second time when it is run again, e.g. makes a ticket. */
	once?: boolean;
	/** Output fields in which it hands a secret over, e.g. "enrollmentTicket". */
	handsOver?: readonly string[];
	/** Refuses options of this step that cannot be used; called before anything is sent. */
	check?(item: Item): void;
	/** What to say when there is nothing to remove, e.g. "already blocked". */
	nothing: string;
	/**
	 * What there is to remove; only reads. Absent for a step whose effect cannot be read: it is sent
	 * on every Execute and stands under `notVerifiable`.
	 */
	find?(context: StepContext): Promise<Target[]>;
	/** Removes the targets and tells what became of each. Called with at least one target. */
	apply(context: StepContext, targets: readonly Target[]): Promise<Applied[]>;
}

/** The step that ends the possibility to sign in, and by what a reading of the user shows that. */
export interface BlockStep extends Step {
	kind: 'block';
	/** True for the record of a user who cannot sign in. */
	isShown(record: IDataObject): boolean;
	/** How long the service may take to show it after it was done, in milliseconds. */
	shownWithinMs: number;
}

export function isBlockStep(step: Step): step is BlockStep {
	return step.kind === 'block';
}

/**
 * A step that blocks. That there is something to do a row of a list may say; that there is nothing,
 * only a reading of this very user.
 *
 * @param label how a person knows the state that the record shows
 */
export function blockStep(
	step: Omit<BlockStep, 'kind' | 'find'>,
	label: (record: IDataObject) => string | undefined = () => undefined,
): BlockStep {
	return {
		...step,
		kind: 'block',
		async find({ account, user }) {
			let record = await account.look(step.id, 'part');
			if (step.isShown(record)) record = await account.look(`${step.id}, itself`, 'own');
			if (step.isShown(record)) return [];
			const told = label(record);
			return [{ id: user.id, ...(told !== undefined && { label: told }) }];
		},
	};
}

/**
 * Applies a change to one target after the other. What the service refuses is reported for that
 * target and does not keep the others.
 *
 * @param change gives back true when the target was gone already, or why it was left alone
 */
export async function eachTarget(
	targets: readonly Target[],
	change: (target: Target) => Promise<boolean | LeftAlone>,
): Promise<Applied[]> {
	const applied: Applied[] = [];
	for (const target of targets) applied.push(await oneTarget(target, change));
	return applied;
}

/** A target that was met and not changed. */
export interface LeftAlone {
	skipped: string;
	code: LineCode;
}

async function oneTarget(
	target: Target,
	change: (target: Target) => Promise<boolean | LeftAlone>,
): Promise<Applied> {
	const { id } = target;
	try {
		const outcome = await change(target);
		if (typeof outcome === 'object') {
			return { id, result: 'skipped', code: outcome.code, reason: outcome.skipped };
		}
		return { id, result: outcome ? 'alreadyGone' : 'done' };
	} catch (error) {
		return { id, ...refusalOf(error) };
	}
}

/** Like {@link failureOf}, with a missing plan or permission told apart. */
export function refusalOf(error: unknown): Failure {
	if (!means(error, 'permission', 'plan')) return failureOf(error);
	return { ...failureOf(error), result: 'notAvailable' };
}

/** What an error of a call says about its target. */
export function failureOf(error: unknown): Failure {
	const { effect, meaning } = detailsOf(error);
	return {
		result: effect === 'unknown' ? 'unknown' : 'failed',
		...(meaning !== undefined && { code: meaning }),
		reason: reasonOf(error),
	};
}

type Failure = { result: 'failed' | 'unknown' | 'notAvailable'; code?: LineCode; reason: string };

/** An error's two sentences, for a record. */
export function reasonOf(error: unknown): string {
	if (!isItemError(error)) return error instanceof Error ? error.message : 'unknown reason';
	return [error.message, error.description].filter(Boolean).join('. ');
}
