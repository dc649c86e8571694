import type { IDataObject } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const TEMPLATES = join(__dirname, '..', '..', 'workflows');

/** A workflow as n8n imports it. */
export interface Workflow {
	id: string;
	name: string;
	nodes: WorkflowNode[];
	[field: string]: unknown;
}

export interface WorkflowNode {
	name: string;
	type: string;
	typeVersion: number;
	parameters: IDataObject;
	credentials?: Record<string, { id: string; name: string }>;
	[field: string]: unknown;
}

export type TemplateName =
	| 'scheduled-offboarding'
	| 'weekly-mfa-audit'
	| 'helpdesk-mfa-reset'
	| 'step-up-approval';

/** What somebody who imported a template fills in. */
export interface FilledIn {
	id: string;
	/** The credentials to choose, by node type, then by credential type. */
	credentials: Readonly<Record<string, Record<string, { id: string; name: string }>>>;
	/** New values of the fields of Edit Fields nodes, by node, then by field. */
	fields?: Readonly<Record<string, Record<string, unknown>>>;
}

/**
 * One of the templates in `workflows/`, with credentials chosen and settings filled in, and
 * otherwise as users get it.
 *
 * @throws when the template has no such node or field
 */
export function fillIn(name: TemplateName, { id, credentials, fields = {} }: FilledIn): Workflow {
	const template = JSON.parse(readFileSync(join(TEMPLATES, `${name}.json`), 'utf8')) as Omit<
		Workflow,
		'id'
	> & { name: string; nodes: WorkflowNode[] };
	const nodes = template.nodes.map((node) => {
		const chosen = credentials[node.type];
		return chosen ? { ...node, credentials: chosen } : node;
	});
	for (const [nodeName, values] of Object.entries(fields)) {
		const node = nodes.find((one) => one.name === nodeName);
		if (!node) throw new Error(`${name} has no node ${nodeName}`);
		for (const [field, value] of Object.entries(values)) setField(node, field, value);
	}
	return { ...template, nodes, id };
}

function setField(node: WorkflowNode, field: string, value: unknown): void {
	const { assignments } = (node.parameters.assignments ?? {}) as {
		assignments?: Array<{ name: string; value: unknown }>;
	};
	const assignment = assignments?.find((one) => one.name === field);
	if (!assignment) throw new Error(`The node ${node.name} has no field ${field}`);
	assignment.value = typeof value === 'object' ? JSON.stringify(value) : value;
}
