import type { Page } from 'playwright-core';
import type { Line } from '../lines';

/** What the editors of the two lines do differently, all in this one place. */
export interface Differences {
	/** Begins a new credential in the panel of a node. */
	startCredential(page: Page): Promise<void>;
	/** Chooses one of the node's ways to authenticate in an open credential. */
	chooseAuthentication(page: Page, name: string): Promise<void>;
	/** Waits for the sign that a credential was saved and tested well. */
	credentialWorks(page: Page): Promise<void>;
}

/** Both lines have the select once there is a credential of this type. */
async function throughSelect(page: Page): Promise<void> {
	await page.getByTestId('node-credentials-select').click();
	await page.getByText('Create new credential').click();
}

const DIFFERENCES: Record<Line['name'], Differences> = {
	'n8n-1': {
		startCredential: throughSelect,
		async chooseAuthentication(page, name) {
			await page.getByTestId('node-auth-type-selector').getByText(name).click();
		},
		async credentialWorks(page) {
			await page.getByTestId('credentials-config-container-test-success').waitFor();
			await page.getByTestId('editCredential-modal').getByRole('button', { name: 'Close' }).click();
		},
	},
	'n8n-2': {
		async startCredential(page) {
			const first = page.getByTestId('node-credentials-empty-state');
			await first.or(page.getByTestId('node-credentials-select')).first().waitFor();
			if (await first.isVisible()) await first.click();
			else await throughSelect(page);
		},
		async chooseAuthentication(page, name) {
			const trigger = page.getByTestId('credential-mode-dropdown-trigger');
			if ((await trigger.innerText()).includes(name)) return;
			await trigger.click();
			await page.getByRole('menuitem', { name }).click();
		},
		async credentialWorks(page) {
			// It closes by itself when the test went well.
			await page.getByTestId('editCredential-modal').waitFor({ state: 'hidden' });
		},
	},
};

export function differencesOf({ name }: Line): Differences {
	return DIFFERENCES[name];
}
