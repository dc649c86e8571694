import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type axe from 'axe-core';

import { auditPage, AUDITS } from '../support/pages/auditPage';

/**
 * The page of the weekly audit in a real browser, at the width of a screen, of a phone and of the
 * narrowest that WCAG asks for. Skipped where there is no browser; test/unit/workflows has what can
 * be seen without one.
 */

interface Tab {
	setContent(html: string): Promise<void>;
	addScriptTag(script: { content: string }): Promise<unknown>;
	evaluate<Result>(script: string): Promise<Result>;
	close(): Promise<void>;
}
interface Browser {
	newPage(options: { viewport: { width: number; height: number } }): Promise<Tab>;
	close(): Promise<void>;
}
interface Playwright {
	chromium: { launch(options: object): Promise<Browser> };
}

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const playwright = playwrightIfThere();
const canLook = playwright !== undefined && existsSync(EXECUTABLE);

(canLook ? describe : describe.skip).each([1280, 360, 320])('%i pixels wide', (width) => {
	let browser: Browser;
	let tab: Tab;

	beforeAll(async () => {
		if (!playwright) return;
		browser = await playwright.chromium.launch({ executablePath: EXECUTABLE, args: FLAGS });
		tab = await browser.newPage({ viewport: { width, height: 900 } });
		await tab.setContent(auditPage(AUDITS));
	}, 60_000);
	afterAll(async () => {
		await browser.close();
	}, 60_000);

	test('fits: nothing to scroll sideways', async () => {
		expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(width);
	});

	test('axe finds nothing', async () => {
		await tab.addScriptTag({ content: AXE });
		const found = await tab.evaluate<axe.AxeResults>(
			`axe.run({ runOnly: ${JSON.stringify(RULES)} })`,
		);
		expect(found.passes.map(({ id }) => id)).toEqual(
			expect.arrayContaining(['color-contrast', 'document-title', 'heading-order']),
		);
		const faults = found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
		expect(faults).toEqual([]);
	}, 60_000);
});

function playwrightIfThere(): Playwright | undefined {
	try {
		return createRequire(__filename)('playwright-core') as Playwright;
	} catch {
		return undefined;
	}
}
