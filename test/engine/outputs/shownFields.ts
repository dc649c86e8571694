import type { INode, INodeParameters, INodeType } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import type { Studied } from './study';

/** Shown by n8n in the panel, with nothing to set in them. */
const WITHOUT_VALUE = ['notice', 'callout', 'button'];

/** How the node runs, and which operation: not for one operation to read. */
const OF_THE_NODE = ['resource', 'operation', 'authentication', 'options'];

/** Names of the fields that the panel shows while the parameters are those of the case. */
export function shownIn({ description }: INodeType, one: Studied): string[] {
	const { resource, operation, parameters } = one;
	const node = { typeVersion: 1, parameters: {} } as INode;
	const given: INodeParameters = { ...parameters, resource, operation };
	const all = NodeHelpers.getNodeParameters(
		description.properties,
		given,
		true,
		false,
		node,
		description,
	);
	return description.properties
		.filter(({ type }) => !WITHOUT_VALUE.includes(type))
		.filter((field) => NodeHelpers.displayParameter({ ...all, ...given }, field, node, description))
		.map(({ name }) => name)
		.filter((name) => !OF_THE_NODE.includes(name));
}

/** Fields that are shown in some of the cases of an operation, and read in none of them. */
export function shownInVain(node: INodeType, cases: readonly Studied[]): string[] {
	const shown = new Map<string, boolean>();
	for (const one of cases) {
		for (const name of shownIn(node, one)) {
			shown.set(name, shown.get(name) === true || one.reads.includes(name));
		}
	}
	return [...shown].filter(([, isRead]) => !isRead).map(([name]) => name);
}
