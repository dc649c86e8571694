import { NodeHelpers } from 'n8n-workflow';
import type {
	INodeParameters,
	INodeProperties,
	INodeType,
	NodeParameterValueType,
} from 'n8n-workflow';

import type { Operation } from '../../../nodes/shared/operation';

/** A place in an operation's parameters that takes a value. */
export interface Slot {
	/** The parameter, its mode or member. */
	name: string;
	/** What an error may call it. */
	labels: string[];
	/** The value that the plain case has there, if any. */
	usual: unknown;
	/** A choice out of few: what follows from another one is told in terms of that. */
	chooses: boolean;
	/** The parameters of the plain case with something else there. */
	put(value: NodeParameterValueType): INodeParameters;
}

type Parameters = INodeParameters;

/** Every place of an operation where a value may be given, in the plain case `usual`. */
export function slotsOf(node: INodeType, operation: Operation, usual: Parameters): Slot[] {
	const { properties } = node.description;
	const filled = NodeHelpers.getNodeParameters(
		properties,
		usual,
		true,
		false,
		{ typeVersion: 1 },
		node.description,
	);
	return operation.fields
		.filter(({ name }) =>
			properties.some(
				(field) =>
					field.name === name &&
					field.type !== 'notice' &&
					NodeHelpers.displayParameter(
						filled ?? usual,
						field,
						{ typeVersion: 1 },
						node.description,
					),
			),
		)
		.flatMap((field) => slotsOfField(field, usual));
}

function slotsOfField(field: INodeProperties, usual: Parameters): Slot[] {
	const given: unknown = usual[field.name];
	const whole: Slot = {
		name: field.name,
		labels: [field.displayName],
		usual: given,
		chooses: field.type === 'options' || field.type === 'boolean',
		put: (value) => ({ ...usual, [field.name]: value }),
	};
	if (field.type === 'resourceLocator') {
		const picked = isTree(given) ? given.value : given;
		const modes = (field.modes ?? []).map(({ name }) => name);
		return [
			{ ...whole, usual: picked },
			...modes.map((mode) => ({
				...whole,
				name: `${field.name} (${mode})`,
				usual: picked,
				put: (value: NodeParameterValueType) => ({
					...usual,
					[field.name]: { __rl: true, mode, value } as never,
				}),
			})),
		];
	}
	if (field.type === 'collection') {
		const before = isTree(given) ? given : {};
		return [
			whole,
			...membersOf(field.options, field.displayName, before, (members) => ({
				...usual,
				[field.name]: members,
			})),
		];
	}
	if (field.type === 'fixedCollection') {
		const groups = (field.options ?? []) as Array<{ name: string; values: INodeProperties[] }>;
		return [
			whole,
			...groups.flatMap(({ name, values }) => {
				const found: unknown = isTree(given) ? given[name] : undefined;
				const first: unknown = Array.isArray(found) ? found[0] : found;
				return membersOf(values, field.displayName, isTree(first) ? first : {}, (members) => ({
					...usual,
					[field.name]: {
						[name]: field.typeOptions?.multipleValues ? [members] : members,
					} as never,
				}));
			}),
		];
	}
	return [whole];
}

function membersOf(
	options: INodeProperties['options'],
	parent: string,
	before: Record<string, NodeParameterValueType>,
	put: (members: never) => Parameters,
): Slot[] {
	return ((options ?? []) as INodeProperties[]).map(({ name, displayName, type }) => ({
		name: `${parent}.${name}`,
		labels: [parent, displayName, name],
		usual: before[name],
		chooses: type === 'options' || type === 'boolean',
		put: (value) => put({ ...before, [name]: value } as never),
	}));
}

function isTree(value: unknown): value is Record<string, NodeParameterValueType> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
