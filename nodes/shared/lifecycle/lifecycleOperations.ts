import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { inputError, serviceError } from '../errors';
import type { Item } from '../item';
import type { ItemsOfRun, Operation } from '../operation';
import { Account } from './account';
import { runLifecycle, type Plan } from './engine';
import { lifecycleFields } from './fields';
import { isProtected, protectedUsers, stepOptions } from './people';
import type { LifecycleProvider, OfferedStep } from './provider';
import { bareRecord, type LifecycleRecord, type Mode, type Outcome } from './record';
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
		warnings: ['Until the user enrolls a factor again, the password alone opens the account'],
	});
}

interface Kind {
	option: Operation['option'];
	blockFirst: boolean;
	extraOptions: readonly INodeProperties[] | undefined;
	warnings?: readonly string[];
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
		fields,
		checkRun(items) {
			refuseTooMany(items);
			refuseRetry(items, offered);
		},

		async execute(item) {
			const mode: Mode = item.text('mode') === 'execute' ? 'execute' : 'preview';
			const options = stepOptions(item);
			const plan = planOf(item, provider, offered, kind, mode);
			for (const step of plan.steps) step.check?.(item);
			const guarded = protectedUsers(item);
			const { typed, users } = await provider.findUsers(item);

			const known = users.length === 0 && guarded.has(typed.toLowerCase());
			const bare = (outcome: Outcome, more: Partial<LifecycleRecord> = {}) =>
				rowsOf(item, [bareRecord(item, mode, typed, outcome, more)], offered);
			if (known) return bare('skipped', { reason: 'protected' });
			if (users.length === 0) return bare('userNotFound');
			if (users.length > 1 && options.ifSeveralMatch !== 'all') {
				return bare('userAmbiguous', { matches: users.map(({ id }) => id) });
			}

			const records: LifecycleRecord[] = [];
			for (const user of byId(users)) {
				// Who had to wait for another item about this user has an outdated look at the account.
				const waited = await item.alone(`user ${user.id}`);
				const named = { ...user, typed, found: waited ? undefined : user.found };
				records.push(
					isProtected(user, guarded) || guarded.has(typed.toLowerCase())
						? bareRecord(item, mode, named, 'skipped', { reason: 'protected' })
						: await runLifecycle(contextOf(item, provider, named, options), plan),
				);
			}
			return rowsOf(item, records, offered);
		},
	};
}

function contextOf(
	item: Item,
	provider: LifecycleProvider,
	user: NamedPerson,
	options: IDataObject,
): StepContext {
	const { api } = item;
	const account = new Account(async () => await provider.readAccount(api, user.id), user.found);
	return { item, api, user, account, options, kept: new Set<string>(), handedOver: {} };
}

function planOf(
	item: Item,
	provider: LifecycleProvider,
	offered: readonly OfferedStep[],
	kind: Kind,
	mode: Mode,
): Plan {
	const chosen = new Set(item.choices('steps'));
	const options = stepOptions(item);
	const steps = offered.map(({ step }) => step).filter(({ id }) => chosen.has(id));
	if (steps.length === 0) {
		throw item.refuse(
			"The parameter 'Steps' holds no step",
			'Nothing was sent. Choose at least one step.',
		);
	}
	const mustBlock = kind.blockFirst && options.removeFactorsUnblocked !== true;
	return {
		mode,
		steps,
		gate: mustBlock ? offered.map(({ step }) => step).find(isBlockStep) : undefined,
		removeLatecomers: options.removeLatecomers === true,
		notCovered: provider.notCovered,
		warnings: kind.warnings,
	};
}

/** Always the same order, so that two items about the same accounts cannot wait for each other. */
function byId(users: readonly Person[]): Person[] {
	return [...users].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** @throws NodeOperationError when the run holds more users than allowed; nothing was sent */
function refuseTooMany(items: ItemsOfRun): void {
	const { count } = items;
	if (count === 0) return;
	const first = items.at(0);
	const most = first.whole('maxUsers', 1);
	if (count <= most) return;
	throw inputError(first.run.node, {
		message: `${count} users were given, and 'Max Users per Run' allows ${most}`,
		description:
			'Nothing was sent. Check that the list of users is the right one. Raise the parameter when it is, or work in batches.',
	});
}

/** @throws NodeOperationError when a chosen step would be done twice by n8n's Retry On Fail */
function refuseRetry(items: ItemsOfRun, offered: readonly OfferedStep[]): void {
	if (items.count === 0) return;
	const { node } = items.at(0).run;
	if (node.retryOnFail !== true) return;
	const once = offered.filter(({ step }) => step.once).map(({ step }) => step.id);
	const chosen = Array.from({ length: items.count }, (_, index) => items.at(index))
		.flatMap((item) => item.choices('steps'))
		.find((id) => once.includes(id));
	if (chosen === undefined) return;
	throw inputError(node, {
		message: `The step '${chosen}' does not run while Retry On Fail is on`,
		description:
			'Retry On Fail runs all items of the node again, so that what this step has done would be done a second time. Nothing was sent. Switch Retry On Fail off in the settings of the node.',
	});
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
			details: {
				...inError(failed, offered),
				...(records.length > 1 && {
					records: records.map((record) => inError(record, offered)),
				}),
			},
		},
		item.index,
	);
}

/** The summary comes first, since the first column of a table is the one that is seen. */
function asRow(
	{ handedOver, ...record }: LifecycleRecord,
	offered: readonly OfferedStep[],
): IDataObject {
	const row = record as unknown as IDataObject;
	return { summary: summaryOf(record, offered), ...row, ...handedOver };
}

/** Errors end up in logs and in messages: what was handed over is named there, and not given out. */
function inError(
	{ handedOver, ...record }: LifecycleRecord,
	offered: readonly OfferedStep[],
): IDataObject {
	const notGivenOut = Object.keys(handedOver ?? {});
	const row = asRow(record, offered);
	return notGivenOut.length > 0 ? { ...row, notGivenOut } : row;
}
