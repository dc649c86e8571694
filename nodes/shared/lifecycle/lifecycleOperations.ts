import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { attempt, detailsOf, serviceError, type ItemError } from '../errors';
import { withoutHandedOver } from '../handedOver';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { Account } from './account';
import { earlierRecords, recordsAfter } from './earlierTries';
import { KeptThings } from './kept';
import { warning, type Warning } from './warning';
import { runLifecycle, type Plan } from './engine';
import { lifecycleFields } from './fields';
import { readOrders, type Order, type Orders } from './orders';
import type { LifecycleProvider, OfferedStep } from './provider';
import { bareRecord, type LifecycleRecord, type Outcome } from './record';
import { isBlockStep, type NamedPerson, type Person, type StepContext } from './step';
import { summaryOf } from './summary';

/** Ends a leaver's access, then removes devices and factors, then reads back. */
export function offboardOperation(provider: LifecycleProvider): Operation {
	return operationOf(provider, provider.offboardSteps, {
		extraOptions: provider.extraOptions,
		option: {
			name: 'Offboard',
			value: 'offboard',
			description:
				'End the access of a leaver in a safe order: block, end sessions and tokens, remove devices and factors, read back, and give a record. Previews by default; what Execute removes cannot be undone.',
			action: 'Offboard user',
		},
		blockFirst: true,
	});
}

/** Removes the factors of an account that stays active, e.g. after a phone was lost. */
export function resetOperation(provider: LifecycleProvider): Operation {
	return operationOf(provider, provider.resetSteps, {
		extraOptions: provider.resetOptions,
		option: {
			name: 'Reset MFA',
			value: 'resetMfa',
			description:
				'Remove the factors and remembered devices of a user who stays, e.g. after a lost phone. Previews by default; what Execute removes cannot be undone. Until the user enrolls again, the password alone opens the account.',
			action: 'Reset MFA of user',
		},
		blockFirst: false,
		warnings: [warning('passwordAloneOpens')],
	});
}

interface Kind {
	option: Operation['option'];
	blockFirst: boolean;
	extraOptions: readonly INodeProperties[] | undefined;
	/** Of each record of somebody on whom it was executed. */
	warnings?: readonly Warning[];
}

function operationOf(
	provider: LifecycleProvider,
	offered: readonly OfferedStep[],
	kind: Kind,
): Operation {
	const fields: INodeProperties[] = [
		provider.userField,
		...lifecycleFields(offered, kind.blockFirst, kind.extraOptions ?? []),
	];
	return {
		option: kind.option,
		effect: 'change',
		handsOver: offered.flatMap(({ parts }) => parts.flatMap((step) => step.handsOver ?? [])),
		fields,

		async prepareRun(items) {
			const orders = await readOrders(items, offered, provider.userNames);
			return async (item) => {
				const order = orders.of(item.index);
				const plan = planOf(provider, kind, order);
				for (const step of plan.steps) step.check?.(item);
				const tried = await attempt(
					item.run.node,
					item.index,
					async () => await recordsOf(item, provider, order, plan, orders),
				);
				if (tried.error) throw toldWithEarlier(item, tried.error, offered);
				return rowsOf(item, tried.value, offered);
			};
		},
	};
}

/** Works on the accounts that the item names, and gives a record of each, or one of why it did not. */
async function recordsOf(
	item: Item,
	provider: LifecycleProvider,
	order: Order,
	plan: Plan,
	orders: Orders,
): Promise<LifecycleRecord[]> {
	const { options, mode } = order;
	const { typed, users } = await provider.findUsers(item);
	const warnings = warningsOf(item, order);
	const bare = (outcome: Outcome, more: Partial<LifecycleRecord> = {}) => [
		bareRecord(item, mode, typed, outcome, { warnings, ...more }),
	];
	const earlier = mode === 'execute' ? earlierRecords(item) : [];
	const isFound = ({ user }: LifecycleRecord) =>
		'id' in user && users.some(({ id }) => id === user.id);
	// Who is not found any more was worked on all the same.
	const lost = earlier.filter((record) => !isFound(record));
	if (lost.length > 0 && users.length === 0) throw notFoundAnyMore(item, typed);
	if (users.length === 0) {
		return orders.protects([typed]) ? bare('skipped', PROTECTED) : bare('userNotFound');
	}
	if (users.length > 1 && !options.allMatches) {
		return [...bare('userAmbiguous', { matches: users.map(({ id }) => id) }), ...earlier];
	}

	const records: LifecycleRecord[] = [];
	for (const user of byId(users)) {
		// Who had to wait for another item about this user has an outdated look at the account.
		const waited = await item.alone(`user ${user.id}`);
		const named = { ...user, typed, found: waited ? undefined : user.found };
		records.push(
			orders.protects(namesOf(named))
				? bareRecord(item, mode, named, 'skipped', { warnings, ...PROTECTED })
				: await runLifecycle(contextOf(item, provider, named, order), {
						...plan,
						warnings: [...warnings, ...plan.warnings],
					}),
		);
	}
	return [...records, ...lost];
}

const PROTECTED = { reason: 'protected' };

/** All by which a user may be listed: what was typed as well as what was found. */
function namesOf({ typed, id, email, usernames = [] }: NamedPerson): string[] {
	return [typed, id, email ?? '', ...usernames];
}

function contextOf(
	item: Item,
	provider: LifecycleProvider,
	user: NamedPerson,
	{ steps, options }: Order,
): StepContext {
	const { api } = item;
	return {
		item,
		api,
		user,
		account: new Account(async () => await provider.readAccount(api, user.id), user.found),
		options: options.given,
		chosen: new Set(steps.map(({ id }) => id)),
		kept: new KeptThings(),
		handedOver: {},
	};
}

/** What every record of an item warns of, whomever it is about. */
function warningsOf({ run }: Item, { mode, warnings }: Order): Warning[] {
	const isRetried = mode === 'execute' && run.context.getMode?.() === 'retry';
	return isRetried ? [...warnings, warning('retriedExecution')] : [...warnings];
}

function planOf(provider: LifecycleProvider, kind: Kind, { mode, steps, options }: Order): Plan {
	const mustBlock = kind.blockFirst && !options.removeFactorsUnblocked;
	const block = provider.offboardSteps.flatMap(({ parts }) => parts).find(isBlockStep);
	return {
		mode,
		steps,
		gate: mustBlock ? block : undefined,
		block,
		removeLatecomers: options.removeLatecomers,
		notCovered: provider.notCovered,
		factsIn: provider.factsIn,
		warnings: mode === 'execute' ? (kind.warnings ?? []) : [],
	};
}

/** Always the same order, so that two items about the same accounts cannot wait for each other. */
function byId(users: readonly Person[]): Person[] {
	return [...users].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The records as output; a failed one makes the item fail, with all records of the item in it. */
function rowsOf(
	item: Item,
	records: readonly LifecycleRecord[],
	offered: readonly OfferedStep[],
): IDataObject[] {
	const failed = records.find(({ outcome }) => outcome === 'failed');
	if (failed === undefined) return records.map((record) => asRow(record, offered));
	const name = 'id' in failed.user ? (failed.user.email ?? failed.user.id) : failed.user.typed;
	throw serviceError(
		item.run.node,
		{
			message: `The work on '${name.slice(0, 100)}' could not be completed`,
			description: `${failed.reason ?? ''}. The record in this item says what was done and what was not. Run it again for the rest.`,
			effect: 'partial',
			details: detailsFor(item, failed, records, offered),
		},
		item.index,
	);
}

/** An item on which an earlier try worked, and which could not be looked up now. */
function toldWithEarlier(item: Item, error: ItemError, offered: readonly OfferedStep[]): ItemError {
	const records = earlierRecords(item);
	const [first] = records;
	if (first === undefined) return error;
	const details = detailsFor(item, first, records, offered);
	error.context.data = { ...detailsOf(error), effect: 'partial', details };
	error.description = `${error.description ?? ''} ${DONE_BEFORE}`.trim();
	return error;
}

const DONE_BEFORE =
	'An earlier try of this execution worked on it: the record in this item says what that one did.';

function notFoundAnyMore(item: Item, typed: string): ItemError {
	return serviceError(
		item.run.node,
		{
			message: `No user is found for '${typed.slice(0, 100)}' any more`,
			description: 'Look the user up.',
			effect: 'partial',
		},
		item.index,
	);
}

/**
 * One record stands for the item; where there are several, all are there. Where the node stops here,
 * items after this one are not worked on again, and what an earlier try did for them would be lost.
 */
function detailsFor(
	item: Item,
	one: LifecycleRecord,
	all: readonly LifecycleRecord[],
	offered: readonly OfferedStep[],
): IDataObject {
	const { context } = item.run;
	const goesOn = 'continueOnFail' in context && context.continueOnFail();
	const after = goesOn ? [] : recordsAfter(item);
	const inErrors = (records: readonly LifecycleRecord[]) =>
		records.map((record) => inError(record, offered));
	return {
		...inError(one, offered),
		...(all.length > 1 && { records: inErrors(all) }),
		...(after.length > 0 && { earlierTry: inErrors(after) }),
	};
}

/** The summary comes first, since the first column of a table is the one that is seen. */
function asRow(
	{ handedOver, ...record }: LifecycleRecord,
	offered: readonly OfferedStep[],
): IDataObject {
	const row = record as unknown as IDataObject;
	return { summary: summaryOf(record, offered), ...row, ...handedOver };
}

/** Errors end up in logs and in messages. */
function inError(record: LifecycleRecord, offered: readonly OfferedStep[]): IDataObject {
	return withoutHandedOver(asRow(record, offered), Object.keys(record.handedOver ?? {}));
}
