import { runInNewContext } from 'node:vm';
import { CASES, type Case } from './hostileCases';
import { codeOf, nodeOf, type Template } from './template';
import { faultsOf, faultsOfCell } from './text';
import type { Shown } from './walk';

/** The markup that the audit's own page is made of. Whatever else looks like a tag came from outside. */
const OWN_TAGS =
	/<(?:\/?(?:tr|td|th|p|h3|ul|li|strong|span)|th scope="row"|td data-label="[A-Za-z ,-]+"|td colspan="4"|span class="state (?:none|weak)"|p class="notice"|ul class="names")>/g;

/** Fields that hold several lines. In the others a line end is a fault. */
const OF_LINES = ['shown.question', 'shown.answer'];

/** The items that a Code node gives out, without n8n around it. */
export function runCode(code: string, { nodes = {}, input = [], $json }: Case): unknown[] {
	const asItems = (list: unknown[]) => list.map((json) => ({ json, pairedItem: { item: 0 } }));
	const listOf = (items: Array<{ json: unknown }>) => ({
		all: () => items,
		first: () => items[0],
	});
	const $ = (name: string) => {
		const list = nodes[name];
		if (list === undefined) throw new Error(`No items of ${name} in the case`);
		return listOf(asItems(list));
	};
	const $now = { toUTC: () => ({ toFormat: () => '2026-11-28' }) };
	const given = {
		$,
		$now,
		$json,
		$input: listOf(asItems(input)),
		$workflow: { id: 'w', name: 'A workflow' },
		$execution: { id: '1' },
	};
	const items = runInNewContext(`(() => {${code}\n})()`, given) as Array<{ json: unknown }>;
	return items.map(({ json }) => json);
}

/**
 * Runs a Code node on everything that is hostile, and looks at what it gives out to be shown.
 *
 * @param code other than the node's own, where one wants to see it fail
 */
export function faultsWhenRun(
	template: Template,
	{ from, field, as }: Shown,
	code = codeOf(nodeOf(template, from)),
): string[] {
	const cases = CASES[`${template.file}: ${from}`];
	if (!cases) return [`${from}: there is no case that tries it`];
	const values = cases.flatMap((one) => runCode(code, one)).map((item) => valueAt(item, field));
	const given = values.filter((value) => value !== undefined);
	if (given.length === 0) return [`${from}, ${field}: nothing came out`];
	return given
		.flatMap((value) => faultsOfValue(value, as, field))
		.map((what) => `${from}, ${field}: ${what}`);
}

function faultsOfValue(value: unknown, as: Shown['as'], field: string): string[] {
	if (as === 'cells') {
		const lines = (Array.isArray(value) ? value : [value]) as Array<Record<string, unknown>>;
		return lines.flatMap((line) => [
			...Object.keys(line).flatMap(faultsOfCell),
			...Object.values(line).flatMap(faultsOfCell),
		]);
	}
	if (typeof value === 'object' && value !== null) {
		return Object.entries(value).flatMap(([name, part]) =>
			faultsOfValue(part, as, `${field}.${name}`),
		);
	}
	if (typeof value !== 'string') return [`a ${typeof value}`];
	if (as === 'page') return value.replace(OWN_TAGS, '\n').split('\n').flatMap(faultsOfPart);
	return (OF_LINES.includes(field) ? value.split('\n') : [value]).flatMap(faultsOfPart);
}

/** Words of the template stand around what came from outside, which may be nothing. */
const faultsOfPart = (text: string) => faultsOf(text).filter((what) => what !== 'blanks');

function valueAt(item: unknown, path: string): unknown {
	return path
		.split('.')
		.filter(Boolean)
		.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], item);
}
