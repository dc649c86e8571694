import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
	chromium,
	selectors,
	type Browser,
	type BrowserContextOptions,
	type Page,
} from 'playwright-core';
import type { Host } from './host';
import { Editor } from './pages/editor';

/** Where a browser may be; the first one is Debian's. `CHROMIUM` names another. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** How long one thing may take to appear. Only a failing test waits that long. */
const PATIENCE_MS = 30_000;

/** A browser whose windows are signed in to an n8n. */
export class Desk {
	private constructor(
		private readonly browser: Browser,
		private readonly host: Host,
	) {}

	static async open(host: Host): Promise<Desk> {
		selectors.setTestIdAttribute('data-test-id');
		const executablePath = [process.env.CHROMIUM ?? '', ...PLACES].find(
			(place) => place !== '' && existsSync(place),
		);
		if (executablePath === undefined) {
			throw new Error(
				'No Chromium. Debian, Ubuntu: apt-get install --no-install-recommends chromium',
			);
		}
		return new Desk(await chromium.launch({ executablePath, args: FLAGS }), host);
	}

	/**
	 * Does something in a window of its own, which leaves a picture where it fails.
	 *
	 * @param name of the picture
	 */
	async work(
		name: string,
		what: (editor: Editor) => Promise<void>,
		colorScheme: 'light' | 'dark' = 'light',
	): Promise<void> {
		const { n8n, session, line } = this.host;
		await this.window(name, { colorScheme }, async (page) => {
			await page.context().addCookies([{ ...session, url: n8n.url }]);
			await what(new Editor(page, n8n.url, line));
		});
	}

	/**
	 * Does something in a window of somebody who has no account at this n8n.
	 *
	 * @param httpCredentials what that person types where the browser asks for a password
	 */
	async visit(
		name: string,
		what: (page: Page) => Promise<void>,
		httpCredentials?: { username: string; password: string },
	): Promise<void> {
		await this.window(name, httpCredentials ? { httpCredentials } : {}, what);
	}

	private async window(
		name: string,
		options: BrowserContextOptions,
		what: (page: Page) => Promise<void>,
	): Promise<void> {
		const { url } = this.host.n8n;
		const context = await this.browser.newContext({
			viewport: { width: 1440, height: 900 },
			...options,
		});
		context.setDefaultTimeout(PATIENCE_MS);
		// The editor asks for pictures and news elsewhere; here nothing leaves the machine.
		await context.route(
			(address) => !address.href.startsWith(`${url}/`),
			async (route) => {
				await route.abort();
			},
		);
		const page = await context.newPage();
		try {
			await what(page);
		} catch (error) {
			await this.picture(page, name);
			throw error;
		} finally {
			await context.close();
		}
	}

	async close(): Promise<void> {
		await this.browser.close();
	}

	private async picture(page: Page, name: string): Promise<void> {
		const folder = join(this.host.folder, 'failures');
		mkdirSync(folder, { recursive: true });
		const file = `${name}.png`.replace(/[^\w. -]/g, '_');
		await page.screenshot({ path: join(folder, file) }).catch(() => undefined);
	}
}
