import type { Page } from 'playwright-core';
import type { Line } from '../lines';
import { differencesOf } from './differences';

/** The dialog in which a credential is made. */
export class CredentialForm {
	constructor(
		private readonly page: Page,
		private readonly line: Line,
	) {}

	/** Chooses how to authenticate, where the node offers several ways. */
	async authenticateBy(name: string): Promise<void> {
		await differencesOf(this.line).chooseAuthentication(this.page, name);
	}

	async fill(field: string, value: string): Promise<void> {
		await this.dialog.getByTestId(`parameter-input-${field}`).locator('input').first().fill(value);
	}

	/** Display names of the fields, in their order. */
	async fields(): Promise<string[]> {
		await this.dialog.getByTestId('credential-connection-parameter').first().waitFor();
		const labels = await this.dialog.getByTestId('input-label').allInnerTexts();
		return labels.map(
			(label) =>
				label
					.split('\n')[0]
					?.replace(/\s*\*$/, '')
					.trim() ?? '',
		);
	}

	/** Saves, which tests as well, and gives back why the test failed. */
	async saveAndFail(): Promise<string> {
		await this.save();
		const banner = this.dialog.getByTestId('credential-edit-dialog');
		await banner.getByText('Couldn’t connect with these settings').waitFor();
		const more = banner.getByText('More details');
		// A refusal in one sentence has none.
		if (await more.isVisible()) {
			await more.click();
			await more.waitFor({ state: 'hidden' });
		}
		return await banner.innerText();
	}

	async saveAndSucceed(): Promise<void> {
		await this.save();
		await differencesOf(this.line).credentialWorks(this.page);
	}

	private async save(): Promise<void> {
		await this.dialog.getByTestId('credential-save-button').click();
	}

	private get dialog() {
		return this.page.getByTestId('editCredential-modal');
	}
}
