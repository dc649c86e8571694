import type { INodeProperties } from 'n8n-workflow';

import type { PaceDefaults } from '../run/provider';

const concurrency: INodeProperties = {
	displayName: 'Concurrency',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 100 },
	default: 10,
	description:
		'How many items may be worked on at the same time. Items run side by side only where the operation reads, or where On Error is set to continue.',
};

const maxWait: INodeProperties = {
	displayName: 'Max Wait (Seconds)',
	name: 'maxWait',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 120,
	description:
		"How long one request may wait for the service's rate limit before the item is given up",
};

const timeout: INodeProperties = {
	displayName: 'Timeout (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 30,
	description: 'How long to wait for the answer to one request',
};

/**
 * The Options collection of a node: how fast and how patiently it works.
 *
 * @param own what only this service's node has, see `Dialect.readOptions`
 */
export function nodeOptions(
	defaults: PaceDefaults,
	own: readonly INodeProperties[] = [],
): INodeProperties {
	const options: INodeProperties[] = [
		{ ...concurrency, default: defaults.concurrency },
		{ ...maxWait, default: defaults.maxWait },
		{ ...timeout, default: defaults.timeout },
		...own,
	];
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: options.sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}
