import { CODE, codeOf, nodeOf, textsIn, type Template, type TemplateNode } from './template';

/**
 * What a template shows and where it takes it from: every expression of every node is followed into
 * what it ends in. Shown is a mail, a subject, a form, a page, an error text, the table that a
 * summary is, a cell of a CSV file. What is shown comes from a Code node, which is then run to see
 * whether it is plain (see run.ts), or is a setting typed by who built the workflow, or a count.
 */

/** A value that a Code node gives out and that is shown. */
export interface Shown {
	/** The Code node. */
	from: string;
	/** Path in its items, empty for the whole item. */
	field: string;
	/** What it becomes: lines of text, a piece of HTML, or items whose fields are cells. */
	as: 'text' | 'page' | 'cells';
}

interface Walk {
	shown: Shown[];
	faults: string[];
}

/** By type of node: parameters that are shown, and those that are only acted on. */
const PLACES: Record<string, { shown?: string[]; acted?: string[] }> = {
	'n8n-nodes-base.emailSend': {
		shown: ['subject', 'message', 'text', 'html', 'formFields', 'options'],
		acted: ['fromEmail', 'toEmail'],
	},
	'n8n-nodes-base.formTrigger': { shown: [''] },
	'n8n-nodes-base.stopAndError': { shown: [''] },
	'n8n-nodes-base.html': { shown: ['html'] },
	'n8n-nodes-base.stickyNote': { shown: [''] },
	'n8n-nodes-base.set': { shown: ['assignments'] },
	'n8n-nodes-base.convertToFile': { shown: [''] },
	'n8n-nodes-base.if': { acted: ['conditions'] },
	'n8n-nodes-base.filter': { acted: ['conditions'] },
	'n8n-nodes-base.switch': { acted: ['rules'] },
	'n8n-nodes-base.crypto': { acted: ['value'] },
	'n8n-nodes-base.readWriteFile': { acted: ['fileName'] },
	'n8n-nodes-base.httpRequest': { acted: ['url', 'jsonBody'] },
	'n8n-nodes-mfa.auth0': { acted: [''] },
	'n8n-nodes-mfa.oneLogin': { acted: [''] },
	'n8n-nodes-mfa.emnify': { acted: [''] },
	// These hand on what they got, or hold no expression.
	'n8n-nodes-base.code': {},
	'n8n-nodes-base.executeWorkflowTrigger': {},
	'n8n-nodes-base.limit': {},
	'n8n-nodes-base.manualTrigger': {},
	'n8n-nodes-base.merge': {},
	'n8n-nodes-base.noOp': {},
	'n8n-nodes-base.scheduleTrigger': {},
	'n8n-nodes-base.splitInBatches': {},
	'n8n-nodes-base.splitOut': {},
	// Its answer is JSON: the records as they are, for a program.
	'n8n-nodes-base.webhook': {},
};

/** Edit Fields nodes whose fields are read by later nodes to act on, and by nobody else. */
const ACTED_SETS = [
	'helpdesk-mfa-reset.json: Example request',
	'helpdesk-mfa-reset.json: Settings',
	'queue-mode/hand-out-list.json: Batches',
	'queue-mode/hand-out-list.json: Settings',
	'scheduled-offboarding.json: Leavers of the day',
	'scheduled-offboarding.json: Settings',
	'step-up-approval.json: For a try',
	'step-up-approval.json: Who must approve',
	'weekly-mfa-audit.json: Settings',
];

/** The one field of a shown Edit Fields node that a program branches on: words of a closed list. */
const WORD_OF_A_LIST =
	"={{ $json.result ?? ($('As text').first().json.approver ? 'noDevice' : 'noApprover') }}";

const PASS_ON = ['if', 'filter', 'switch', 'limit', 'noOp', 'crypto'].map(
	(type) => `n8n-nodes-base.${type}`,
);

/** Follows everything that a template shows to where it comes from. */
export function walk(template: Template): Walk {
	const { shown, faults } = joined(template.nodes.map((node) => walkNode(template, node)));
	return { shown: [...shown, ...shown.flatMap((one) => shownBefore(template, one))], faults };
}

const joined = (walks: Walk[]): Walk => ({
	shown: walks.flatMap(({ shown }) => shown),
	faults: walks.flatMap(({ faults }) => faults),
});

/** What a Code node takes over from what another one had made plain. */
function shownBefore(template: Template, { from }: Shown): Shown[] {
	const read = codeOf(nodeOf(template, from)).matchAll(/\$\('(.+?)'\)/g);
	return [...read]
		.map(([, name = '']) => nodeOf(template, name))
		.filter((node) => node.type === CODE && codeOf(node).includes('shown: {'))
		.map(({ name }) => ({ from: name, field: 'shown', as: 'text' }));
}

/** The places in a template where a text of a person could be shown, whether it holds one or not. */
export function placesShown(template: Template): Array<[node: string, path: string]> {
	return template.nodes
		.filter(({ type, name }) => type !== 'n8n-nodes-base.stickyNote' && !isActedSet(template, name))
		.flatMap(({ name, type, parameters }) =>
			textsIn(parameters)
				.filter(([path]) => isUnder(path, PLACES[type]?.shown) && isValue(path))
				.map(([path]): [string, string] => [name, path]),
		);
}

/** Ids and choices of a node take no expression of a user's. */
const isValue = (path: string) =>
	!/(^|\.)(id|name|type|fieldType|operation|limitType|resumeUnit|path|respondWith|sourceProperty|fileName)$/.test(
		path,
	);

function walkNode(template: Template, node: TemplateNode): Walk {
	const { type, name, parameters } = node;
	const places = PLACES[type];
	if (!places) return fault(`${name}: nobody has said what nodes of the type ${type} show`);
	if (isActedSet(template, name)) return { shown: [], faults: [] };
	const walks = textsIn(parameters)
		.filter(([, text]) => isExpression(type, text))
		.map(([path, text]) => {
			const where = `${name}, ${path}`;
			if (isUnder(path, places.acted)) return { shown: [], faults: [] };
			if (!isUnder(path, places.shown))
				return fault(`${where}: nobody has said whether it is shown`);
			return walkExpression(template, node, where, text);
		});
	if (type === 'n8n-nodes-base.convertToFile') walks.push(walkFile(template, node));
	if (type === 'n8n-nodes-base.set' && parameters.includeOtherFields === true) {
		walks.push(fault(`${name}: shows whatever else comes`));
	}
	return joined(walks);
}

function walkExpression(template: Template, node: TemplateNode, where: string, text: string): Walk {
	if (text === WORD_OF_A_LIST) return { shown: [], faults: [] };
	const as = node.type === 'n8n-nodes-base.html' ? 'page' : 'text';
	const codes = [...text.matchAll(/\{\{(.*?)\}\}/gs)].map(([, code = '']) => code.trim());
	if (codes.length === 0) return fault(`${where}: no expression that can be read: ${text}`);
	const walks = codes.map((code): Walk => {
		const [, ofInput] = /^\$json\.([\w.]+)$/.exec(code) ?? [];
		if (ofInput !== undefined) {
			const sources = sourcesOf(template, node.name);
			if (sources.length === 0) return fault(`${where}: nothing comes in`);
			return joined(sources.map((source) => walkField(source, ofInput, as, where)));
		}
		const [, named = '', field] = /^\$\('(.+?)'\)\.first\(\)\.json\.([\w.]+)$/.exec(code) ?? [];
		if (field !== undefined) return walkField(nodeOf(template, named), field, as, where);
		if (/^\$\('[^']+'\)\.all\(\)\.length$/.test(code)) return { shown: [], faults: [] };
		return fault(`${where}: shows ${code}`);
	});
	return joined(walks);
}

/** A field of a node's items. */
function walkField(source: TemplateNode, field: string, as: Shown['as'], where: string): Walk {
	if (source.type === CODE) return { shown: [{ from: source.name, field, as }], faults: [] };
	if (source.type === 'n8n-nodes-base.set') {
		const { assignments } = source.parameters.assignments as {
			assignments: Array<{ name: string; value: unknown; type: string }>;
		};
		const [name, ...rest] = field.split('.');
		const assigned = assignments.find((one) => one.name === name);
		const isOwn = assigned !== undefined && !String(assigned.value).startsWith('=');
		if (isOwn && rest.length === 0) return { shown: [], faults: [] };
		if (assigned?.type === 'array' && rest.join() === 'length') return { shown: [], faults: [] };
	}
	return fault(`${where}: shows ${field} of ${source.name} as it came`);
}

/** A file that is made of items, or of a page that was looked at where it was made. */
function walkFile(template: Template, { name, parameters }: TemplateNode): Walk {
	const sources = sourcesOf(template, name);
	if (parameters.operation === 'toText') {
		const pages = sources.filter(({ type }) => type === 'n8n-nodes-base.html');
		if (pages.length === sources.length && parameters.sourceProperty === 'html') {
			return { shown: [], faults: [] };
		}
		return fault(`${name}: writes what is no page`);
	}
	const walks = sources.map((source): Walk => {
		if (source.type === CODE) {
			return { shown: [{ from: source.name, field: '', as: 'cells' }], faults: [] };
		}
		if (source.type === 'n8n-nodes-base.splitOut') {
			const field = String(source.parameters.fieldToSplitOut);
			const { destinationFieldName, ...rest } = source.parameters.options as Record<
				string,
				unknown
			>;
			const alone = destinationFieldName === undefined && Object.keys(rest).length === 0;
			const codes = sourcesOf(template, source.name);
			if (alone && codes.every(({ type }) => type === CODE)) {
				return {
					shown: codes.map((code) => ({ from: code.name, field, as: 'cells' })),
					faults: [],
				};
			}
		}
		return fault(`${name}: writes the items of ${source.name} as they came`);
	});
	return {
		shown: walks.flatMap(({ shown }) => shown),
		faults:
			sources.length === 0 ? [`${name}: nothing comes in`] : walks.flatMap(({ faults }) => faults),
	};
}

/** The nodes whose items come in, beyond those that only hand on. */
function sourcesOf(template: Template, name: string, seen: string[] = []): TemplateNode[] {
	if (seen.includes(name)) return [];
	return inputsOf(template, name).flatMap(([source, output]) => {
		const node = nodeOf(template, source);
		if (PASS_ON.includes(node.type)) return sourcesOf(template, source, [...seen, name]);
		// What a loop gives out when it is done are the items that came back to it.
		if (node.type === 'n8n-nodes-base.splitInBatches' && output === 0) {
			return inputsOf(template, source)
				.filter(([from]) => reaches(template, source, 1, from))
				.map(([from]) => nodeOf(template, from));
		}
		return [node];
	});
}

function inputsOf({ connections }: Template, name: string): Array<[node: string, output: number]> {
	return Object.entries(connections).flatMap(([from, { main }]) =>
		main.flatMap((targets, output) =>
			(targets ?? [])
				.filter(({ node }) => node === name)
				.map((): [string, number] => [from, output]),
		),
	);
}

/** Whether a way leads from that output to a node. */
function reaches(
	{ connections }: Template,
	from: string,
	output: number,
	to: string,
	seen = new Set<string>(),
): boolean {
	const next = (connections[from]?.main ?? [])
		.filter((_, index) => seen.size > 0 || index === output)
		.flatMap((targets) => targets ?? []);
	return next.some(({ node }) => {
		if (node === to) return true;
		if (seen.has(node)) return false;
		seen.add(node);
		return reaches({ connections } as Template, node, -1, to, seen);
	});
}

const isActedSet = ({ file }: Template, name: string) => ACTED_SETS.includes(`${file}: ${name}`);

const isUnder = (path: string, places: string[] = []) =>
	places.some((place) => place === '' || path === place || path.startsWith(`${place}.`));

/** The HTML node resolves what it holds itself; so do form fields of the type HTML. */
const isExpression = (type: string, text: string) =>
	text.startsWith('=') || (type !== CODE && text.includes('{{'));

const fault = (text: string): Walk => ({ shown: [], faults: [text] });
