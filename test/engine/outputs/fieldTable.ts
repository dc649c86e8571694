import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	NodeParameterValueType,
} from 'n8n-workflow';

import { cell, table } from './markdown';

const TYPES: Record<string, string> = {
	boolean: 'yes or no',
	collection: 'group',
	dateTime: 'date and time',
	fixedCollection: 'list',
	json: 'JSON',
	multiOptions: 'several of a list',
	number: 'number',
	options: 'one of a list',
	string: 'text',
};

/** Fields of the editor, those inside of groups too, but no notices. */
export function fieldTable(fields: readonly INodeProperties[]): string {
	const rows = fields.flatMap((field) => rowsOf(field, fields, ''));
	if (rows.length === 0) return '';
	return table(['field', 'type', 'default', 'what it is'], rows);
}

/** What the editor says above the fields. */
export const noticesOf = (fields: readonly INodeProperties[]): string[] =>
	fields.filter(({ type }) => type === 'notice').map(({ displayName }) => displayName);

function rowsOf(
	field: INodeProperties,
	among: readonly INodeProperties[],
	path: string,
): string[][] {
	if (field.type === 'notice' || field.type === 'hidden') return [];
	const name = `${path}${field.displayName}`;
	const row = [name, typeOf(field), defaultOf(field), aboutOf(field, among)].map(cell);
	return [row, ...innerOf(field).flatMap((inner) => rowsOf(inner, innerOf(field), `${name} > `))];
}

function innerOf({ type, options = [] }: INodeProperties): INodeProperties[] {
	if (type === 'collection') return options as INodeProperties[];
	if (type !== 'fixedCollection') return [];
	return (options as INodePropertyCollection[]).flatMap(({ values }) => values);
}

function typeOf({ type, modes = [], typeOptions }: INodeProperties): string {
	if (type === 'resourceLocator') {
		const ways = modes.map(({ displayName }) =>
			displayName.replace(/^(By|From) /, '').toLowerCase(),
		);
		return `picked: ${ways.join(', ').replaceAll('id', 'ID')}`;
	}
	return typeOptions?.password === true ? 'text, masked' : (TYPES[type] ?? type);
}

function defaultOf({ type, default: value, options }: INodeProperties): string {
	if (type === 'boolean') return value === true ? 'yes' : 'no';
	if (Array.isArray(value)) return value.map((one) => nameOf(options, one)).join(', ');
	if (typeof value === 'object' || value === '') return '';
	return nameOf(options, value);
}

function aboutOf(field: INodeProperties, among: readonly INodeProperties[]): string {
	const { description = '', required, placeholder, options } = field;
	const isChoice = field.type === 'options' || field.type === 'multiOptions';
	return [
		required === true ? '**Required.**' : '',
		sentence(description),
		conditionOf(field, among),
		isChoice ? sentence(choicesOf(options as INodePropertyOptions[])) : '',
		placeholder?.startsWith('e.g.') ? sentence(`E.g. ${codeOf(placeholder.slice(5))}`) : '',
	]
		.filter(Boolean)
		.join(' ');
}

/** When the editor shows it, beyond the choice of resource and operation. */
function conditionOf(field: INodeProperties, among: readonly INodeProperties[]): string {
	const conditions = Object.entries(field.displayOptions?.show ?? {})
		.filter(([name]) => name !== 'resource' && name !== 'operation')
		.map(([name, values]) => {
			const other = among.find((one) => one.name === name);
			const given = (values ?? []) as NodeParameterValueType[];
			const names = given.map((value) => valueName(other, value));
			return `${other?.displayName ?? name} is ${names.join(' or ')}`;
		});
	return conditions.length > 0 ? `Only where ${conditions.join(' and ')}.` : '';
}

function valueName(field: INodeProperties | undefined, value: NodeParameterValueType): string {
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	return nameOf(field?.options, value);
}

const choicesOf = (options: INodePropertyOptions[]): string =>
	options
		.map(({ name, description }) =>
			description ? `_${name}_ (${description.replace(/\.$/, '')})` : `_${name}_`,
		)
		.join(', ');

function nameOf(options: INodeProperties['options'], value: unknown): string {
	const named = (options ?? []) as INodePropertyOptions[];
	return named.find((option) => option.value === value)?.name ?? String(value);
}

const codeOf = (text: string): string => (text.includes('`') ? text : `\`${text}\``);
export const sentence = (text: string): string => (/[^.?!]$/.test(text) ? `${text}.` : text);
