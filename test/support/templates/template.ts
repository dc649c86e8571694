import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const FOLDER = join(__dirname, '../../../workflows');

export interface TemplateNode {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
}

export interface Template {
	/** Its file under `workflows/`. */
	file: string;
	nodes: TemplateNode[];
	connections: Record<string, { main: Array<Array<{ node: string }> | null> }>;
}

/** All workflows for users, those in folders too. */
export const TEMPLATES: Template[] = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.json'))
	.sort()
	.map((file) => ({
		...(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Omit<Template, 'file'>),
		file,
	}));

export const CODE = 'n8n-nodes-base.code';

/** The text of a Code node; empty for other nodes. */
export const codeOf = ({ parameters }: TemplateNode) =>
	typeof parameters.jsCode === 'string' ? parameters.jsCode : '';

/** @throws when there is no such node */
export function nodeOf({ file, nodes }: Template, name: string): TemplateNode {
	const node = nodes.find((one) => one.name === name);
	if (!node) throw new Error(`${file} has no node ${name}`);
	return node;
}

/** All texts in a node's parameters, by their paths such as `options.responseFormTitle`. */
export function textsIn(value: unknown, path = ''): Array<[path: string, text: string]> {
	if (typeof value === 'string') return [[path, value]];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, part]) =>
		textsIn(part, path === '' ? name : `${path}.${name}`),
	);
}

/** Puts another text in that place. */
export function withText(node: TemplateNode, path: string, text: string): TemplateNode {
	const parameters = structuredClone(node.parameters);
	const names = path.split('.');
	const last = names.pop() ?? '';
	let place: Record<string, unknown> = parameters;
	for (const name of names) place = place[name] as Record<string, unknown>;
	place[last] = text;
	return { ...node, parameters };
}
