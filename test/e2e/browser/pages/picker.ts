import type { Locator, Page } from 'playwright-core';

const TURNS = 8;
const LOOK_MS = 3_000;

/** A field that is filled from a searchable list of the service. */
export class Picker {
	constructor(
		private readonly page: Page,
		private readonly field: Locator,
	) {}

	async open(): Promise<void> {
		await this.field.getByTestId('rlc-input').click();
	}

	/** The entries that are shown. */
	get entries(): Locator {
		return this.page.getByTestId('rlc-item').filter({ visible: true });
	}

	entry(text: string | RegExp): Locator {
		return this.entries.filter({ hasText: text });
	}

	async search(text: string): Promise<void> {
		await this.page
			.getByTestId('rlc-search')
			.filter({ visible: true })
			.locator('input')
			.or(this.page.locator('input[data-test-id="rlc-search"]:visible'))
			.first()
			.fill(text);
	}

	/** Scrolls to the end of what is loaded, which makes the list load more, until the entry comes. */
	async scrollTo(text: string | RegExp): Promise<void> {
		for (let turn = 0; turn < TURNS; turn++) {
			await this.entries.last().scrollIntoViewIfNeeded();
			const came = await this.entry(text)
				.first()
				.waitFor({ timeout: LOOK_MS })
				.then(
					() => true,
					() => false,
				);
			if (came) return;
		}
		throw new Error(`The list has no ${String(text)}`);
	}

	async pick(text: string | RegExp): Promise<void> {
		await this.entry(text).first().click();
	}

	/** What the field shows of the choice. */
	async shown(): Promise<string> {
		return await this.field
			.getByTestId('rlc-input')
			.locator('input')
			.or(this.field.locator('input[data-test-id="rlc-input"]'))
			.first()
			.inputValue();
	}

	/** Text in the place of the entries, where there are none. */
	message(text: string | RegExp): Locator {
		return this.page
			.locator('[data-test-id="rlc-error-container"], .el-popper:visible')
			.getByText(text);
	}
}
