import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultsWhenRun } from '../../support/templates/run';
import {
	CODE,
	codeOf,
	FOLDER,
	nodeOf,
	TEMPLATES,
	withText,
	type Template,
} from '../../support/templates/template';
import { placesShown, walk } from '../../support/templates/walk';

/** Text from people is text, wherever a template shows it. */

const BEGIN =
	'// Text from people is text. npm run generate writes what follows from workflows/code/text.js.';
const END = '// End of what npm run generate writes.';
const SOURCE = readFileSync(join(FOLDER, 'code/text.js'), 'utf8').trim();

/** What is run takes time, and is not needed where the way there is wrong. */
const faultsOf = (template: Template) => {
	const { shown, faults } = walk(template);
	return faults.length > 0 ? faults : shown.flatMap((one) => faultsWhenRun(template, one));
};

/** Everything of a Code node but what npm run generate wrote. */
const ownCodeOf = (code: string) => code.slice(0, code.indexOf(BEGIN));

const codeNodes = TEMPLATES.flatMap((template) =>
	template.nodes
		.filter(({ type }) => type === CODE)
		.map((node): [string, string, Template] => [template.file, node.name, template]),
);

it('there are the templates that users import', () => {
	expect(TEMPLATES.map(({ file }) => file)).toEqual([
		'helpdesk-mfa-reset.json',
		'queue-mode/hand-out-list.json',
		'queue-mode/offboard-batch.json',
		'scheduled-offboarding.json',
		'step-up-approval.json',
		'weekly-mfa-audit.json',
	]);
	expect(codeNodes).toHaveLength(9);
});

it.each(codeNodes)(
	'%s, %s: holds the functions of workflows/code/text.js at its end',
	(_, name, template) => {
		const code = codeOf(nodeOf(template, name));
		expect(code.split(BEGIN)).toHaveLength(2);
		expect(code.slice(ownCodeOf(code).length)).toBe(`${BEGIN}\n${SOURCE}\n${END}\n`);
	},
);

describe.each(TEMPLATES.map((template): [string, Template] => [template.file, template]))(
	'%s',
	(_, template) => {
		it('shows nothing of people and services but what went through asText or asCell', () => {
			expect(faultsOf(template)).toEqual([]);
		});

		it('does not go unnoticed with a value as it came, wherever it were shown', () => {
			const unnoticed = placesShown(template).filter(([name, path]) =>
				[
					'={{ $json.ticket }}',
					"=Text {{ $('Settings').first().json.Ticket }}",
					'={{ $json.shown.subject + $json.raw }}',
				].some((raw) => {
					const nodes = template.nodes.map((node) =>
						node.name === name ? withText(node, path, raw) : node,
					);
					// A template without Settings may not name it.
					if (raw.includes('Settings') && !nodes.some((node) => node.name === 'Settings'))
						return false;
					return faultsOf({ ...template, nodes }).length === 0;
				}),
			);
			expect(unnoticed).toEqual([]);
		});
	},
);

it('the places where something is shown are mails, forms, pages, tables and errors', () => {
	const places = TEMPLATES.flatMap((template) =>
		placesShown(template).map((place) => place.join(', ')),
	);
	expect(places).toEqual(
		expect.arrayContaining([
			'Ask for approval, subject',
			'Ask for approval, message',
			'Ask for approval, options.responseFormDescription',
			'Ask for approval, options.responseFormTitle',
			'Ask for approval, formFields.values.0.fieldLabel',
			'Answer the helpdesk, subject',
			'Answer the helpdesk, text',
			'Request form, formDescription',
			'Too many leavers, errorMessage',
			'Page, html',
			'Summary, assignments.assignments.0.value',
		]),
	);
});

/** Each call of a function in the own code of a node, done without it. */
const CALLS = codeNodes.flatMap(([file, name, template]) => {
	const code = codeOf(nodeOf(template, name));
	return [...ownCodeOf(code).matchAll(/as(?:Text|Cell)\(/g)].map(
		({ 0: call, index }): [string, string, number, Template, string] => [
			file,
			name,
			code.slice(0, index).split('\n').length,
			template,
			`${code.slice(0, index)}plainOf(${code.slice(index + call.length)}`,
		],
	);
});

it.each(CALLS)(
	'%s, %s, line %i: what is not made plain there is noticed',
	(_, name, line, template, spoilt) => {
		expect(line).toBeGreaterThan(0);
		const shown = walk(template).shown.filter(({ from }) => from === name);
		expect(shown.flatMap((one) => faultsWhenRun(template, one, spoilt))).not.toEqual([]);
	},
);

it.each([
	['writes the items of another node', 'Evidence lines', 'One record per person'],
	['writes the list as it came', 'Cells of the list', 'Not more than allowed?'],
])('a CSV file that %s is noticed', (_, from, instead) => {
	const template = TEMPLATES.find(({ file }) => file === 'scheduled-offboarding.json');
	if (!template) throw new Error('No template');
	const { [from]: way, ...others } = template.connections;
	const connections = { ...others, [instead]: way ?? { main: [] } };
	expect(faultsOf({ ...template, connections })).not.toEqual([]);
});

it('a node of a type that nobody has thought about is noticed', () => {
	const [template] = TEMPLATES;
	if (!template) throw new Error('No template');
	const slack = {
		name: 'Tell the team',
		type: 'n8n-nodes-base.slack',
		parameters: { text: 'Hello' },
	};
	expect(faultsOf({ ...template, nodes: [...template.nodes, slack] })).not.toEqual([]);
});
