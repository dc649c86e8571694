import { parse, type DefaultTreeAdapterTypes, type ParserError } from 'parse5';

export type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

/** A page as a browser reads it, with what it had to mend. */
export class Page {
	readonly faults: string[] = [];
	private readonly root: Node;

	constructor(html: string) {
		this.root = parse(html, {
			onParseError: ({ code, startLine }: ParserError) =>
				this.faults.push(`${code} in line ${startLine}`),
		});
	}

	/** All elements of these names, in the order of the page. */
	all(...names: string[]): Element[] {
		return elementsIn(this.root).filter(({ tagName }) => names.includes(tagName));
	}

	get style(): string {
		return this.all('style').map(textOf).join('\n');
	}
}

export const textOf = (node: Node): string => {
	if ('value' in node && typeof node.value === 'string') return node.value;
	return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
};

export const attribute = ({ attrs }: Element, name: string): string | undefined =>
	attrs.find((one) => one.name === name)?.value;

export const childrenOf = (element: Element): Element[] =>
	element.childNodes.filter((node): node is Element => 'tagName' in node);

export const elementsIn = (node: Node): Element[] =>
	('childNodes' in node ? node.childNodes : []).flatMap((child) =>
		'tagName' in child ? [child, ...elementsIn(child)] : [],
	);

/** Rules of a style sheet, by media (empty for all), selector and property. */
export interface Rule {
	media: string;
	selector: string;
	properties: Record<string, string>;
}

/** Reads a style sheet that has rules and media, and nothing more exotic. */
export function rulesOf(css: string, media = ''): Rule[] {
	const rules: Rule[] = [];
	let rest = css.trim();
	while (rest !== '') {
		const open = rest.indexOf('{');
		const head = rest.slice(0, open).trim();
		const close = endOfBlock(rest, open);
		const content = rest.slice(open + 1, close);
		rest = rest.slice(close + 1).trim();
		if (head.startsWith('@media')) rules.push(...rulesOf(content, head.slice(6).trim()));
		else
			for (const selector of head.split(',').map((one) => one.trim()))
				rules.push({ media, selector, properties: propertiesOf(content) });
	}
	return rules;
}

function endOfBlock(css: string, open: number): number {
	let depth = 0;
	for (let at = open; at < css.length; at++) {
		if (css[at] === '{') depth += 1;
		if (css[at] === '}') depth -= 1;
		if (depth === 0) return at;
	}
	throw new Error('The style sheet has a block without an end');
}

const propertiesOf = (content: string): Record<string, string> =>
	Object.fromEntries(
		content
			.split(';')
			.filter((line) => line.includes(':'))
			.map((line) => {
				const colon = line.indexOf(':');
				return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
			}),
	);
