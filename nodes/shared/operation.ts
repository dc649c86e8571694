import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import type { Item } from './item';

/**
 * What an operation does to the service, which decides how its items are run:
 * - `read`: items run side by side
 * - `change`: may be run again without harm; side by side only where the user chose to go on after
 *   a failure
 * - `once`: like `change`, but a second run would do it a second time (enroll, trigger, create,
 *   send). It refuses to start while the node's Retry On Fail is on
 */
export type Effect = 'read' | 'change' | 'once';

export type Rows = IDataObject | IDataObject[];

/** Does an operation for one item; what it gives back becomes one output row each. */
export type Execute = (item: Item) => Promise<Rows>;

/** One operation of a resource: its entry in the dropdown, its own fields and what it does. */
export type Operation = OperationCommon &
	(
		| { execute: Execute; prepareRun?: undefined }
		| {
				/**
				 * Looks at all items before the first is run, and throws to refuse the whole run.
				 *
				 * @returns what runs each of them
				 */
				prepareRun(items: ItemsOfRun): Promise<Execute>;
				execute?: undefined;
		  }
	);

interface OperationCommon {
	/** Entry in the Operation dropdown; `value` is the operation's internal name. */
	option: INodePropertyOptions & { value: string };
	effect: Effect;
	/** What it does cannot be taken back: its panel says so, in the words of its description. */
	irreversible?: true;
	/** Its own fields. Shown for this operation only. */
	fields: INodeProperties[];
	/**
	 * Output fields whose purpose is to hand a secret over, e.g. a ticket's address. An error, which
	 * ends up in logs and error workflows, names them instead of giving them out.
	 */
	handsOver?: readonly string[];
}

/** The items of a run, made when they are asked for: of what is done only its output is kept. */
export interface ItemsOfRun {
	readonly count: number;
	at(index: number): Item;
}

/** A resource: its entry in the dropdown and its operations. */
export interface Resource {
	option: INodePropertyOptions & { value: string };
	operations: readonly Operation[];
}

/** Finds an operation by the values of the two dropdowns. */
export function findOperation(
	resources: readonly Resource[],
	resource: string,
	operation: string,
): Operation | undefined {
	return resources
		.find(({ option }) => option.value === resource)
		?.operations.find(({ option }) => option.value === operation);
}

/** The Operation dropdown of a resource and the fields of its operations, for the node's properties. */
export function resourceProperties({ option, operations }: Resource): INodeProperties[] {
	const options = byName(operations.map((operation) => operation.option));
	const dropdown: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [option.value] } },
		options,
		default: '',
	};
	const fields = operations.flatMap((operation) =>
		updateDisplayOptions(
			{ show: { resource: [option.value], operation: [operation.option.value] } },
			fieldsOf(operation),
		),
	);
	return [{ ...dropdown, default: harmless(operations) }, ...fields];
}

/** Its fields, below a notice where it cannot be undone: the dropdown's texts are seen in the open one only. */
function fieldsOf({ option, irreversible, fields }: Operation): INodeProperties[] {
	if (irreversible !== true) return fields;
	const notice: INodeProperties = {
		displayName: option.description ?? '',
		name: 'irreversibleNotice',
		type: 'notice',
		default: '',
	};
	return [notice, ...fields];
}

/** What a resource begins with: reading where it can, so that nothing is deleted by not choosing. */
function harmless(operations: readonly Operation[]): string {
	const values = (some: readonly Operation[]) =>
		byName(some.map(({ option }) => option)).map(({ value }) => value);
	const reading = values(operations.filter(({ effect }) => effect === 'read'));
	return reading.find((value) => value === 'getAll') ?? reading[0] ?? values(operations)[0] ?? '';
}

/** The Resource dropdown. */
export function resourceDropdown(
	resources: readonly Resource[],
	defaultValue: string,
): INodeProperties {
	const dropdown: INodeProperties = {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: byName(resources.map(({ option }) => option)),
		default: '',
	};
	return { ...dropdown, default: defaultValue };
}

function byName<T extends { name: string }>(options: readonly T[]): T[] {
	return [...options].sort((a, b) => a.name.localeCompare(b.name));
}
