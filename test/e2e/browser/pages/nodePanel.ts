import type { Locator, Page, Response } from 'playwright-core';
import type { Line } from '../lines';
import { CredentialForm } from './credentialForm';
import { differencesOf } from './differences';
import { Output } from './output';
import { Picker } from './picker';

/** The panel of a node: its parameters, its button, its output. */
export class NodePanel {
	readonly output: Output;

	constructor(
		readonly page: Page,
		private readonly line: Line,
	) {
		this.output = new Output(page);
	}

	async isOpen(): Promise<void> {
		await this.parameter('operation').waitFor();
	}

	parameter(name: string): Locator {
		return this.page.getByTestId(`parameter-input-${name}`);
	}

	/** What a notice between the parameters says. */
	notice(text: string | RegExp): Locator {
		return this.page.getByTestId('node-parameters').getByText(text);
	}

	/** Picks an entry of a dropdown. */
	async choose(parameter: string, entry: string): Promise<void> {
		await this.parameter(parameter).click();
		const name = this.page.locator('.el-select-dropdown__item:visible').filter({
			has: this.page.getByText(entry, { exact: true }),
		});
		await name.first().click();
	}

	/** The field in which something is picked from a list of the service. */
	picker(parameter: string): Picker {
		return new Picker(this.page, this.parameter(parameter));
	}

	/** Turns a field into an expression and types it. */
	async writeExpression(parameter: string, expression: string): Promise<void> {
		const options = this.page.getByTestId(`${parameter}-parameter-input-options-container`);
		await this.parameter(parameter).hover();
		await options.getByTestId('radio-button-expression').click();
		const code = this.parameter(parameter).locator('.cm-content');
		await code.click();
		await this.page.keyboard.press('ControlOrMeta+A');
		await this.page.keyboard.insertText(expression);
		// What is typed counts when the field is left.
		await this.page.getByTestId('node-parameters').getByText('Operation', { exact: true }).click();
	}

	/** Lets an AI model set this parameter. */
	async letModelDefine(parameter: string): Promise<void> {
		await this.parameter(parameter)
			.locator('..')
			.locator('..')
			.getByTestId('from-ai-override-button')
			.click();
	}

	/** What stands in the place of a parameter that an AI model sets. */
	definedByModel(parameter: string): Locator {
		return this.page
			.getByTestId('parameter-item')
			.filter({ has: this.page.getByTestId(`${parameter}-parameter-input-options-container`) })
			.getByText('Defined automatically by the model');
	}

	async newCredential(): Promise<CredentialForm> {
		await differencesOf(this.line).startCredential(this.page);
		return new CredentialForm(this.page, this.line);
	}

	/** Runs the node. The output of this run is there when this comes back. */
	async execute(): Promise<Output> {
		const button = this.page.getByTestId('node-execute-button');
		// The output of the run before stays until the editor has fetched what the new one gave.
		const [, fetched] = await Promise.all([
			this.answerTo('POST', /\/rest\/workflows\/(.+\/)?run/),
			this.answerTo('GET', /\/rest\/executions\/\w+$/),
			button.click(),
		]);
		await fetched.finished();
		const busy = this.page.locator('[aria-busy="true"]');
		await button.and(busy).or(button.locator(busy)).waitFor({ state: 'hidden' });
		await this.output.isThere();
		return this.output;
	}

	private async answerTo(method: string, address: RegExp): Promise<Response> {
		return await this.page.waitForResponse(
			(answer) => answer.request().method() === method && address.test(answer.url()),
		);
	}
}
