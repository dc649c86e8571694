import type { Locator, Page } from 'playwright-core';

/** The right side of a node's panel, after it ran. */
export class Output {
	private readonly panel: Locator;

	constructor(page: Page) {
		this.panel = page.getByTestId('output-panel');
	}

	/** Waits for a run to have ended. */
	async isThere(): Promise<void> {
		await this.panel
			.getByTestId('node-run-status-success')
			.or(this.panel.getByTestId('node-run-status-danger'))
			// In place of the other two where a parameter has changed since the run began.
			.or(this.panel.getByTestId('node-run-info-stale'))
			.waitFor();
	}

	get errorTitle(): Locator {
		return this.panel.getByTestId('node-error-message');
	}

	get errorDescription(): Locator {
		return this.panel.getByTestId('node-error-description');
	}

	/** The names of the columns, from left to right. */
	async columns(): Promise<string[]> {
		await this.showTable();
		const heads = await this.panel.locator('table th').allInnerTexts();
		return heads.map((head) => head.trim()).filter((head) => head !== '');
	}

	/** The cells of each row by column. */
	async rows(): Promise<Array<Record<string, string>>> {
		const columns = await this.columns();
		const rows = await this.panel.locator('table tbody tr').all();
		return await Promise.all(
			rows.map(async (row) => {
				const cells = await row.locator('td').allInnerTexts();
				return Object.fromEntries(columns.map((name, index) => [name, cells[index]?.trim() ?? '']));
			}),
		);
	}

	private async showTable(): Promise<void> {
		await this.panel.getByTestId('radio-button-table').click();
		await this.panel.locator('table').waitFor();
	}
}
