import type { IDataObject } from 'n8n-workflow';

import { inputError } from '../errors';
import type { Item } from '../item';
import type { ItemsOfRun } from '../operation';
import { Breather } from '../run/breather';
import type { OfferedStep } from './provider';
import { NOBODY, protectionKey, readProtectedUsers, type UserNameForms } from './protectedUsers';
import { MODES, type Mode } from './record';
import type { Step } from './step';
import { visible } from '../visible';
import { warning, type Warning } from './warning';

/** What one item asks for, read and checked before the first item is worked on. */
export interface Order {
	mode: Mode;
	/** The chosen steps, in the order in which they run. */
	steps: readonly Step[];
	warnings: readonly Warning[];
	options: LifecycleOptions;
}

/** Offboard's and Reset MFA's Lifecycle Options, as steps and engine read them. */
export interface LifecycleOptions {
	/** Work on each account where several match, instead of reporting them. */
	allMatches: boolean;
	removeLatecomers: boolean;
	removeFactorsUnblocked: boolean;
	/** All that was set, for options that only one provider has. */
	given: IDataObject;
}

/** The orders of a run, and whom none of them may touch. */
export interface Orders {
	of(index: number): Order;
	/** True when one of a user's names stands in the list of any of the items. */
	protects(names: readonly string[]): boolean;
}

/** What If Several Match takes. */
const SEVERAL_MATCH = ['report', 'all'] as const;

/**
 * Reads mode, steps and options of all items before the first is worked on, so that a value that
 * cannot be used stops the run while nothing has been sent. Each may differ from item to item; users
 * who are protected for one item are protected for all.
 *
 * @throws NodeOperationError that names the parameter and the item
 */
export async function readOrders(
	items: ItemsOfRun,
	offered: readonly OfferedStep[],
	forms: UserNameForms,
): Promise<Orders> {
	const { count } = items;
	const different = new Map<string, Order>();
	const orders: Order[] = [];
	const guarded = new Set<string>();
	const breather = new Breather();
	for (let index = 0; index < count; index++) {
		const item = items.at(index);
		refuseTooMany(item, count);
		const options = item.collection('lifecycleOptions');
		const asked = [item.raw('mode'), item.raw('steps'), options];
		const key = JSON.stringify(asked);
		let order = different.get(key);
		if (order === undefined) {
			order = orderOf(item, offered, options);
			for (const name of guardedBy(item, options, forms)) guarded.add(name);
			different.set(key, order);
		}
		orders.push(order);
		await breather.pause();
	}
	return {
		of: (index) => orders[index] as Order,
		protects: (names) => names.some((name) => name !== '' && guarded.has(protectionKey(name))),
	};
}

function orderOf(item: Item, offered: readonly OfferedStep[], options: IDataObject): Order {
	const mode = item.oneOf('mode', MODES);
	const chosen = item.choices('steps');
	const steps = stepsOf(item, offered, chosen);
	refuseRetry(item, steps);
	const warnings = formerWords(offered, chosen);
	return { mode, steps, warnings, options: optionsOf(item, options) };
}

function stepsOf(item: Item, offered: readonly OfferedStep[], chosen: readonly string[]): Step[] {
	const all = offered.flatMap(({ parts }) => parts);
	const known = offered.map(({ parts }): string => parts[0].id);
	const unknown = chosen.find((word) => !all.some((step) => isChosenBy(step, word)));
	if (unknown !== undefined) {
		throw item.refuse(
			`The parameter 'Steps' holds '${visible(unknown)}', which is no step of this operation`,
			`Nothing was sent. Its steps are ${known.join(', ')}, to the letter. Check the expression of the parameter.`,
		);
	}
	if (chosen.length === 0) {
		throw item.refuse(
			"The parameter 'Steps' holds no step",
			'Nothing was sent. Choose at least one step.',
		);
	}
	return all.filter((step) => chosen.some((word) => isChosenBy(step, word)));
}

function isChosenBy({ id, formerIds = [] }: Step, word: string): boolean {
	return id === word || formerIds.includes(word);
}

/** Says for each word of the version before this one what has taken its place. */
function formerWords(offered: readonly OfferedStep[], chosen: readonly string[]): Warning[] {
	const all = offered.flatMap(({ parts }) => parts);
	const former = chosen.filter((word) => !all.some(({ id }) => id === word));
	return [...new Set(former)].map((word) => {
		const ids = all.filter((step) => isChosenBy(step, word)).map(({ id }) => id);
		return warning('oldStepId', `'${word}' is now '${[...new Set(ids)].join("' and '")}'`);
	});
}

function optionsOf(item: Item, given: IDataObject): LifecycleOptions {
	const flag = (name: string, label: string) => name in given && item.asFlag(given[name], label);
	return {
		allMatches:
			'ifSeveralMatch' in given &&
			item.asOneOf(given.ifSeveralMatch, 'If Several Match', SEVERAL_MATCH) === 'all',
		removeLatecomers: flag('removeLatecomers', 'Remove What Appears Meanwhile'),
		removeFactorsUnblocked: flag(
			'removeFactorsUnblocked',
			'Remove Factors Even If the Account Could Not Be Blocked',
		),
		given,
	};
}

function guardedBy(item: Item, options: IDataObject, forms: UserNameForms): readonly string[] {
	if (!('protectedUsers' in options)) return [];
	const reading = readProtectedUsers(options.protectedUsers, forms);
	if (reading.fault === undefined) return reading.keys;
	const names = forms.usernames === true ? 'emails, usernames or IDs' : 'emails or IDs';
	throw item.refuse(
		`The parameter 'Protected Users' ${reading.fault}`,
		`Nothing was sent, since users who must not be touched might be. Write whole ${names} such as ${forms.exampleId}, with line ends, commas, semicolons or blanks between them, or give a list. To protect nobody, write ${NOBODY}. Seen at item ${item.index}.`,
	);
}

function refuseTooMany(item: Item, count: number): void {
	const most = item.whole('maxUsers', 1);
	if (count <= most) return;
	throw inputError(item.run.node, {
		message: `${count} users were given, and 'Max Users per Run' allows ${most}`,
		description:
			'Nothing was sent. Check that the list of users is the right one. Raise the parameter when it is, or work in batches.',
	});
}

/** A step that n8n's Retry On Fail would do twice. */
function refuseRetry(item: Item, steps: readonly Step[]): void {
	const { node } = item.run;
	const once = steps.find((step) => step.once === true);
	if (node.retryOnFail !== true || once === undefined) return;
	throw inputError(node, {
		message: `The step '${once.id}' does not run while Retry On Fail is on`,
		description:
			'Retry On Fail runs all items of the node again, so that what this step has done would be done a second time. Nothing was sent. Switch Retry On Fail off in the settings of the node.',
	});
}
