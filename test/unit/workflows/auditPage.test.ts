import { auditPage, AUDITS } from '../../support/pages/auditPage';
import { contrast } from '../../support/pages/contrast';
import {
	attribute,
	childrenOf,
	elementsIn,
	Page,
	rulesOf,
	textOf,
	type Element,
} from '../../support/pages/html';

/** The page of the weekly audit, as somebody reads it: on a phone, on paper, by ear, without colours. */

const html = auditPage(AUDITS);
const page = new Page(html);
const rules = rulesOf(page.style);
const EMPTY = auditPage({ Auth0: [], OneLogin: [], emnify: [] });

const rowsIn = (table: Element) => elementsIn(table).filter(({ tagName }) => tagName === 'tr');
const cellsIn = (row: Element) => childrenOf(row).filter(({ tagName }) => /^t[hd]$/.test(tagName));
const bodyRows = (table: Element) => rowsIn(table).filter((row) => row.parentNode === bodyOf(table));
const bodyOf = (table: Element) => childrenOf(table).find(({ tagName }) => tagName === 'tbody');
const headRow = (table: Element) => {
	const head = childrenOf(table).find(({ tagName }) => tagName === 'thead');
	const row = head && rowsIn(head)[0];
	if (!row) throw new Error('A table without a head');
	return row;
};

test.each([
	['full', html],
	['empty', EMPTY],
])('is HTML that no browser has to mend (%s)', (_, text) => {
	expect(new Page(text).faults).toEqual([]);
});

test('says its language, its title, its encoding, and fits the width of the device', () => {
	expect(page.all('html').map((one) => attribute(one, 'lang'))).toEqual(['en']);
	expect(page.all('title').map(textOf)).toEqual(['MFA audit 2026-11-23']);
	const metas = page.all('meta');
	expect(metas.map((one) => attribute(one, 'charset')).filter(Boolean)).toEqual(['utf-8']);
	const viewport = metas.find((one) => attribute(one, 'name') === 'viewport');
	expect(viewport && attribute(viewport, 'content')).toBe('width=device-width, initial-scale=1');
});

test('has its headings in order: one of the first level, none left out', () => {
	const levels = page.all('h1', 'h2', 'h3', 'h4', 'h5', 'h6').map(({ tagName }) => Number(tagName[1]));
	expect(levels.filter((level) => level === 1)).toHaveLength(1);
	expect(levels[0]).toBe(1);
	expect(levels).toContain(3);
	levels.forEach((level, index) => {
		expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
	});
});

test('stands in landmarks', () => {
	const [body] = page.all('body');
	expect(body && childrenOf(body).map(({ tagName }) => tagName)).toEqual(['header', 'main', 'footer']);
});

describe('tables', () => {
	const tables = page.all('table');

	test('have a caption and heads of columns and rows', () => {
		expect(tables).toHaveLength(2);
		for (const table of tables) {
			expect(childrenOf(table).map(({ tagName }) => tagName)).toEqual(['caption', 'thead', 'tbody']);
			expect(textOf(childrenOf(table)[0] as Element)).toMatch(/\w{3}/);
			const heads = cellsIn(headRow(table));
			expect(new Set(heads.map((cell) => attribute(cell, 'scope')))).toEqual(new Set(['col']));
			expect(bodyRows(table).length).toBeGreaterThan(2);
			for (const row of bodyRows(table)) {
				const [first, ...others] = cellsIn(row);
				expect(first && [first.tagName, attribute(first, 'scope')]).toEqual(['th', 'row']);
				expect(new Set(others.map(({ tagName }) => tagName))).toEqual(new Set(['td']));
			}
		}
	});

	// Where the page is narrow the head is not seen, and each cell says what it is.
	test('name in each cell, for a narrow page, what the head of the column says', () => {
		for (const table of tables) {
			const [, ...names] = cellsIn(headRow(table)).map(textOf);
			for (const row of bodyRows(table)) {
				const [, ...cells] = cellsIn(row);
				expect(cells.map((cell) => attribute(cell, 'data-label'))).toEqual(names);
			}
		}
	});
});

test('tells states by words, not by colour alone', () => {
	const states = page.all('span').filter((one) => attribute(one, 'class')?.startsWith('state'));
	expect(states.map(textOf)).toEqual(['No MFA', 'No MFA', 'Too weak', 'Too weak']);
	const notice = page.all('p').find((one) => attribute(one, 'class') === 'notice');
	expect(notice && textOf(notice)).toContain('emnify could not be read');
});

test('lists those whose factors cannot be seen, in an order that a person expects', () => {
	const [list] = page.all('ul');
	const names = list ? childrenOf(list).map(textOf) : [];
	expect(names).toHaveLength(12);
	expect(names.slice(0, 3)).toEqual(['hidden0@example.com', 'hidden1@example.com', 'hidden2@example.com']);
	expect(names.at(-1)).toBe('hidden11@example.com');
});

test('calls nobody weak or unprotected for what is not known, nor protected for what lets in once', () => {
	const other = { type: 'other', status: 'active', countsAsMfa: true, strength: null };
	const code = { type: 'recovery-code', status: 'active', countsAsMfa: false, strength: 'weak' };
	const person = (id: string, more: Record<string, unknown>) => ({
		user: { id, email: `${id}@example.com` },
		strongest: null,
		...more,
	});
	const told = new Page(
		auditPage({
			Auth0: [
				person('codes', { hasActiveMfa: false, compliant: false, factors: [code] }),
				person('open', { hasActiveMfa: true, compliant: null, factors: [other] }),
			],
			OneLogin: [],
			emnify: [],
		}),
	);
	const [figures, people] = told.all('table');
	const [auth0] = figures ? bodyRows(figures) : [];
	expect(auth0 && cellsIn(auth0).map(textOf)).toEqual(
		['Auth0', '2', '0', '0', '0', '1', '1', '0 of 1'],
	);
	expect((people ? bodyRows(people) : []).map((row) => cellsIn(row).map(textOf))).toEqual([
		['codes@example.com', 'Auth0', 'No MFA', 'none'],
	]);
	expect(told.all('li').map(textOf)).toEqual(['open@example.com']);
});

test('shows what came from a provider as text', () => {
	expect(page.all('img', 'script')).toEqual([]);
	expect(html).toContain('\u2039img src=x');
});

describe('colours', () => {
	const colourOf = (selector: string, property: string): string | undefined =>
		rules.find((rule) => rule.media === '' && rule.selector === selector && rule.properties[property])
			?.properties[property];
	const ground = colourOf('body', 'background') ?? '';
	const text = colourOf('body', 'color') ?? '';
	const pairs = rules
		.filter(({ properties }) => properties.color ?? properties.background)
		.map(({ selector, properties }) => {
			const pair = [properties.color ?? text, properties.background ?? ground] as const;
			return [selector, ...pair] as const;
		});

	test('there are some', () => {
		expect(pairs.map(([selector]) => selector)).toEqual(
			expect.arrayContaining(['body', '.meta', '.headline', '.notice', 'caption', '.none', '.weak', 'footer']),
		);
	});

	// WCAG 2.2, 1.4.6: 7 to 1 is the higher of its two levels for text.
	test.each(pairs)('%s: %s on %s can be read', (_, colour, background) => {
		expect(contrast(colour, background)).toBeGreaterThanOrEqual(7);
	});

	test('the measure is the one of WCAG', () => {
		expect(contrast('#000', '#fff')).toBeCloseTo(21);
		expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
	});
});

describe('on paper', () => {
	const print = rules.filter(({ media }) => media === 'print');
	const declared = (selector: string) =>
		Object.assign({}, ...print.filter((rule) => rule.selector === selector).map(({ properties }) => properties)) as Record<string, string>;

	test('repeats the head of a table on each page, and breaks no row and no heading off', () => {
		expect(declared('thead').display).toBe('table-header-group');
		expect(declared('tr')['break-inside']).toBe('avoid');
		for (const heading of ['h2', 'h3', 'caption']) expect(declared(heading)['break-after']).toBe('avoid');
	});

	test('has margins, and uses the width of the sheet', () => {
		expect(declared('@page').margin).toMatch(/^\d+mm$/);
		expect(declared('body')['max-width']).toBe('none');
	});
});

test('has no size in pixels that text could not grow out of, and nothing wider than a phone', () => {
	for (const { properties } of rules.filter(({ media }) => media !== 'print')) {
		expect(properties['font-size'] ?? '1rem').toMatch(/rem$/);
		expect(properties.width ?? '100%').toMatch(/^(100%|1px)$/);
		expect(properties['min-width']).toBeUndefined();
	}
	const cells = rules.find(({ media, selector }) => media === '' && selector === 'td');
	expect(cells?.properties['overflow-wrap']).toBe('anywhere');
});
