import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Operation, Resource } from '../../../nodes/shared/operation';
import { exampleOf } from './example';
import { fieldTable, noticesOf, sentence } from './fieldTable';
import { anchor, cell, details, json, table } from './markdown';
import { casesOfOperation, plainOf, type Missing, type Studied } from './study';
import type { Subject } from './subject';

/** What is written by hand about one operation, in docs/notes. */
export interface Note {
	note?: string;
	wrong?: string[];
}
export type Notes = Record<string, Record<string, Note>>;

/** What the page is made of. */
export interface Material {
	subject: Subject;
	studied: readonly Studied[];
	/** By resource and operation, with a blank between. */
	missing: ReadonlyMap<string, Missing[]>;
	notes: Notes;
}

const ONCE =
	'Sent once: it does not run while _Retry On Fail_ is on, which would do it a second time.';

/** A table of the operations of each resource. */
export function overviewPart(material: Material): string {
	return sorted(material.subject.resources)
		.map((resource) => `### ${resource.option.name}\n\n${overview(material, resource)}`)
		.join('\n\n');
}

/** A section for each operation. */
export function operationsPart(material: Material): string {
	return sorted(material.subject.resources)
		.flatMap((resource) =>
			sorted(resource.operations).map((operation) => section(material, resource, operation)),
		)
		.join('\n\n');
}

/** The fields that every operation has. */
export function nodePart({ node }: Subject): string {
	const shared = node.description.properties.filter(
		({ name, displayOptions }) =>
			name !== 'resource' && name !== 'operation' && displayOptions?.show?.operation === undefined,
	);
	return fieldTable(shared);
}

function overview(material: Material, resource: Resource): string {
	const rows = sorted(resource.operations).map((operation) => {
		const heading = headingOf(resource, operation);
		const { option } = operation;
		const needs = needsOf(material, resource, operation);
		return [
			`[${option.name}](#${anchor(heading)})`,
			cell(needs),
			cell(sentence(option.description ?? '')),
		];
	});
	return table(['operation', 'needs', 'does'], rows);
}

function section(material: Material, resource: Resource, operation: Operation): string {
	const { subject, studied, notes } = material;
	const { description = '', value: name } = operation.option;
	const { note = '', wrong = [] } = notes[resource.option.value]?.[name] ?? {};
	const fields = fieldsOf(subject, resource.option.value, name);
	const fieldRows = fieldTable(fields);
	const faults = [...wrong, ...unknownIds(material, resource, operation, fields)];
	return [
		`### ${headingOf(resource, operation)}`,
		[description, note].filter(Boolean).map(sentence).join(' '),
		`Needs ${needsOf(material, resource, operation)}.${operation.effect === 'once' ? ` ${ONCE}` : ''}`,
		handsOverText(operation),
		...noticesOf(fields).map((notice) => `> ${notice}`),
		fieldRows && details('Fields', fieldRows),
		details(
			'Example output',
			exampleText(subject, casesOfOperation(studied, resource.option.value, name)),
		),
		faults.length > 0 && `What can go wrong:\n\n${faults.map((fault) => `- ${fault}`).join('\n')}`,
	]
		.filter(Boolean)
		.join('\n\n');
}

/** What a stopped node would lose, and how not to. */
function handsOverText({ handsOver = [] }: Operation): string {
	if (handsOver.length === 0) return '';
	return `Hands over ${handsOver.map(codeOf).join(', ')}. Set _On Error_ to _Continue_ where a run has several items: when the node stops at one, its error names what finished items were to hand over (\`notGivenOut\`) and does not give it out, so that it has to be made anew.`;
}

/** What the plain case needed, and what others needed beyond that. */
function needsOf({ subject, studied }: Material, resource: Resource, operation: Operation): string {
	const [r, o] = [resource.option.value, operation.option.value];
	const plain = plainOf(studied, r, o);
	const beyond = new Map<string, string>();
	for (const one of casesOfOperation(studied, r, o)) {
		const all = subject.needs([...plain.needs, ...one.needs], plain);
		const more = all.filter((need) => !plain.needs.includes(need)).map(codeOf);
		if (more.length > 0 && !beyond.has(more.join(', '))) beyond.set(more.join(', '), one.about);
	}
	const needs = plain.needs.map(codeOf).join(', ') || 'no right of its own';
	return [needs, ...[...beyond].map(([more, about]) => `${about}: ${more}`)].join('; ');
}

function exampleText(subject: Subject, cases: readonly Studied[]): string {
	const plain = cases.find(({ about, rows }) => about === '' && rows.length > 0);
	const shown = plain ?? cases.find(({ rows }) => rows.length > 0);
	const [row] = shown?.rows ?? [];
	if (!shown || !row) return 'No output.';
	const example = exampleOf(row, subject);
	const others = otherNames(example, cases);
	const count = shown.rows.length > 1 ? `One of ${shown.rows.length} items.` : '';
	const more =
		others.length > 0 ? `May also hold: ${others.map((name) => `\`${name}\``).join(', ')}.` : '';
	return [json(example), [count, more].filter(Boolean).join(' ')].filter(Boolean).join('\n\n');
}

function otherNames(example: IDataObject, cases: readonly Studied[]): string[] {
	const names = new Set(cases.flatMap(({ rows }) => rows.flatMap((row) => Object.keys(row))));
	return [...names].filter((name) => !(name in example));
}

/** What became of each ID that belongs to nothing. */
function unknownIds(
	{ missing }: Material,
	resource: Resource,
	operation: Operation,
	fields: readonly INodeProperties[],
): string[] {
	const found = missing.get(`${resource.option.value} ${operation.option.value}`) ?? [];
	return found.map(({ parameter, output: { failure, rows } }) => {
		const name = fields.find((field) => field.name === parameter)?.displayName ?? parameter;
		const told = failure ? `"${failure.message}". ${failure.description}` : quiet(rows);
		return `_${name}_ does not exist: ${sentence(told)}`.replaceAll('\n', ' ');
	});
}

function quiet([row]: IDataObject[]): string {
	if (!row) return 'no failure, and no output';
	if (row.alreadyGone === true) return 'no failure. `deleted` is false and `alreadyGone` true';
	if (typeof row.outcome === 'string') return `no failure. \`outcome\` is \`${row.outcome}\``;
	return 'no failure: the service does not tell';
}

export function fieldsOf(subject: Subject, resource: string, operation: string): INodeProperties[] {
	return subject.node.description.properties.filter(({ displayOptions }) => {
		const { resource: ofResources = [], operation: ofOperations = [] } = displayOptions?.show ?? {};
		return ofResources.includes(resource) && ofOperations.includes(operation);
	});
}

const headingOf = (resource: Resource, operation: Operation): string =>
	`${resource.option.name}: ${operation.option.name}`;

/** Permissions are words of a program; scopes and roles are words of an administration page. */
const codeOf = (need: string): string => (/^\w+:\w+$/.test(need) ? `\`${need}\`` : need);

const sorted = <T extends { option: { name: string } }>(list: readonly T[]): T[] =>
	[...list].sort((a, b) => a.option.name.localeCompare(b.option.name));
